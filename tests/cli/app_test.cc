#include "cli/app.h"

#include <string>

#include <doctest/doctest.h>

#include "model/version.h"
#include "tests/support/program.h"

using musubi::test::plain_environment;
using musubi::test::run_program;

TEST_SUITE("cli/app") {
  TEST_CASE("--version prints the program's name and version, and nothing else") {
    const auto outcome = run_program({"--version"});
    CHECK(outcome.status == 0);
    CHECK(outcome.out == "musubi " + std::string(musubi::version()) + "\n");
    CHECK(outcome.err.empty());
  }

  TEST_CASE("no arguments: the help goes to standard error, with the status of a wrong line") {
    const auto outcome = run_program({});
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err == run_program({"--help"}).out);
  }

  TEST_CASE("the language comes from --lang, then LC_ALL, LC_MESSAGES, LANG") {
    auto environment = plain_environment();
    const auto is_japanese = [&](const std::vector<std::string>& args) {
      return run_program(args, environment, "").out.contains("コマンド");
    };
    CHECK_FALSE(is_japanese({"--help"}));
    environment.variables["LANG"] = "ja_JP.UTF-8";
    CHECK(is_japanese({"--help"}));
    environment.variables["LC_MESSAGES"] = "de_DE.UTF-8";
    CHECK_FALSE(is_japanese({"--help"}));
    environment.variables["LC_ALL"] = "ja_JP.UTF-8";
    CHECK(is_japanese({"--help"}));
    CHECK_FALSE(is_japanese({"--help", "--lang", "en"}));
    CHECK_FALSE(is_japanese({"--lang=en", "--help"}));
  }

  TEST_CASE("an option that nobody knows is refused, with the nearest one") {
    const auto outcome = run_program({"--hlep"});
    CHECK(outcome.status == 2);
    CHECK(outcome.err.starts_with("musubi: unknown option --hlep; did you mean --help?\n"));
  }
}
