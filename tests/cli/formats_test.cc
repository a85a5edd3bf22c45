// What spreadsheets, test runners and GitHub read, with names that would like to be more than
// names.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <doctest/doctest.h>

#include "cli/output/csv.h"
#include "cli/output/github.h"
#include "cli/output/xml.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

namespace {

namespace pt = boost::property_tree;
using musubi::cli::csv_cell;
using musubi::cli::github_message;
using musubi::cli::github_property;
using musubi::cli::xml_attribute;
using musubi::cli::xml_text;
using musubi::test::Folder;
using musubi::test::run_program;

const std::string kRegion = "examples/regional-network";

// One hospital whose system runs on a service that nobody confirmed or contracted for.
constexpr std::string_view kHostile = R"({"musubi": 1, "as_of": "2026-11-22",
  "organizations": [
    {"id": "h", "kind": "medical_institution", "name": "=cmd|' /C calc'!A0 \"<&>\u0001\u009f"},
    {"id": "v", "kind": "provider", "name": "@v, 100%\r\n::error::x"}],
  "services": [{"id": "s", "provider": "v", "layer": "application", "name": "+s\u0007\uFFFE]]>"}],
  "systems": [{"id": "y", "owner": "h", "uses": ["s"]}]})";

std::string check(const std::string& format, const std::vector<std::string>& more = {}) {
  const Folder folder;
  const std::string path = (folder / "a, b:%.musubi.json").string();
  std::ofstream(path, std::ios::binary) << kHostile;
  std::vector<std::string> args{"check", path, "--format", format, "--rules", "supply-chain/*"};
  args.insert(args.end(), more.begin(), more.end());
  const auto outcome = run_program(args);
  REQUIRE_MESSAGE(outcome.status == 1, outcome.err);
  return outcome.out;
}

using Rows = std::vector<std::vector<std::string>>;

// Reads RFC 4180 strictly: quotes only around whole cells, CR LF at the end of every line.
Rows read_csv(std::string_view text) {
  REQUIRE(text.starts_with("\xEF\xBB\xBF"));
  text.remove_prefix(3);
  Rows rows;
  while (!text.empty()) {
    std::vector<std::string>& row = rows.emplace_back();
    while (true) {
      std::string& cell = row.emplace_back();
      if (text.starts_with('"')) {
        text.remove_prefix(1);
        while (true) {
          REQUIRE_FALSE(text.empty());
          const char c = text.front();
          text.remove_prefix(1);
          if (c == '"' && !text.starts_with('"')) break;
          if (c == '"') text.remove_prefix(1);
          cell += c;
        }
      } else {
        const std::size_t end = text.find_first_of(",\r\n\"");
        REQUIRE(end != std::string_view::npos);
        cell = text.substr(0, end);
        text.remove_prefix(end);
      }
      if (!text.starts_with(',')) break;
      text.remove_prefix(1);
    }
    REQUIRE(text.starts_with("\r\n"));
    text.remove_prefix(2);
  }
  return rows;
}

pt::ptree read_xml(const std::string& text) {
  std::istringstream in(text);
  pt::ptree tree;
  pt::read_xml(in, tree);
  return tree;
}

struct Counts {
  std::size_t tests = 0, failures = 0, skipped = 0;
};

Counts count_cases(const pt::ptree& suite) {
  Counts counts;
  for (const auto& [name, child] : suite) {
    if (name != "testcase") continue;
    ++counts.tests;
    counts.failures += child.count("failure");
    counts.skipped += child.count("skipped");
  }
  return counts;
}

}  // namespace

TEST_SUITE("cli/output/csv") {
  TEST_CASE("cells are quoted where they have to be, and never a formula") {
    CHECK(csv_cell("plain 病院") == "plain 病院");
    CHECK(csv_cell("a,b") == "\"a,b\"");
    CHECK(csv_cell("say \"x\"") == "\"say \"\"x\"\"\"");
    CHECK(csv_cell("a\r\nb") == "\"a\r\nb\"");
    for (const char* const begin : {"=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"}) {
      CHECK(csv_cell(std::string(begin) + "1") == "'" + std::string(begin) + "1");
    }
    CHECK(csv_cell("\r1") == "\"'\r1\"");
    CHECK(csv_cell("1=1") == "1=1");
    CHECK(csv_cell("\xff") == "\uFFFD");
    CHECK(csv_cell("") == "");
  }

  TEST_CASE("every line has as many cells as there are heads") {
    for (const std::vector<std::string>& more :
         std::vector<std::vector<std::string>>{{}, {"--lang", "ja"}, {"--show-suppressed"}}) {
      const Rows rows = read_csv(check("csv", more));
      REQUIRE(rows.size() > 2);
      for (const auto& row : rows) CHECK(row.size() == rows.front().size());
    }
    const Rows english = read_csv(check("csv"));
    CHECK(english.front().front() == "level");
    CHECK(english[1][4].starts_with("'+s"));
    CHECK(read_csv(check("csv", {"--lang", "ja"})).front().front() == "重要度");
  }

  TEST_CASE("a plan has a line for each notice, each that is missing and each step") {
    const Folder folder;
    const std::string path = (folder / "hostile.musubi.json").string();
    std::ofstream(path, std::ios::binary) << kHostile;
    const auto hostile =
        run_program({"impact", path, "--target", "s", "--format", "csv", "--lang", "en"});
    REQUIRE_MESSAGE(hostile.status == 0, hostile.err);
    const Rows rows = read_csv(hostile.out);
    REQUIRE(rows.size() > 1);
    CHECK(rows[1][9].starts_with("'=cmd"));
    const Rows plan = read_csv(run_program({"impact", kRegion, "--target", "kumoi-iaas", "--on",
                                            "2027-03-01", "--format", "csv", "--lang", "en"})
                                   .out);
    for (const auto& row : plan) CHECK(row.size() == plan.front().size());
    const auto count = [&](const std::string& sort) {
      return std::ranges::count_if(plan, [&](const auto& row) { return row[3] == sort; });
    };
    CHECK(count("notice") > 10);
    CHECK(count("never told") > 0);
    CHECK(count("to do") > 10);
    CHECK(count("notice") + count("never told") + count("to do") + 1 ==
          static_cast<std::ptrdiff_t>(plan.size()));
  }

  TEST_CASE("a baseline and suppressions have their columns") {
    const Folder folder;
    const std::string saved = (folder / "saved.json").string();
    const std::vector<std::string> base{"--rules", "supply-chain/*", "--fail-on", "none"};
    std::vector<std::string> args{
        "check", "examples/faq/2.1-2.2.3-unknown.musubi.json", "--format", "json", "-o", saved};
    args.insert(args.end(), base.begin(), base.end());
    REQUIRE(run_program(args).status == 0);
    args = {"check", kRegion,   "--format",          "csv",        "--lang",
            "en",    "--quiet", "--show-suppressed", "--baseline", saved};
    args.insert(args.end(), base.begin(), base.end());
    const Rows rows = read_csv(run_program(args).out);
    const std::size_t width = rows.front().size();
    CHECK(rows.front()[width - 4] == "baseline");
    std::size_t gone = 0;
    std::size_t suppressed = 0;
    for (const auto& row : rows) {
      REQUIRE(row.size() == width);
      if (row[width - 4] == "gone") ++gone;
      if (row[width - 3] == "2027-01-31") ++suppressed;
    }
    CHECK(gone == 3);
    CHECK(suppressed == 1);
  }
}

TEST_SUITE("cli/output/junit") {
  TEST_CASE("what XML cannot hold is left out, what it reads otherwise is written as entities") {
    CHECK(xml_text("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&apos;");
    CHECK(xml_text("\x01\x1b[31m\x7f\u0085x\uFFFE\uFFFF") == "[31mx");
    CHECK(xml_text("a\n\tb\r") == "a\n\tb&#13;");
    CHECK(xml_attribute("a\n\tb\r") == "a&#10;&#9;b&#13;");
    CHECK(xml_text("病\xff") == "病\uFFFD");
    CHECK(xml_text("\u00a0") == "\u00a0");
  }

  TEST_CASE("the report is well formed, and its counts are those of its cases") {
    for (const std::string& text :
         {check("junit"), check("junit", {"--lang", "ja"}),
          run_program({"check", kRegion, "--format", "junit", "--show-suppressed"}).out,
          run_program({"check", "examples/faq/2.1-2.2.3-known.musubi.json", "--format", "junit"})
              .out}) {
      const pt::ptree tree = read_xml(text);
      const pt::ptree& suites = tree.get_child("testsuites");
      Counts total;
      for (const auto& [name, suite] : suites) {
        if (name != "testsuite") continue;
        const Counts counts = count_cases(suite);
        CHECK(suite.get<std::size_t>("<xmlattr>.tests") == counts.tests);
        CHECK(suite.get<std::size_t>("<xmlattr>.failures") == counts.failures);
        CHECK(suite.get<std::size_t>("<xmlattr>.skipped") == counts.skipped);
        total.tests += counts.tests;
        total.failures += counts.failures;
        total.skipped += counts.skipped;
      }
      CHECK(suites.get<std::size_t>("<xmlattr>.tests") == total.tests);
      CHECK(suites.get<std::size_t>("<xmlattr>.failures") == total.failures);
      CHECK(suites.get<std::size_t>("<xmlattr>.skipped") == total.skipped);
      CHECK(total.tests >= 10);
    }
  }

  TEST_CASE("findings fail; with --fail-on-new those that are unchanged are skipped") {
    const Folder folder;
    const std::string saved = (folder / "saved.json").string();
    const std::string model = "examples/faq/2.1-2.2.3-unknown.musubi.json";
    REQUIRE(run_program({"check", model, "--format", "json", "-o", saved}).status == 1);
    const auto suites = [&](const std::vector<std::string>& more) {
      std::vector<std::string> args{"check", model, "--format", "junit"};
      args.insert(args.end(), more.begin(), more.end());
      return read_xml(run_program(args).out).get_child("testsuites");
    };
    const auto failures = [&](const std::vector<std::string>& more) {
      return suites(more).get<std::size_t>("<xmlattr>.failures");
    };
    CHECK(failures({}) >= 3);
    CHECK(failures({"--baseline", saved}) == failures({}));
    CHECK(failures({"--baseline", saved, "--fail-on-new"}) == 0);
  }
}

TEST_SUITE("cli/output/github") {
  TEST_CASE("messages and properties are encoded as the runner decodes them") {
    CHECK(github_message("100%\r\na:b,c") == "100%25%0D%0Aa:b,c");
    CHECK(github_property("100%\r\na:b,c") == "100%25%0D%0Aa%3Ab%2Cc");
  }

  TEST_CASE("one command a line, whatever names and paths hold") {
    for (const char* const language : {"en", "ja"}) {
      std::istringstream lines(check("github", {"--lang", language}));
      std::size_t count = 0;
      for (std::string line; std::getline(lines, line);) {
        CAPTURE(line);
        ++count;
        CHECK((line.starts_with("::error file=") || line.starts_with("::warning file=") ||
               line.starts_with("::notice file=")));
        CHECK(line.contains("a%2C b%3A%25.musubi.json,line="));
        CHECK(line.contains(",title="));
        CHECK_FALSE(line.contains('\x01'));
        // The message begins at the second "::" of the command, and no name can move that.
        const std::size_t begin = line.find("::", 2);
        CHECK(line.substr(0, begin).contains(",title="));
      }
      CHECK(count >= 2);
    }
  }

  TEST_CASE("suppressed findings are notices") {
    const auto outcome = run_program({"check", kRegion, "--format", "github", "--show-suppressed",
                                      "--rules", "unassessed-subcontractor", "--owes", "app-yui"});
    CHECK(outcome.out.starts_with("::notice file=examples/regional-network/"));
    CHECK(outcome.out.contains("(recommended%2C suppressed)::"));
    CHECK(outcome.out.contains("Suppressed until 2027-01-31: "));
  }
}

TEST_SUITE("cli/output/impact_markdown") {
  TEST_CASE("names stay text in a plan") {
    const Folder folder;
    const std::string path = (folder / "hostile.musubi.json").string();
    std::ofstream(path, std::ios::binary) << kHostile;
    const auto plan =
        run_program({"impact", path, "--target", "s", "--format", "markdown", "--lang", "en"});
    REQUIRE_MESSAGE(plan.status == 0, plan.err);
    CHECK(plan.out.contains("=cmd\\|' /C"));
    CHECK_FALSE(plan.out.contains("=cmd|"));
    CHECK_FALSE(plan.out.contains("<&"));
    CHECK_FALSE(plan.out.contains("\r"));
    CHECK_FALSE(plan.out.contains("\n::error"));
  }
}
