// Snapshots on the command line: every verb says the same of one as of the texts it was made of.
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/folder.h"
#include "tests/support/program.h"

namespace {

using musubi::test::Folder;
using musubi::test::Outcome;
using musubi::test::run_program;
using Args = std::vector<std::string>;

void pack(const std::string& model, const std::string& snapshot) {
  const Outcome packed = run_program({"pack", model, "-o", snapshot});
  REQUIRE_MESSAGE(packed.status == 0, packed.err);
}

void check_same(Args args, const std::string& model, const std::string& snapshot) {
  std::string shown;
  for (const std::string& arg : args) shown += arg + " ";
  CAPTURE(shown);
  CAPTURE(model);
  Args of_text = args;
  of_text.push_back(model);
  args.push_back(snapshot);
  const Outcome from_text = run_program(of_text);
  const Outcome from_snapshot = run_program(args);
  CHECK(from_text.status == from_snapshot.status);
  CHECK(from_text.out == from_snapshot.out);
  CHECK(from_text.err == from_snapshot.err);
  CHECK(from_text.status != 2);
}

}  // namespace

TEST_SUITE("cli/snapshot") {
  TEST_CASE("every verb answers from a snapshot as from the texts") {
    const Folder folder;
    const std::string model = "examples/regional-network";
    const std::string snapshot = folder / "region.musubi";
    pack(model, snapshot);
    const std::vector<Args> questions{
        {"validate"},
        {"validate", "--format", "json"},
        {"check"},
        {"check", "--lang", "ja"},
        {"check", "--format", "json", "--repairs"},
        {"check", "--format", "sarif"},
        {"check", "--format", "csv", "--threads", "2"},
        {"scope", "--format", "json"},
        {"responsibility", "--format", "json"},
        {"responsibility", "--system", "shiramine-emr", "--lang", "ja"},
        {"impact", "--target", "kumoi-iaas", "--on", "2027-04-01"},
        {"impact", "--target", "kumoi-iaas", "--format", "json"},
        {"path", "--from", "hosp-shiramine", "--to", "kumoi-iaas"},
        {"show", "--id", "hosp-shiramine"},
        {"timeline", "--format", "json"},
        {"rank"},
        {"rank", "--kind", "outage", "--format", "json"},
        {"draw", "--view", "contracts", "--format", "dot"},
        {"draw", "--view", "responsibility", "--system", "shiramine-emr", "--format", "svg"},
        {"agreement", "--customer", "hosp-shiramine", "--supplier", "app-akane"},
        {"agreement", "--customer", "hosp-shiramine", "--supplier", "app-akane", "--redact"},
        {"report"},
        {"fmt", "--merge"},
    };
    for (const Args& question : questions) check_same(question, model, snapshot);
  }

  TEST_CASE("all examples of the guideline, from snapshots") {
    const Folder folder;
    for (const auto& entry : std::filesystem::directory_iterator("examples/faq")) {
      if (entry.path().extension() != ".json") continue;
      const std::string model = entry.path().string();
      const std::string snapshot = folder / "one.musubi";
      pack(model, snapshot);
      check_same({"check", "--format", "json"}, model, snapshot);
      check_same({"check"}, model, snapshot);
      check_same({"responsibility", "--format", "json"}, model, snapshot);
    }
  }

  TEST_CASE("planned changes are read beside a snapshot") {
    const Folder folder;
    const std::string snapshot = folder / "region.musubi";
    pack("examples/regional-network", snapshot);
    const std::string good = folder / "good.json";
    std::ofstream(good) << R"({"musubi": 1, "changes": [
      {"target": "kumoi-iaas", "kind": "outage"}, {"target": "clinic-kawagiri.net"}]})";
    const std::string bad = folder / "bad.json";
    std::ofstream(bad) << R"({"musubi": 1, "changes": [{"target": "kumoi-iias"}]})";
    for (const std::string& changes : {good, bad}) {
      check_same({"impact", "--changes", changes}, "examples/regional-network", snapshot);
    }
  }

  TEST_CASE("two snapshots are compared as their texts are") {
    const Folder folder;
    const std::string before = "examples/faq/2.1-2.2.3-known.musubi.json";
    const std::string after = "examples/faq/2.1-2.2.3-unknown.musubi.json";
    pack(before, folder / "before.musubi");
    pack(after, folder / "after.musubi");
    const Outcome texts = run_program({"diff", before, after});
    const Outcome snapshots = run_program(
        {"diff", (folder / "before.musubi").string(), (folder / "after.musubi").string()});
    CHECK(texts.out == snapshots.out);
    CHECK(texts.status == snapshots.status);
  }

  TEST_CASE("what a snapshot cannot do is refused") {
    const Folder folder;
    const std::string snapshot = folder / "region.musubi";
    pack("examples/regional-network", snapshot);
    const Outcome beside = run_program({"check", snapshot, "examples/regional-network"});
    CHECK(beside.status == 3);
    CHECK(beside.err.find("cannot be read together with other files") != std::string::npos);
    const Outcome formatted = run_program({"fmt", "--check", snapshot});
    CHECK(formatted.status == 2);
    CHECK(formatted.err.find("is a snapshot") != std::string::npos);
    std::filesystem::resize_file(snapshot, std::filesystem::file_size(snapshot) - 1);
    const Outcome cut = run_program({"check", "--lang", "ja", snapshot});
    CHECK(cut.status == 3);
    CHECK(cut.err.find("末尾が欠けています") != std::string::npos);
    musubi::cli::Environment terminal = musubi::test::plain_environment();
    terminal.out_is_terminal = true;
    CHECK(run_program({"pack", "examples/regional-network"}, terminal, "").status == 2);
  }

  TEST_CASE("a damaged text is told when it is quoted") {
    const Folder folder;
    const std::string snapshot = folder / "region.musubi";
    pack("examples/regional-network", snapshot);
    std::fstream file(snapshot, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(-100, std::ios::end);
    file.put('\x01');
    file.close();
    const Outcome checked = run_program({"report", snapshot});
    CHECK(checked.status == 3);
    CHECK(checked.out.empty());
    CHECK(checked.err.find("is damaged") != std::string::npos);
  }
}
