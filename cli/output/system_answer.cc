#include "cli/output/system_answer.h"

#include <algorithm>
#include <string>
#include <utility>

#include "model/guideline.h"

namespace musubi::cli {
namespace {

template <class IdType>
std::vector<IdType> sorted_by_id(const Model& model, std::vector<IdType> rows) {
  std::ranges::sort(rows, {}, [&](IdType row) { return model.id(row); });
  const auto twice = std::ranges::unique(rows);
  rows.erase(twice.begin(), twice.end());
  return rows;
}

}  // namespace

SystemAnswer::SystemAnswer(const SupplyGraph& supply, const Confirmations& confirmations,
                           SystemId system)
    : confirmations_(&confirmations),
      graph_(supply, system),
      responsibility_(graph_),
      provision_(find_provision(graph_)),
      duties_(find_duties(graph_)) {
  find_treated_as();
}

void SystemAnswer::find_treated_as() {
  if (provision_.pattern != Pattern::MultipleProviders) return;
  treated_as_ = std::ranges::any_of(graph_.edges(), [&](const SystemEdge& edge) {
    const bool is_outside = edge.from != kRoot && graph_.holder(edge) != graph_.owner();
    return is_outside && edge.relation == Relation::Procured && !graph_.chain(edge).exists();
  });
}

std::vector<OrganizationId> SystemAnswer::managers(Component c) const {
  return sorted_by_id(model(), responsibility_.managers(c));
}

std::vector<OrganizationId> SystemAnswer::answerable(Component c) const {
  return sorted_by_id(model(), responsibility_.answerable(c));
}

std::vector<OrganizationId> SystemAnswer::held_by(Component c) const {
  return sorted_by_id(model(), graph_.held_by(c));
}

std::vector<ContractId> SystemAnswer::contracts(Component c) const {
  std::vector<ContractId> found;
  for (const ContractId contract : graph_.supply().covering(graph_.service(c))) {
    if (graph_.counts(contract, c)) found.push_back(contract);
  }
  return sorted_by_id(model(), std::move(found));
}

std::vector<const SystemEdge*> SystemAnswer::not_managed(Component c) const {
  const std::vector<OrganizationId> managing = responsibility_.managers(c);
  std::vector<const SystemEdge*> found;
  for (const std::uint32_t row : graph_.edges_to(c)) {
    const SystemEdge& edge = graph_.edges()[row];
    const OrganizationId holder = graph_.holder(edge);
    const bool manages = std::ranges::find(managing, holder) != managing.end();
    if (edge.relation != Relation::Independent || holder == graph_.owner() || manages) continue;
    const auto same = [&](const SystemEdge* other) { return graph_.holder(*other) == holder; };
    if (std::ranges::none_of(found, same)) found.push_back(&edge);
  }
  return found;
}

std::vector<SystemAnswer::Confirmation> SystemAnswer::confirmations(Component c) const {
  std::vector<Confirmation> found;
  for (const Duty& duty : duties_) {
    if (duty.component != c) continue;
    found.push_back(
        {.duty = &duty, .state = confirmations_->state(duty.owes, graph_.service(c), duty.about)});
  }
  std::ranges::sort(found, {}, [&](const Confirmation& one) {
    return std::pair(model().id(one.duty->owes), model().id(one.duty->about));
  });
  return found;
}

std::vector<ContractId> SystemAnswer::institution_contracts() const {
  std::vector<ContractId> found;
  for (Component c = 0; c < graph_.components().size(); ++c) {
    for (const ContractId contract : contracts(c)) {
      const SupplyGraph& supply = graph_.supply();
      const bool is_supply = is_supply_kind(supply.kind(contract));
      if (is_supply && supply.customer(contract) == graph_.owner()) found.push_back(contract);
    }
  }
  return sorted_by_id(model(), std::move(found));
}

std::vector<RoleEntry> SystemAnswer::roles(ContractId contract) const {
  return roles_of(model(), contract);
}

std::vector<Component> SystemAnswer::from_the_root() const {
  const std::size_t count = graph_.components().size();
  std::vector<char> seen(count);
  std::vector<Component> order;
  const auto follow = [&](Component from) {
    for (const SystemEdge& edge : graph_.edges_from(from)) {
      if (std::exchange(seen[edge.to], 1) == 0) order.push_back(edge.to);
    }
  };
  follow(kRoot);
  for (std::size_t i = 0; i < order.size(); ++i) follow(order[i]);
  return order;
}

std::vector<RoleEntry> roles_of(const Model& model, ContractId contract) {
  std::vector<RoleEntry> roles;
  const auto add = [&](std::string_view duty) {
    const GuidelineEntry* const known = kDuties.find(duty);
    Text title{.en = std::string(known != nullptr ? known->title.en : duty),
               .ja = std::string(known != nullptr ? known->title.ja : duty)};
    roles.push_back({.duty = duty, .title = std::move(title)});
  };
  if (const auto& own = model.policy.duties) {
    for (const String& duty : *own) add(duty);
  } else {
    for (const GuidelineEntry& duty : kDuties.entries) add(duty.id);
  }
  const auto* const assignments = model.duties(model[contract]);
  if (assignments == nullptr) return roles;
  for (const DutyAssignment& assignment : *assignments) {
    auto found = std::ranges::find(roles, std::string_view(assignment.duty), &RoleEntry::duty);
    if (found == roles.end()) {
      add(assignment.duty);
      found = roles.end() - 1;
    }
    found->assigned = &assignment;
  }
  return roles;
}

}  // namespace musubi::cli
