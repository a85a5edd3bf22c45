#include "cli/selection.h"

#include <algorithm>

#include "cli/unknown.h"
#include "engine/rule.h"
#include "model/model.h"

namespace musubi::cli {
namespace {

bool is_group(const std::string& name) {
  return std::ranges::any_of(all_rules(), [&](const Rule* rule) {
    return name == std::string(group_name(rule->group)) + "/*";
  });
}

std::optional<RecordRef> find_of_kind(const Model& model, const std::string& id, RecordKind kind) {
  const auto record = model.find(id);
  return record && record->kind == kind ? record : std::nullopt;
}

}  // namespace

std::expected<Selection, Text> select(const SupplyGraph& supply, const Options& options) {
  const Model& model = supply.model();
  Selection selection;
  for (const std::string& id : options.owes) {
    const auto record = find_of_kind(model, id, RecordKind::Organization);
    if (!record) {
      constexpr RecordKind kWanted[] = {RecordKind::Organization};
      return std::unexpected(unknown_id(model, id, kWanted));
    }
    selection.owes.push_back(model[supply.party(OrganizationId(record->index))].id);
  }
  for (const std::string& id : options.systems) {
    const auto record = find_of_kind(model, id, RecordKind::System);
    if (!record) {
      constexpr RecordKind kWanted[] = {RecordKind::System};
      return std::unexpected(unknown_id(model, id, kWanted));
    }
    selection.systems.emplace_back(record->index);
  }
  return selection;
}

std::optional<Text> check_rule_names(std::span<const std::string> names) {
  for (const std::string& name : names) {
    if (find_rule(name) == nullptr && !is_group(name)) return unknown_rule_or_group(name);
  }
  return std::nullopt;
}

}  // namespace musubi::cli
