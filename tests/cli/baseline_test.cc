// Saved results: what is new, unchanged and gone, what a partial view says, and what is refused.
#include "cli/baseline.h"

#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/output/findings_summary.h"
#include "model/json_tree.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

namespace {

using musubi::JsonValue;
using musubi::test::Folder;
using musubi::test::run_program;

const std::string kModel = "examples/faq/2.1-2.2.3-unknown.musubi.json";
const std::string kRegion = "examples/regional-network";

void write_text(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::vector<std::string> joined(std::vector<std::string> args,
                                const std::vector<std::string>& more) {
  args.insert(args.end(), more.begin(), more.end());
  return args;
}

JsonValue json(const std::vector<std::string>& args) {
  const auto outcome = run_program(joined(args, {"--format", "json"}));
  REQUIRE_MESSAGE(outcome.status < 2, outcome.err);
  const auto tree = musubi::read_json_tree(outcome.out);
  REQUIRE(tree);
  return *tree;
}

// A saved result of a run with these arguments; the model is the region unless they name another.
std::string save(const Folder& folder, const std::vector<std::string>& args) {
  const std::string path = (folder / "saved.json").string();
  REQUIRE(run_program(joined(args, {"--format", "json", "-o", path})).status < 2);
  return path;
}

std::string counts(const JsonValue& result) {
  const JsonValue* const baseline = result.find("baseline");
  REQUIRE(baseline != nullptr);
  return baseline->find("new")->text + " " + baseline->find("unchanged")->text + " " +
         std::to_string(baseline->find("gone")->children.size());
}

std::size_t finding_count(const JsonValue& result) {
  return result.find("findings")->children.size();
}

}  // namespace

TEST_SUITE("cli/baseline") {
  TEST_CASE("a result compared with itself has nothing new and nothing gone") {
    const Folder folder;
    const std::string saved = save(folder, {"check", kRegion});
    const JsonValue result = json({"check", kRegion, "--baseline", saved});
    CHECK(counts(result) == "0 " + std::to_string(finding_count(result)) + " 0");
    CHECK(finding_count(result) > 10);
    CHECK(run_program({"check", kRegion, "--fail-on", "note"}).status == 1);
    CHECK(run_program({"check", kRegion, "--fail-on", "note", "--baseline", saved, "--fail-on-new"})
              .status == 0);
  }

  TEST_CASE("against a model without findings everything is new, and the other way round gone") {
    const Folder folder;
    const std::string clean = "examples/faq/2.1-2.2.3-known.musubi.json";
    const std::vector<std::string> rules{"--rules", "supply-chain/*"};
    const std::string saved = save(folder, joined({"check", clean}, rules));
    const JsonValue worse = json(joined({"check", kModel, "--baseline", saved}, rules));
    CHECK(counts(worse) == std::to_string(finding_count(worse)) + " 0 0");
    for (const JsonValue& finding : worse.find("findings")->children) {
      CHECK(finding.find("baseline_state")->text == "new");
    }
    CHECK(run_program(joined({"check", kModel, "--baseline", saved, "--fail-on-new"}, rules))
              .status == 1);
    const std::string bad = save(folder, joined({"check", kModel}, rules));
    const JsonValue better = json(joined({"check", clean, "--baseline", bad}, rules));
    CHECK(counts(better) == "0 0 " + std::to_string(finding_count(worse)));
    const JsonValue& gone = better.find("baseline")->find("gone")->children.front();
    for (const char* const key : {"rule", "subject", "owes", "counterparty", "message"}) {
      CHECK(gone.find(key) != nullptr);
    }
  }

  TEST_CASE("what a partial run was not asked about is not gone") {
    const Folder folder;
    const std::string saved = save(folder, {"check", kRegion});
    for (const std::vector<std::string>& view :
         std::vector<std::vector<std::string>>{{"--rules", "missing-contract"},
                                               {"--rules", "model/*"},
                                               {"--owes", "pharm-togeguchi"},
                                               {"--system", "pharm-togeguchi-sys"}}) {
      const JsonValue result = json(joined({"check", kRegion, "--baseline", saved}, view));
      CAPTURE(view.back());
      CHECK(finding_count(result) > 0);
      CHECK(counts(result) == "0 " + std::to_string(finding_count(result)) + " 0");
    }
    // All findings of the smaller model are gone, of which a partial run lists its own.
    const std::string bad = save(folder, {"check", kModel});
    const std::string clean = "examples/faq/2.1-2.2.3-known.musubi.json";
    CHECK(counts(json({"check", clean, "--baseline", bad, "--rules", "unassessed-supplier"})) ==
          "0 0 1");
    CHECK(counts(json({"check", clean, "--baseline", bad, "--owes", "hospital", "--rules",
                       "unassessed-supplier", "--rules", "responsibility-undelimited"})) ==
          "0 0 1");
  }

  TEST_CASE("a partial baseline makes a remark where the run asks for something else") {
    const Folder folder;
    const std::vector<std::string> view{"--owes", "vendor-a", "--rules", "supply-chain/*"};
    const std::string saved = save(folder, joined({"check", kModel}, view));
    const std::string remark = "the baseline was saved with --rules, --owes or --system";
    const auto all = run_program({"check", kModel, "--baseline", saved});
    CHECK(all.err.contains(remark));
    CHECK_FALSE(
        run_program(joined({"check", kModel, "--baseline", saved}, view)).err.contains(remark));
    CHECK(run_program({"check", kModel, "--baseline", saved, "--quiet"}).err.empty());
  }

  TEST_CASE("a finding that is suppressed by now is neither gone nor compared") {
    const Folder folder;
    const std::vector<std::string> view{"--rules", "unassessed-subcontractor", "--owes", "app-yui"};
    // Three months later the suppression hides nothing any more.
    const std::string saved =
        save(folder, joined({"check", kRegion, "--as-of", "2027-02-28"}, view));
    const JsonValue hidden =
        json(joined({"check", kRegion, "--baseline", saved, "--show-suppressed"}, view));
    CHECK(counts(hidden) == "0 0 0");
    REQUIRE(finding_count(hidden) == 1);
    const JsonValue& finding = hidden.find("findings")->children.front();
    CHECK(finding.find("baseline_state")->kind == JsonValue::Kind::Null);
    CHECK(finding.find("suppression")->find("expires")->text == "2027-01-31");
    // And one that was saved as suppressed is new when it is not any more.
    const std::string shown = save(folder, joined({"check", kRegion, "--show-suppressed"}, view));
    const JsonValue open =
        json(joined({"check", kRegion, "--baseline", shown, "--as-of", "2027-02-28"}, view));
    CHECK(counts(open) == "1 0 0");
  }

  TEST_CASE("what is no saved result of check is refused by name, with status 3") {
    struct Row {
      const char* text;
      const char* en;
      const char* ja;
    };
    const std::string model = R"({"musubi": 1, "organizations": []})";
    for (const Row& row : std::vector<Row>{
             {.text = model.c_str(),
              .en = "not a saved result",
              .ja = "check の結果ではありません"},
             {.text = "# README", .en = "not a saved result", .ja = "check の結果ではありません"},
             {.text = "[1]", .en = "not a saved result", .ja = "check の結果ではありません"},
             {.text = R"({"musubi": 1, "verb": "check", "findings": [{"rule": "x"}]})",
              .en = "not a saved result",
              .ja = "check の結果ではありません"},
             {.text = R"({"musubi": 2, "verb": "check", "findings": []})",
              .en = "in version 2 of the format",
              .ja = "形式の版 2 の結果"},
             {.text = R"({"musubi": 1, "verb": "scope", "organizations": []})",
              .en = "a saved result of 'scope'",
              .ja = "scope の結果です"},
             {.text = R"({"musubi": 1, "verb": "check", "diagnostics": []})",
              .en = "its model had errors",
              .ja = "モデルに誤りがあった"}}) {
      const Folder folder;
      const std::string path = (folder / "b.json").string();
      write_text(path, row.text);
      CAPTURE(row.text);
      const auto english = run_program({"check", kModel, "--baseline", path});
      CHECK(english.status == 3);
      CHECK(english.out.empty());
      CHECK(english.err.contains(path));
      CHECK(english.err.contains(row.en));
      const auto japanese = run_program({"check", kModel, "--baseline", path, "--lang", "ja"});
      CHECK(japanese.status == 3);
      CHECK(japanese.err.contains(row.ja));
    }
    CHECK(run_program({"check", kModel, "--baseline", "no-such-file"}).status == 3);
    CHECK(run_program({"check", kModel, "--fail-on-new"}).status == 2);
  }

  TEST_CASE("a run that fails leaves the file of -o as it was") {
    const Folder folder;
    const std::string path = (folder / "out.txt").string();
    write_text(path, "kept");
    CHECK(run_program({"check", "no-such-file", "-o", path}).status == 3);
    std::ifstream in(path);
    std::string word;
    in >> word;
    CHECK(word == "kept");
  }
}

TEST_SUITE("cli/output/findings_summary") {
  TEST_CASE("statutory rules that are switched off or suppressed are named") {
    using musubi::Rule;
    using musubi::RuleGroup;
    const Rule off{.id = "statutory-off", .group = RuleGroup::Statutory};
    const Rule hidden{.id = "statutory-hidden", .group = RuleGroup::Statutory};
    const Rule other{.id = "other-off", .group = RuleGroup::Agreement};
    musubi::CheckResult result;
    result.rules = {&hidden};
    result.switched_off = {&off, &other};
    result.findings.append({{.rule = &hidden, .suppressed = true}});
    result.suppressed = 1;
    const musubi::Model model;
    musubi::cli::FindingsView view;
    view.model = &model;
    view.result = &result;
    musubi::cli::Page english(80, false);
    write_summary(english, view, musubi::Language::En);
    CHECK(english.text() ==
          "Summary\n"
          "  0 required, 0 recommended, 0 for information; 1 suppressed\n"
          "  Statutory rules that the policy switches off: statutory-off\n"
          "  Statutory rules with suppressed findings: statutory-hidden\n");
    musubi::cli::Page japanese(80, false);
    write_summary(japanese, view, musubi::Language::Ja);
    CHECK(japanese.text().contains("無効にした制度上の要求事項のルール：statutory-off\n"));
    CHECK(japanese.text().contains("抑制した制度上の要求事項のルール：statutory-hidden\n"));
    CHECK_FALSE(japanese.text().contains("other-off"));
  }

  TEST_CASE("of the rules that a policy switches off, the statutory ones are named") {
    for (const musubi::Rule* rule : musubi::all_rules()) {
      const std::string id(rule->id);
      CAPTURE(id);
      const std::string model =
          R"({"musubi": 1, "as_of": "2026-11-22", "policy": {"rules": {")" + id + R"(": "off"}}})";
      const auto environment = musubi::test::plain_environment();
      const bool named = run_program({"check", "-", "--quiet"}, environment, model)
                             .out.contains("policy switches off: " + id);
      CHECK(named == (rule->group == musubi::RuleGroup::Statutory));
      const auto tree = musubi::read_json_tree(
          run_program({"check", "-", "--format", "json"}, environment, model).out);
      REQUIRE(tree);
      const JsonValue* const off = tree->find("summary")->find("statutory")->find("switched_off");
      CHECK(off->children.size() == (named ? 1 : 0));
    }
  }
}
