#include "cli/unknown.h"

#include <algorithm>
#include <vector>

#include "cli/phrase.h"
#include "engine/rule.h"
#include "model/fields.h"
#include "model/nearest.h"

namespace musubi::cli {
namespace {

// `what` is the sentence without an end; the nearest candidate is put behind it.
Text with_nearest(const Text& what, std::string_view wanted,
                  std::span<const std::string_view> candidates) {
  const auto meant = nearest(wanted, candidates);
  if (!meant) return what;
  return compose({.en = "{}; did you mean '{}'?", .ja = "{}。「{}」ではありませんか"}, what,
                 *meant);
}

std::vector<std::string_view> rule_names() {
  std::vector<std::string_view> names;
  for (const Rule* rule : all_rules()) names.push_back(rule->id);
  return names;
}

bool is_one_of(RecordKind kind, std::span<const RecordKind> kinds) {
  return kinds.empty() || std::ranges::find(kinds, kind) != kinds.end();
}

std::string_view kind_name(RecordKind kind, Language language) {
  const Shape& shape = record_shape(kind);
  return language == Language::Ja ? shape.doc.ja : shape.name;
}

}  // namespace

Text unknown_rule(const std::string& name) {
  return with_nearest(
      compose({.en = "there is no rule '{}'", .ja = "「{}」というルールはありません"}, name), name,
      rule_names());
}

Text unknown_rule_or_group(const std::string& name) {
  std::vector<std::string_view> candidates = rule_names();
  std::vector<std::string> groups;
  for (const Rule* rule : all_rules()) {
    std::string group = std::string(group_name(rule->group)) + "/*";
    if (std::ranges::find(groups, group) == groups.end()) groups.push_back(std::move(group));
  }
  candidates.insert(candidates.end(), groups.begin(), groups.end());
  return with_nearest(compose({.en = "there is no rule or group of rules '{}'",
                               .ja = "「{}」というルールやグループはありません"},
                              name),
                      name, candidates);
}

Text unknown_id(const Model& model, const std::string& id, std::span<const RecordKind> kinds) {
  std::vector<std::string_view> candidates;
  for (std::size_t i = 0; i < model.symbols.size(); ++i) {
    const auto record = model.find(Symbol(i));
    if (record && is_one_of(record->kind, kinds)) candidates.push_back(model.text(Symbol(i)));
  }
  const auto other = model.find(id);
  if (other) {
    return with_nearest(compose({.en = "'{}' is a record of another kind ({})",
                                 .ja = "「{}」は別の種類の記録です（{}）"},
                                id,
                                Text{.en = std::string(kind_name(other->kind, Language::En)),
                                     .ja = std::string(kind_name(other->kind, Language::Ja))}),
                        id, {});
  }
  return with_nearest(compose({.en = "no record of the model has the id '{}'",
                               .ja = "モデルに「{}」という識別子の記録はありません"},
                              id),
                      id, candidates);
}

Text takes_no_model() { return {.en = "takes no model", .ja = "モデルは指定できません"}; }

}  // namespace musubi::cli
