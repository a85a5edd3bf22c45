#include "cli/baseline.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "cli/output/result_json.h"
#include "cli/phrase.h"
#include "model/json_tree.h"
#include "model/loader.h"

namespace musubi::cli {
namespace {

using Kind = JsonValue::Kind;

constexpr std::string_view kFormatVersion = "1";

const JsonValue* find(const JsonValue& object, std::string_view key, Kind kind) {
  const JsonValue* const found = object.find(key);
  return found != nullptr && found->kind == kind ? found : nullptr;
}

// The text of a member; empty where it is absent or null.
std::string text_of(const JsonValue& object, std::string_view key) {
  const JsonValue* const found = find(object, key, Kind::String);
  return found == nullptr ? std::string() : found->text;
}

std::vector<std::string> texts_of(const JsonValue& object, std::string_view key) {
  std::vector<std::string> texts;
  if (const JsonValue* const found = find(object, key, Kind::Array)) {
    for (const JsonValue& element : found->children) texts.push_back(element.text);
  }
  return texts;
}

std::uint64_t number_of(const JsonValue& object, std::string_view key) {
  std::uint64_t number = 0;
  if (const JsonValue* const found = find(object, key, Kind::Number)) {
    std::from_chars(found->text.data(), found->text.data() + found->text.size(), number);
  }
  return number;
}

std::optional<Severity> level_from(std::string_view word) {
  for (const Severity level : {Severity::Error, Severity::Warning, Severity::Note}) {
    if (word == word_of(level)) return level;
  }
  return std::nullopt;
}

std::optional<SavedFinding> read_finding(const JsonValue& tree) {
  const auto level = level_from(text_of(tree, "level"));
  const JsonValue* const message = find(tree, "message", Kind::Object);
  if (tree.kind != Kind::Object || !level || message == nullptr) return std::nullopt;
  SavedFinding finding{.rule = text_of(tree, "rule"),
                       .subject = text_of(tree, "subject"),
                       .owes = text_of(tree, "owes"),
                       .counterparty = text_of(tree, "counterparty"),
                       .fingerprint = text_of(tree, "fingerprint"),
                       .level = *level,
                       .systems = texts_of(tree, "systems"),
                       .message = {.en = text_of(*message, "en"), .ja = text_of(*message, "ja")},
                       .file = {}};
  if (const JsonValue* const where = find(tree, "location", Kind::Object)) {
    finding.file = text_of(*where, "file");
    finding.line = number_of(*where, "line");
    finding.column = number_of(*where, "column");
  }
  if (finding.rule.empty() || finding.fingerprint.empty()) return std::nullopt;
  return finding;
}

Text not_a_result(const std::string& path) {
  return compose(
      {.en = "'{}' is not a saved result of 'check'; 'musubi check --format json -o FILE "
             "MODEL…' makes one",
       .ja = "「{}」は check の結果ではありません。musubi check --format json -o ファイル "
             "モデル… で保存した結果を指定してください"},
      path);
}

// What a document is instead of a result of `check` that can be read.
std::optional<Text> find_problem(const std::string& path, const JsonValue& tree) {
  const JsonValue* const version = find(tree, "musubi", Kind::Number);
  const JsonValue* const verb = find(tree, "verb", Kind::String);
  if (version == nullptr || verb == nullptr) return not_a_result(path);
  if (version->text != kFormatVersion) {
    return compose(
        {.en = "'{}' is a result in version {} of the format; this program reads "
               "version {}",
         .ja = "「{}」は形式の版 {} の結果です。このプログラムが読み込めるのは版 {} です"},
        path, version->text, kFormatVersion);
  }
  if (verb->text != "check") {
    return compose({.en = "'{}' is a saved result of '{}', not of 'check'",
                    .ja = "「{}」は check ではなく {} の結果です"},
                   path, verb->text);
  }
  if (find(tree, "findings", Kind::Array) == nullptr) {
    return compose({.en = "'{}' is a result of 'check' without findings: its model had errors",
                    .ja = "「{}」はモデルに誤りがあったときの check の結果で、指摘事項の一覧があり"
                          "ません"},
                   path);
  }
  return std::nullopt;
}

bool is_hidden(const JsonValue& finding) { return find(finding, "suppression", Kind::Object); }

// Whether this run was asked for what a saved finding is about.
class AskedFor {
 public:
  AskedFor(const FindingsView& view, const Selection& selection, bool asks_all_rules)
      : asks_all_rules_(asks_all_rules) {
    const CheckResult& result = *view.result;
    for (const auto* rules : {&result.rules, &result.not_modelled, &result.switched_off}) {
      for (const Rule* rule : *rules) rules_.insert(rule->id);
    }
    for (const Symbol id : selection.owes) owes_.insert(view.model->text(id));
    for (const SystemId id : selection.systems) systems_.insert(view.model->id(id));
  }

  bool operator()(const SavedFinding& saved) const {
    if (!asks_all_rules_ && !rules_.contains(saved.rule)) return false;
    if (!owes_.empty() && !owes_.contains(saved.owes)) return false;
    return systems_.empty() || std::ranges::any_of(saved.systems, [&](const std::string& system) {
             return systems_.contains(system);
           });
  }

 private:
  bool asks_all_rules_;
  std::set<std::string_view> rules_, owes_, systems_;
};

}  // namespace

bool asks_the_same(Asked left, Asked right) {
  for (Asked* asked : {&left, &right}) {
    for (auto* list : {&asked->rules, &asked->owes, &asked->systems}) {
      std::ranges::sort(*list);
      list->erase(std::ranges::unique(*list).begin(), list->end());
    }
  }
  return left.rules == right.rules && left.owes == right.owes && left.systems == right.systems;
}

std::expected<Baseline, Text> read_baseline(const std::string& path) {
  const auto text = read_text_file(path);
  if (!text) return std::unexpected(text.error().message);
  const auto tree = read_json_tree(*text);
  if (!tree || tree->kind != Kind::Object) return std::unexpected(not_a_result(path));
  if (auto problem = find_problem(path, *tree)) return std::unexpected(*std::move(problem));
  Baseline baseline;
  if (const JsonValue* const asked = find(*tree, "asked", Kind::Object)) {
    baseline.asked = {.rules = texts_of(*asked, "rules"),
                      .owes = texts_of(*asked, "owes"),
                      .systems = texts_of(*asked, "systems")};
  }
  for (const JsonValue& element : find(*tree, "findings", Kind::Array)->children) {
    auto finding = read_finding(element);
    if (!finding) return std::unexpected(not_a_result(path));
    if (!is_hidden(element)) baseline.findings.push_back(*std::move(finding));
  }
  return baseline;
}

Comparison compare_with(const Baseline& baseline, const FindingsView& view,
                        const Selection& selection, bool asks_all_rules) {
  std::set<std::string_view> saved;
  for (const SavedFinding& one : baseline.findings) saved.insert(one.fingerprint);
  const FindingList& findings = view.result->findings;
  Comparison comparison;
  comparison.states.resize(findings.size());
  for (const std::size_t row : view.rows) {
    const bool is_known = saved.contains(fingerprint(findings[row], *view.model));
    comparison.states[row] = is_known ? BaselineState::Unchanged : BaselineState::New;
    ++(is_known ? comparison.unchanged : comparison.new_count);
  }
  std::set<std::string> now;
  for (const Finding& one : findings) now.insert(fingerprint(one, *view.model));
  const AskedFor asked_for(view, selection, asks_all_rules);
  for (const SavedFinding& one : baseline.findings) {
    if (!now.contains(one.fingerprint) && asked_for(one)) comparison.gone.push_back(one);
  }
  return comparison;
}

}  // namespace musubi::cli
