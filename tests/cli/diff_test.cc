#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/output/markdown.h"
#include "model/json_tree.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

namespace {

namespace fs = std::filesystem;
using musubi::JsonValue;
using musubi::cli::markdown_code;
using musubi::cli::markdown_text;
using musubi::test::run_program;

constexpr const char* kRegion = "examples/regional-network";

// The region, but that the hospital passes on to the EMR provider what its cloud announces.
void write_region_with_relay(const musubi::test::Folder& folder) {
  const std::string contract = R"("id": "shiramine.emr", )";
  for (const auto& entry : fs::directory_iterator(kRegion)) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (const std::size_t at = text.find(contract); at != std::string::npos) {
      text.insert(at + contract.size(),
                  R"("relay": {"service_change": 20, "contract_change": 20, "termination": 60}, )");
    }
    std::ofstream(folder / entry.path().filename().c_str(), std::ios::binary) << text;
  }
}

std::string text_at(const JsonValue& object, const char* key) {
  const JsonValue* const member = object.find(key);
  REQUIRE(member != nullptr);
  return member->text;
}

}  // namespace

TEST_SUITE("cli/diff") {
  TEST_CASE(
      "a relay clause in the region settles that nobody passes the changes on, nothing else") {
    const musubi::test::Folder folder;
    write_region_with_relay(folder);
    const auto outcome =
        run_program({"diff", "--format", "json", "--exit-code", kRegion, folder.string()});
    CHECK(outcome.status == 1);
    CHECK(outcome.err.empty());
    const auto result = musubi::read_json_tree(outcome.out);
    REQUIRE(result);
    const JsonValue& changes = *result->find("changes");
    REQUIRE(changes.children.size() == 1);
    CHECK(text_at(changes.children[0], "id") == "shiramine.emr");
    CHECK(changes.children[0].find("keys")->children.size() == 1);
    CHECK(changes.children[0].find("keys")->children[0].text == "relay");
    CHECK(text_at(changes.children[0], "kind") == "contract_change");
    const JsonValue& findings = *result->find("findings");
    CHECK(findings.find("new")->children.empty());
    REQUIRE(findings.find("gone")->children.size() == 1);
    const JsonValue& gone = findings.find("gone")->children[0];
    CHECK(text_at(gone, "rule") == "no-relay");
    CHECK(text_at(gone, "subject") == "kumoi-iaas");
    CHECK(text_at(gone, "owes") == "hosp-shiramine");
    CHECK(text_at(gone, "counterparty") == "app-akane");
    for (const JsonValue& row : result->find("impact")->find("organizations")->children) {
      CHECK_MESSAGE(text_at(row, "told") == "true", text_at(row, "id"));
    }
    const auto back = run_program({"diff", "--format", "json", folder.string(), kRegion});
    const auto other = musubi::read_json_tree(back.out);
    REQUIRE(other);
    CHECK(other->find("findings")->find("gone")->children.empty());
    CHECK(other->find("findings")->find("new")->children.size() == 1);
  }

  TEST_CASE("every id that a result mentions has a name") {
    const auto outcome = run_program(
        {"diff", "--format", "json", "tests/golden/diff/old.json", "tests/golden/diff/new.json"});
    const auto result = musubi::read_json_tree(outcome.out);
    REQUIRE(result);
    for (const char* id : {"nagi-vm", "nagi-compute", "sumire.oki", "cloud-hama", "watch-oki"}) {
      CHECK_MESSAGE(result->find("names")->find(id) != nullptr, id);
    }
  }

  TEST_CASE("Markdown shows text as it is, and calls nobody") {
    CHECK(markdown_text("a*b_c`d") == "a\\*b\\_c\\`d");
    CHECK(markdown_text("<img src=x> | [a](b) ~c~ $d$ &amp; \\") ==
          "\\<img src=x\\> \\| \\[a\\](b) \\~c\\~ \\$d\\$ \\&amp; \\\\");
    CHECK(markdown_text("@team #12") == "@\u2060team \\#\u206012");
    CHECK(markdown_text("1. one") == "1\\. one");
    CHECK(markdown_text("- one") == "\\- one");
    CHECK(markdown_text("2026-11-22") == "2026-11-22");
    CHECK(markdown_text("a\nb\x1b") == "a b\\\\u001b");
    CHECK(markdown_code("a.b") == "`a.b`");
    CHECK(markdown_code("a``b`") == "``` a``b` ```");
    CHECK(markdown_code("a|b") == "`a\\|b`");
  }
}
