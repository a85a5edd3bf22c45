// The report as a file: what it holds, that it asks nobody for anything, and what it leaves out.
// What it does in a browser is tested there (tests/browser).
#include "cli/report/report.h"

#include <fstream>
#include <limits>
#include <string>

#include <doctest/doctest.h>

#include "model/json_tree.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

namespace {

using musubi::JsonValue;
using musubi::test::run_program;

constexpr const char* kRegion = "examples/regional-network";

constexpr const char* kHostile =
    R"~({"musubi": 1, "as_of": "2026-11-22", "name": "</title><script>f()",
  "organizations": [
    {"id": "h", "kind": "medical_institution", "name": "</script><script>f()</script>"},
    {"id": "v", "kind": "provider", "name": "<img src=x onerror=f()>\u2028"}],
  "services": [{"id": "s", "provider": "v", "layer": "application",
                "name": "--><svg onload=f()>"}],
  "systems": [{"id": "e", "owner": "h", "name": "\"><b>", "uses": ["s"]}]})~";

std::string report_of(std::vector<std::string> args) {
  args.insert(args.begin(), "report");
  const auto outcome = run_program(args);
  REQUIRE_MESSAGE(outcome.status == 0, outcome.err);
  return outcome.out;
}

std::size_t count_of(const std::string& page, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = page.find(part); at != std::string::npos; at = page.find(part, at + 1)) {
    ++count;
  }
  return count;
}

JsonValue data_of(const std::string& page) {
  const std::string begin = "<script type=\"application/json\" id=\"data\">";
  const std::size_t from = page.find(begin);
  REQUIRE(from != std::string::npos);
  const std::size_t length = page.find("</script>", from) - from - begin.size();
  const auto tree = musubi::read_json_tree(page.substr(from + begin.size(), length));
  REQUIRE(tree);
  return *tree;
}

/// The report of a model with other limits than the program's.
std::string report_within(const std::string& path, const musubi::cli::ReportLimits& limits) {
  const std::string paths[] = {path};
  auto loaded = musubi::load_model(paths, {});
  REQUIRE(loaded);
  const musubi::cli::Input input{.loaded = *std::move(loaded),
                                 .as_of = {.date = *musubi::Date::parse("2026-11-22"),
                                           .origin = musubi::cli::DateOrigin::File}};
  const musubi::SupplyGraph supply(input.model(), input.as_of.date);
  musubi::CheckOptions options;
  options.facts.max_systems = std::numeric_limits<std::size_t>::max();
  const musubi::CheckResult result = musubi::check_model(supply, options);
  const musubi::Confirmations confirmations(supply);
  return musubi::cli::report_html({.input = &input,
                                   .supply = &supply,
                                   .confirmations = &confirmations,
                                   .result = &result,
                                   .language = musubi::Language::En,
                                   .limits = limits});
}

}  // namespace

TEST_SUITE("cli/report") {
  TEST_CASE("the page tells every finding of check") {
    const std::string page = report_of({kRegion});
    const auto check = musubi::read_json_tree(
        run_program({"check", kRegion, "--format", "json", "--max-systems", "all"}).out);
    REQUIRE(check);
    const auto& findings = check->find("findings")->children;
    CHECK(count_of(page, "<article class=\"finding ") == findings.size());
    CHECK(page.find("class=\"limit\"") == std::string::npos);
    const JsonValue data = data_of(page);
    const auto& rows = data.find("findings")->children;
    REQUIRE(rows.size() == findings.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      CHECK(rows[i].find("rule")->text == findings[i].find("rule")->text);
      CHECK(rows[i].find("level")->text == findings[i].find("level")->text);
      CHECK(rows[i].find("systems")->children.size() ==
            findings[i].find("systems")->children.size());
    }
  }

  TEST_CASE("the page is the same for every number of threads") {
    CHECK(report_of({kRegion, "--threads", "1"}) == report_of({kRegion, "--threads", "4"}));
  }

  TEST_CASE("every sentence is there in both languages, and the page opens in the one asked for") {
    const std::string english = report_of({kRegion});
    const std::string japanese = report_of({kRegion, "--lang", "ja"});
    CHECK(count_of(english, "class=\"en\"") == count_of(english, "class=\"ja\""));
    CHECK(english.find("<html lang=\"en\">") != std::string::npos);
    CHECK(japanese.find("<html lang=\"ja\">") != std::string::npos);
    CHECK(count_of(english, "class=\"ja\"") == count_of(japanese, "class=\"ja\""));
  }

  TEST_CASE("the page names nothing to be fetched") {
    const std::string page = report_of({kRegion});
    CHECK(count_of(page, " href=\"") == count_of(page, " href=\"#"));
    for (const char* part : {" src=\"", "xlink:href", "url(", "@import", "<link", "<img", "<image",
                             "<iframe", "<form", " style=\"", "innerHTML"}) {
      CAPTURE(part);
      CHECK(page.find(part) == std::string::npos);
    }
    // A name of XML, not an address.
    CHECK(count_of(page, "http") ==
          count_of(page, "http-equiv") + count_of(page, "xmlns=\"http://www.w3.org/2000/svg\"") +
              count_of(page, "xmlns:xlink=\"http://www.w3.org/1999/xlink\""));
  }

  TEST_CASE("a name that would like to be more than a name is text") {
    const musubi::test::Folder folder;
    const std::string path = (folder / "hostile.musubi.json").string();
    std::ofstream(path) << kHostile;
    const std::string page = report_of({path});
    CHECK(count_of(page, "<script") == 2);
    CHECK(count_of(page, "</script") == 2);
    CHECK(count_of(page, "<svg ") == 2);
    for (const char* part : {"<img", "<svg onload", "--><svg", "<b>"}) {
      CAPTURE(part);
      CHECK(page.find(part) == std::string::npos);
    }
    CHECK(page.find("&lt;/script&gt;&lt;script&gt;f()&lt;/script&gt;") != std::string::npos);
    CHECK(page.find("\xE2\x80\xA8", page.find("application/json")) == std::string::npos);
    const JsonValue data = data_of(page);
    CHECK(data.find("records")->children[0].children[2].text == "</script><script>f()</script>");
  }

  TEST_CASE("what is left out of a large model is counted in the page") {
    const std::string page = report_within(kRegion, {.findings = 3,
                                                     .systems_in_full = 2,
                                                     .systems_listed = 4,
                                                     .records = 10,
                                                     .record_texts = 10,
                                                     .edges = 5});
    CHECK(count_of(page, "<article class=\"finding ") == 3);
    CHECK(page.find("This page tells the 3 most serious of 65 findings in full.") !=
          std::string::npos);
    CHECK(count_of(page, "<details class=\"system\"") == 2);
    CHECK(page.find("This page shows 2 of 32 systems with figure and tables") != std::string::npos);
    CHECK(page.find("26 more systems are not listed in this page.") != std::string::npos);
    CHECK(page.find("The search knows the first 10 records") != std::string::npos);
    const JsonValue data = data_of(page);
    CHECK(data.find("findings")->children.size() == 3);
    CHECK(data.find("records")->children.size() == 10);
    CHECK(data.find("records")->children[0].children.size() == 4);
    const JsonValue& graph = *data.find("graph");
    const std::size_t shown = graph.find("systems")->children.size();
    CHECK(shown > 0);
    CHECK(graph.find("leftOut")->text == std::to_string(32 - shown));
  }

  TEST_CASE("a model without anything to tell is a page, too") {
    const musubi::test::Folder folder;
    const std::string path = (folder / "empty.musubi.json").string();
    std::ofstream(path) << R"({"musubi": 1, "as_of": "2026-11-22"})";
    const std::string page = report_of({path});
    CHECK(page.find("No findings.") != std::string::npos);
    CHECK(page.find("No system is on record.") != std::string::npos);
    CHECK(data_of(page).find("records")->children.empty());
  }
}
