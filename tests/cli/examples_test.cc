// Every example announces at its head what musubi says of it; here it has to say exactly that.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "model/json_tree.h"
#include "tests/support/program.h"

namespace {

namespace fs = std::filesystem;
using musubi::JsonValue;
using musubi::test::run_program;

constexpr std::string_view kExtension = ".musubi.json";

// A model of the examples, and the lines that announce what musubi says of it.
struct Case {
  std::string model;
  std::set<std::string> findings, forms, scopes;
  bool announces_findings = false;
};

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void read_announcements(Case& result, const fs::path& file) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line) && line.starts_with("//");) {
    const auto take = [&line](std::string_view begin, std::set<std::string>& lines) {
      if (!line.starts_with(begin)) return false;
      lines.insert(line.substr(begin.size()));
      return true;
    };
    if (take("// finding: ", result.findings) || line == "// no findings") {
      result.announces_findings = true;
    }
    take("// form: ", result.forms);
    take("// scope: ", result.scopes);
  }
}

Case case_of(const fs::path& model) {
  Case result;
  result.model = model.string();
  if (fs::is_directory(model)) {
    for (const auto& entry : fs::directory_iterator(model)) {
      read_announcements(result, entry.path());
    }
  } else {
    read_announcements(result, model);
  }
  return result;
}

std::vector<Case> all_cases() {
  std::vector<fs::path> models{"examples/regional-network"};
  for (const char* const folder : {"examples/faq", "examples/patterns", "examples/init"}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      const bool is_model = entry.is_directory() || entry.path().string().ends_with(kExtension);
      if (is_model) models.push_back(entry.path());
    }
  }
  for (const auto& entry : fs::directory_iterator("examples/rules")) {
    models.push_back(entry.path() / "bad.json");
    models.push_back(entry.path() / "good.json");
  }
  std::ranges::sort(models);
  std::vector<Case> cases;
  for (const fs::path& model : models) cases.push_back(case_of(model));
  return cases;
}

JsonValue answer(std::vector<std::string> args) {
  args.insert(args.end(), {"--format", "json"});
  const auto outcome = run_program(args);
  REQUIRE_MESSAGE(outcome.status == 0, outcome.err);
  const auto tree = musubi::read_json_tree(outcome.out);
  REQUIRE(tree);
  return *tree;
}

std::string text_at(const JsonValue& object, std::string_view key) {
  const JsonValue* const value = object.find(key);
  REQUIRE(value != nullptr);
  return value->kind == JsonValue::Kind::Null ? "-" : value->text;
}

std::set<std::string> findings_of(const std::string& model) {
  const JsonValue result = answer({"check", model, "--fail-on", "none", "--max-systems", "all"});
  std::set<std::string> lines;
  for (const JsonValue& finding : result.find("findings")->children) {
    std::string systems;
    for (const JsonValue& system : finding.find("systems")->children) {
      systems += (systems.empty() ? "" : ",") + system.text;
    }
    lines.insert(fmt::format("{} {} subject={} owes={} counterparty={} systems={}",
                             text_at(finding, "level"), text_at(finding, "rule"),
                             text_at(finding, "subject"), text_at(finding, "owes"),
                             text_at(finding, "counterparty"), systems.empty() ? "-" : systems));
  }
  return lines;
}

std::set<std::string> forms_of(const std::string& model) {
  const JsonValue result = answer({"responsibility", model});
  std::set<std::string> lines;
  for (const JsonValue& system : result.find("systems")->children) {
    std::string line = text_at(system, "id") + " " + text_at(system, "pattern");
    if (text_at(system, "case") != "-") line += " case " + text_at(system, "case");
    lines.insert(std::move(line));
  }
  return lines;
}

std::set<std::string> scopes_of(const std::string& model) {
  const JsonValue result = answer({"scope", model});
  std::set<std::string> lines;
  for (const JsonValue& entry : result.find("organizations")->children) {
    const std::string in_scope = text_at(entry, "in_scope");
    lines.insert(fmt::format("{} {} {} {}", text_at(entry, "id"),
                             in_scope == "true"    ? "in"
                             : in_scope == "false" ? "out"
                                                   : "undetermined",
                             text_at(entry, "reason"), text_at(entry, "basis")));
  }
  return lines;
}

// What is in one of the two sets only, to read in a message.
std::string difference(const std::set<std::string>& announced, const std::set<std::string>& said) {
  std::string text;
  for (const std::string& line : announced) {
    if (!said.contains(line)) text += "\n  announced: " + line;
  }
  for (const std::string& line : said) {
    if (!announced.contains(line)) text += "\n  said:      " + line;
  }
  return text;
}

}  // namespace

TEST_SUITE("cli/examples") {
  TEST_CASE("every example gives exactly what its comment announces") {
    for (const Case& example : all_cases()) {
      CAPTURE(example.model);
      CHECK(example.announces_findings);
      CHECK_EQ(difference(example.findings, findings_of(example.model)), "");
      if (!example.forms.empty()) {
        CHECK_EQ(difference(example.forms, forms_of(example.model)), "");
      }
      if (!example.scopes.empty()) {
        CHECK_EQ(difference(example.scopes, scopes_of(example.model)), "");
      }
    }
  }

  TEST_CASE("every rule has its two examples, and its bad one fires it") {
    const JsonValue result = answer({"rules"});
    for (const JsonValue& rule : result.find("rules")->children) {
      const std::string id = text_at(rule, "id");
      CAPTURE(id);
      CHECK(fs::exists("examples/rules/" + id + "/good.json"));
      CHECK(text_of("examples/rules/" + id + "/bad.json").contains(" " + id + " "));
    }
  }
}
