#include "engine/plain_systems.h"

#include <algorithm>

namespace musubi {

PlainSystems::PlainSystems(const SupplyGraph& supply) : supply_(&supply) {
  const Model& model = supply.model();
  plain_owner_.reserve(model.organizations.size());
  for (std::size_t i = 0; i < model.organizations.size(); ++i) {
    plain_owner_.push_back(supply.is_vendor(OrganizationId(i)) ? 0 : 1);
  }
  named_.assign(model.systems.size(), 0);
  for (std::size_t i = 0; i < model.contracts.size(); ++i) {
    if (supply.active(ContractId(i))) add_contract(ContractId(i));
  }
  for (const ServiceEdge& edge : supply.edges()) {
    if (!edge.selected_by.valid() || edge.selected_by == supply.provider(edge.from)) continue;
    if (chosen_by_others_.empty() || chosen_by_others_.back() != edge.from) {
      chosen_by_others_.push_back(edge.from);
    }
  }
}

void PlainSystems::add_contract(ContractId k) {
  const OrganizationId customer = supply_->customer(k);
  if (supply_->kind(k) == ContractKind::Sale) plain_owner_[customer.index()] = 0;
  const auto& systems = supply_->model()[k].systems;
  if (!systems) return;
  for (const SystemRef& system : *systems) {
    if (supply_->owner(system.id) != customer) named_[system.id.index()] = 1;
  }
}

bool PlainSystems::may_be_plain(SystemId id) const {
  const System& system = supply_->model()[id];
  const OrganizationId owner = supply_->owner(id);
  if (!system.placements.empty() || named_[id.index()] != 0) return false;
  if (plain_owner_[owner.index()] == 0) return false;
  return std::ranges::all_of(system.uses, [&](const Dependency& dependency) {
    return !dependency.selected_by.given() || supply_->party(dependency.selected_by.id) == owner;
  });
}

bool is_bought_outright(const SupplyGraph& supply, const ServiceEdge& edge) {
  bool sold = false;
  bool supplied = false;
  for (const ContractId k : supply.covering(edge.to, supply.provider(edge.from))) {
    if (supply.supplier(k) != supply.provider(edge.to) || supply.model()[k].systems) continue;
    sold |= supply.kind(k) == ContractKind::Sale;
    supplied |= is_supply_kind(supply.kind(k));
  }
  return sold && !supplied;
}

}  // namespace musubi
