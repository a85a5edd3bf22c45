#include "engine/model_changes.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace musubi {
namespace {

// A change of these is one for whoever runs on the service.
constexpr auto kServiceKeys = std::to_array<std::string_view>(
    {"provider", "layer", "handles_medical_information", "unreadable", "developer", "locations",
     "access_from", "depends_on"});
// And of all keys of a contract but these for whoever relies on it.
constexpr auto kLabelsOfContracts =
    std::to_array<std::string_view>({"id", "name", "number", "reason", "note", "source", "stated"});

bool is_service_change(const std::string& key) {
  return std::ranges::find(kServiceKeys, key) != kServiceKeys.end();
}

bool is_contract_change(const std::string& key) {
  return !is_extension(key) &&
         std::ranges::find(kLabelsOfContracts, key) == kLabelsOfContracts.end();
}

std::optional<ChangeKind> kind_of(const RecordChange& change) {
  const bool is_contract = change.record == RecordKind::Contract;
  if (!is_contract && change.record != RecordKind::Service) return std::nullopt;
  switch (change.op) {
    case DiffOp::Removed: return ChangeKind::Termination;
    case DiffOp::Added:
      return is_contract ? std::optional(ChangeKind::ContractChange) : std::nullopt;
    case DiffOp::Changed:
      if (is_contract && std::ranges::any_of(change.keys, is_contract_change)) {
        return ChangeKind::ContractChange;
      }
      if (!is_contract && std::ranges::any_of(change.keys, is_service_change)) {
        return ChangeKind::ServiceChange;
      }
      return std::nullopt;
    case DiffOp::Renamed: break;
  }
  return std::nullopt;
}

std::string_view new_id(std::string_view id, const Renames& renames) {
  const auto found = renames.find(id);
  return found == renames.end() ? id : std::string_view(found->second);
}

Lapse lapse_of(ContractId before, ContractId after, const SupplyGraph& old_graph,
               const SupplyGraph& new_graph) {
  const bool was_active = old_graph.active(before);
  const bool is_active = new_graph.active(after);
  if (was_active == is_active) return Lapse::None;
  return was_active ? Lapse::Ended : Lapse::Began;
}

}  // namespace

std::vector<ModelChange> model_changes(const ModelDiff& diff, const SupplyGraph& before,
                                       const SupplyGraph& after) {
  std::vector<ModelChange> changes;
  std::map<std::string, std::size_t, std::less<>> contracts;
  for (const RecordChange& change : diff.records) {
    if (change.record == RecordKind::Contract && change.op != DiffOp::Removed) {
      contracts.emplace(change.id, changes.size());
    }
    changes.push_back({.change = change, .kind = kind_of(change)});
  }
  for (std::size_t row = 0; row < before.model().contracts.size(); ++row) {
    const ContractId old_contract(row);
    const std::string id(new_id(before.model().id(old_contract), diff.renames));
    const auto now = after.model().find(id);
    if (!now || now->kind != RecordKind::Contract) continue;
    const Lapse lapse = lapse_of(old_contract, ContractId(now->index), before, after);
    if (lapse == Lapse::None) continue;
    auto found = contracts.find(id);
    if (found == contracts.end()) {
      found = contracts.emplace(id, changes.size()).first;
      changes.push_back({.change = {.record = RecordKind::Contract, .id = id}});
    }
    ModelChange& change = changes[found->second];
    change.lapse = lapse;
    change.kind = lapse == Lapse::Ended ? ChangeKind::Termination : ChangeKind::ContractChange;
  }
  std::ranges::stable_sort(changes, {}, [](const ModelChange& one) {
    return std::tie(one.change.record, one.change.id, one.change.known_by);
  });
  return changes;
}

FindingsDiff compare_findings(const CheckResult& before, const Model& old_model,
                              const CheckResult& after, const Model& new_model,
                              const Renames& renames) {
  using Key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;
  const auto key_of = [](const Finding& finding, const Model& model, const Renames& names) {
    const auto id = [&](Symbol symbol) { return new_id(model.text(symbol), names); };
    return Key(finding.rule->id, id(finding.subject), id(finding.owes), id(finding.counterparty));
  };
  std::set<Key> were;  // without suppressed ones
  for (const Finding& finding : before.findings) {
    if (!finding.suppressed) were.insert(key_of(finding, old_model, renames));
  }
  FindingsDiff diff;
  std::set<Key> are;
  for (std::size_t row = 0; row < after.findings.size(); ++row) {
    const Finding& finding = after.findings[row];
    const Key key = key_of(finding, new_model, {});
    are.insert(key);
    if (finding.suppressed) continue;
    if (were.contains(key)) {
      ++diff.unchanged;
    } else {
      diff.fresh.push_back(row);
    }
  }
  for (std::size_t row = 0; row < before.findings.size(); ++row) {
    const Finding& finding = before.findings[row];
    if (finding.suppressed || are.contains(key_of(finding, old_model, renames))) continue;
    diff.gone.push_back(row);
  }
  return diff;
}

}  // namespace musubi
