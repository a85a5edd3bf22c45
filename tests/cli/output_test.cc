// What becomes of an answer: files whole or not at all, full disks, readers that went away.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <vector>

#include <doctest/doctest.h>

#include "cli/app.h"
#include "cli/output_file.h"
#include "model/json_tree.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

namespace {

namespace fs = std::filesystem;
using musubi::cli::create_file;
using musubi::cli::write_file;
using musubi::test::Folder;
using musubi::test::plain_environment;
using musubi::test::run_program;

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_SUITE("cli/output_file") {
  TEST_CASE("-o writes the answer to the file and nothing to standard output") {
    const Folder folder;
    const std::string file = (folder / "version.txt").string();
    const auto outcome = run_program({"--version", "-o", file});
    CHECK(outcome.status == 0);
    CHECK(outcome.out.empty());
    CHECK(text_of(file).starts_with("musubi "));
    CHECK(folder.size() == 1);
  }

  TEST_CASE("a file that is replaced keeps its mode, and a link stays a link") {
    const Folder folder;
    const fs::path target = folder / "target";
    std::ofstream(target) << "old";
    fs::permissions(target, fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("target", folder / "link");
    REQUIRE(write_file((folder / "link").string(), "new"));
    CHECK(text_of(target) == "new");
    CHECK(fs::is_symlink(folder / "link"));
    CHECK(fs::status(target).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(folder.size() == 2);
  }

  TEST_CASE("a full disk: status 4, said in the person's language, on a file and on the stream") {
    const auto outcome = run_program({"--version", "-o", "/dev/full"});
    CHECK(outcome.status == 4);
    CHECK(outcome.err == "musubi: cannot write '/dev/full': no space is left on the device\n");

    std::istringstream in;
    std::ofstream full("/dev/full");
    std::ostringstream err;
    const std::vector<std::string> args{"rules", "--lang", "ja"};
    CHECK(musubi::cli::run(args, plain_environment(), in, full, err) == 4);
    CHECK(err.str() == "musubi: 答えを出力できません：空き容量がありません\n");
  }

  TEST_CASE("a folder, a missing folder and a device are no places for a file") {
    const Folder folder;
    CHECK_FALSE(write_file(folder.string(), "x"));
    CHECK_FALSE(write_file((folder / "none/file").string(), "x"));
    CHECK(folder.size() == 0);
    CHECK(write_file("/dev/null", "x"));
    CHECK(fs::is_character_file("/dev/null"));
  }

  TEST_CASE("create_file never overwrites") {
    const Folder folder;
    const std::string file = (folder / "a").string();
    REQUIRE(create_file(file, "one"));
    CHECK_FALSE(create_file(file, "two"));
    CHECK(text_of(file) == "one");
  }
}

TEST_SUITE("cli/verbs/init") {
  TEST_CASE("the first model, in the language asked for, without the tests' announcements") {
    const Folder folder;
    const auto outcome = run_program({"init", folder.string(), "--lang", "ja"});
    CHECK(outcome.status == 0);
    const std::string text = text_of(folder / "model.musubi.json");
    CHECK(text.starts_with("// musubi のはじめてのモデル"));
    CHECK_FALSE(text.contains("// finding:"));
    CHECK(run_program({"validate", folder.string()}).status == 0);
    // Warnings only: nothing is required.
    CHECK(run_program({"check", folder.string()}).status == 0);
  }

  TEST_CASE("a folder is made where there is none, and nothing is ever overwritten") {
    const Folder folder;
    const std::string made = (folder / "new/deep").string();
    CHECK(run_program({"init", made}).status == 0);
    const auto again = run_program({"init", made});
    CHECK(again.status == 4);
    CHECK(again.err.contains("exists already; nothing was written"));
  }

  TEST_CASE("every worked example is a model that can be read") {
    const auto unknown = run_program({"init", "--example", "?"});
    CHECK(unknown.status == 2);
    std::istringstream list(unknown.err);
    std::size_t count = 0;
    for (std::string line; std::getline(list, line);) {
      if (!line.starts_with("  ")) continue;
      ++count;
      const Folder folder;
      CAPTURE(line);
      CHECK(run_program({"init", "--example", line.substr(2), folder.string()}).status == 0);
      CHECK(run_program({"validate", folder.string()}).status == 0);
    }
    CHECK(count > 20);
  }
}

TEST_SUITE("cli/verbs") {
  TEST_CASE("every JSON answer is well formed, in one piece, and begins with its head") {
    const std::string model = "examples/patterns/distributor.musubi.json";
    for (const std::vector<std::string>& args :
         std::vector<std::vector<std::string>>{{"validate", model},
                                               {"check", model},
                                               {"scope", model},
                                               {"responsibility", model},
                                               {"show", "--id", "hospital", model},
                                               {"rules"},
                                               {"rules", "--explain", "no-system"},
                                               {"fmt", "--check", model},
                                               {"check", "no-such-file"}}) {
      std::vector<std::string> all = args;
      all.insert(all.end(), {"--format", "json"});
      const auto outcome = run_program(all);
      CAPTURE(args.front());
      CAPTURE(outcome.err);
      const auto tree = musubi::read_json_tree(outcome.out);
      REQUIRE(tree);
      REQUIRE(tree->children.size() > 7);
      CHECK(tree->children[0].key == "musubi");
      CHECK(tree->find("verb")->text == args.front());
      CHECK(outcome.out.ends_with("}\n"));
    }
  }

  TEST_CASE("the answer is the same whatever the number of threads") {
    for (const char* const format : {"text", "json"}) {
      const std::string one =
          run_program({"check", "examples/regional-network", "--format", format, "--threads", "1"})
              .out;
      CHECK(one == run_program(
                       {"check", "examples/regional-network", "--format", format, "--threads", "2"})
                       .out);
      CHECK(one.size() > 1000);
    }
  }

  TEST_CASE("a folder without models and a folder in the place of a file are told apart") {
    const Folder folder;
    CHECK(run_program({"check", folder.string()}).status == 3);
    fs::create_directory(folder / "a.musubi.json");
    CHECK(run_program({"check", folder.string()}).status == 3);
  }

  TEST_CASE("fmt -w keeps comments unless told otherwise, and is idempotent") {
    const Folder folder;
    const std::string file = (folder / "m.musubi.json").string();
    std::ofstream(file) << "// why\n{\"organizations\": [], \"musubi\": 1, \"x-own\": 1.50}";
    CHECK(run_program({"fmt", "-w", file}).status == 2);
    CHECK(text_of(file).starts_with("// why"));
    CHECK(run_program({"fmt", "--check", file}).status == 1);
    CHECK(run_program({"fmt", "-w", "--drop-comments", file}).status == 0);
    const std::string once = text_of(file);
    CHECK(once.contains("\"x-own\": 1.50"));
    CHECK(run_program({"fmt", "--check", file}).status == 0);
    CHECK(run_program({"fmt", file}).out == once);
  }

  TEST_CASE("the date: --as-of, then the model's, then today; a day of the past is remarked on") {
    const std::string model = R"({"musubi": 1, "as_of": "2025-05-05", "organizations": []})";
    auto environment = plain_environment();
    const auto dated = run_program({"check", "-"}, environment, model);
    CHECK(dated.err.contains("2025-05-05"));
    CHECK(run_program({"check", "-", "--quiet"}, environment, model).err.empty());
    const auto asked = run_program({"check", "-", "--as-of", "2024-02-29"}, environment, model);
    CHECK(asked.err.empty());
    CHECK(asked.out.contains("2024-02-29"));
    const auto today = run_program({"check", "-"}, environment, R"({"musubi": 1})");
    CHECK(today.out.contains("2026-11-22"));
  }

  TEST_CASE("colour on a terminal only, unless asked for or refused") {
    auto environment = plain_environment();
    const auto coloured = [&](std::vector<std::string> more) {
      std::vector<std::string> args{"rules"};
      args.insert(args.end(), more.begin(), more.end());
      return run_program(args, environment, "").out.contains("\x1b[");
    };
    CHECK_FALSE(coloured({}));
    CHECK(coloured({"--color", "always"}));
    environment.out_is_terminal = true;
    CHECK(coloured({}));
    CHECK_FALSE(coloured({"--color", "never"}));
    CHECK_FALSE(coloured({"-o", "/dev/null"}));
    environment.variables["NO_COLOR"] = "1";
    CHECK_FALSE(coloured({}));
  }
}
