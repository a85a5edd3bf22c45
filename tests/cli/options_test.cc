#include "cli/options.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/verbs.h"
#include "tests/support/program.h"

using musubi::Language;
using musubi::Severity;
using musubi::cli::Format;
using musubi::cli::Option;
using musubi::cli::Options;
using musubi::cli::read_options;

namespace {

constexpr Option kAll[] = {Option::Format,  Option::Lang,   Option::Color, Option::Output,
                           Option::Quiet,   Option::Help,   Option::AsOf,  Option::Threads,
                           Option::FailOn,  Option::System, Option::Rules, Option::MaxSystems,
                           Option::Explain, Option::Write};
constexpr Format kFormats[] = {Format::Text, Format::Json};

std::expected<Options, musubi::Text> read(const std::vector<std::string>& args) {
  return read_options(args, kAll, kFormats, Language::En);
}

std::string problem(const std::vector<std::string>& args) {
  const auto options = read(args);
  return options ? "" : options.error().en;
}

}  // namespace

TEST_SUITE("cli/options") {
  TEST_CASE("options and models, in any order") {
    const auto options =
        read({"a.json", "--system", "s1", "-", "--system=s2", "-w", "--as-of", "2026-01-31", "b"});
    REQUIRE(options);
    CHECK(options->models == std::vector<std::string>{"a.json", "-", "b"});
    CHECK(options->systems == std::vector<std::string>{"s1", "s2"});
    CHECK(options->write);
    CHECK(options->as_of->to_string() == "2026-01-31");
    CHECK(options->format == Format::Text);
    CHECK(options->max_systems == 20);
  }

  TEST_CASE("what follows -- is a model whatever it looks like") {
    const auto options = read({"--", "--lang"});
    REQUIRE(options);
    CHECK(options->models == std::vector<std::string>{"--lang"});
  }

  TEST_CASE("levels, numbers and words") {
    CHECK(read({"--fail-on", "warning"})->fail_on == Severity::Warning);
    CHECK(read({"--fail-on", "none"})->fail_never);
    CHECK(read({"--max-systems", "all"})->max_systems == std::nullopt);
    CHECK(read({"--max-systems", "0"})->max_systems == 0);
    CHECK(read({"--threads", "7"})->threads == 7);
    CHECK(read({"-o", "-"})->output == "-");
  }

  TEST_CASE("what is wrong is said, with the nearest word") {
    CHECK(problem({"--formt", "json"}) == "unknown option --formt; did you mean --format?");
    CHECK(problem({"--fo", "json"}) == "unknown option --fo");
    CHECK(problem({"-z"}) == "unknown option -z");
    CHECK(problem({"--merge"}) == "--merge is not an option of this verb");
    CHECK(problem({"--format"}) == "--format needs a value");
    CHECK(problem({"--format="}) == "--format needs a value");
    CHECK(problem({"--quiet=yes"}) == "--quiet takes no value");
    CHECK(problem({"--explain", ""}) == "--explain needs a value");
    CHECK(problem({"--lang", "en", "--lang", "ja"}) == "--lang is given twice");
    CHECK(problem({"--format", "jsn"}) ==
          "--format takes one of text, json, not 'jsn'; did you mean 'json'?");
    CHECK(problem({"--as-of", "2026-02-30"}) ==
          "--as-of takes a day of the calendar as YYYY-MM-DD, not '2026-02-30'");
    CHECK(problem({"--threads", "0"}) == "--threads takes a number from 1 to 1024, not '0'");
    CHECK(problem({"--threads", "2x"}) == "--threads takes a number from 1 to 1024, not '2x'");
    CHECK(problem({"--max-systems", "few"}) == "--max-systems takes a number or 'all', not 'few'");
  }

  TEST_CASE("nothing of the messages is left in English in Japanese") {
    for (const std::vector<std::string>& args :
         std::vector<std::vector<std::string>>{{"--formt"},
                                               {"-z"},
                                               {"--format"},
                                               {"--quiet=1"},
                                               {"--as-of", "x"},
                                               {"--lang", "de"}}) {
      const auto options = read(args);
      REQUIRE_FALSE(options);
      CAPTURE(options.error().ja);
      CHECK(options.error().ja != options.error().en);
      CHECK_FALSE(options.error().ja.contains(" is "));
      CHECK_FALSE(options.error().ja.contains("option"));
    }
  }

  TEST_CASE("help: every verb in both languages, no line longer than 80 columns") {
    for (const musubi::cli::Verb* verb : musubi::cli::verbs()) {
      for (const std::string language : {"en", "ja"}) {
        const auto outcome =
            musubi::test::run_program({std::string(verb->name), "--help", "--lang", language});
        CAPTURE(verb->name);
        CHECK(outcome.status == 0);
        CHECK(outcome.out.starts_with("musubi " + std::string(verb->name)));
        CHECK(outcome.err.empty());
      }
      CHECK(verb->summary.en != verb->summary.ja);
    }
  }
}
