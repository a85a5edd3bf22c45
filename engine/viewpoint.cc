#include "engine/viewpoint.h"

#include <algorithm>

#include "engine/agreed.h"
#include "engine/sorted.h"
#include "engine/system_graph.h"

namespace musubi {

std::vector<OrganizationId> members_of(const SupplyGraph& supply, OrganizationId party) {
  const Model& model = supply.model();
  std::vector<OrganizationId> members;
  for (std::size_t i = 0; i < model.organizations.size(); ++i) {
    const OrganizationId member = supply.party(OrganizationId(i));
    const auto names_it = [&](const OrganizationRef& of) { return supply.party(of.id) == party; };
    if (member != party && std::ranges::any_of(model.organizations[i].member_of, names_it)) {
      members.push_back(member);
    }
  }
  sort_unique(members);
  return members;
}

Viewpoint::Viewpoint(const SupplyGraph& supply, OrganizationId party)
    : supply_(&supply),
      party_(party),
      organizations_(supply.model().organizations.size(), 0),
      services_(supply.service_count(), 0) {
  organizations_[party.index()] = 1;
  for (const OrganizationId member : members_of(supply, party)) organizations_[member.index()] = 1;
  for (const ServiceId s : supply.provided_by(party)) services_[s.index()] = 1;
  add_contracts();
  add_disclosures();
  add_own_systems();
}

void Viewpoint::add_contracts() {
  const auto add = [this](ContractId k, OrganizationId other) {
    organizations_[other.index()] = 1;
    for (const ServiceRef& covered : supply_->model()[k].covers) services_[covered.id.index()] = 1;
  };
  for (const ContractId k : supply_->bought_by(party_)) {
    add(k, supply_->supplier(k));
    const Agreement* const agreement = agreed_in(*supply_, k);
    if (agreement == nullptr || !agreement->subentrustment) continue;
    for (const OrganizationRef& approved : agreement->subentrustment->approved) {
      organizations_[supply_->party(approved.id).index()] = 1;
    }
  }
  for (const ContractId k : supply_->sold_by(party_)) add(k, supply_->customer(k));
}

void Viewpoint::add_disclosures() {
  const Date as_of = supply_->as_of();
  for (const Disclosure& disclosure : supply_->model().disclosures) {
    if (supply_->party(disclosure.to.id) != party_) continue;
    if (disclosure.date && *disclosure.date > as_of) continue;
    if (disclosure.valid_until && *disclosure.valid_until < as_of) continue;
    if (disclosure.organization.given()) {
      organizations_[supply_->party(disclosure.organization.id).index()] = 1;
    } else {
      services_[disclosure.service.id.index()] = 1;
      organizations_[supply_->provider(disclosure.service.id).index()] = 1;
    }
  }
}

void Viewpoint::add_own_systems() {
  for (std::size_t i = 0; i < supply_->model().systems.size(); ++i) {
    const SystemId system(i);
    if (supply_->owner(system) != party_) continue;
    const SystemGraph graph(*supply_, system);
    for (const ServiceId component : graph.components()) services_[component.index()] = 1;
  }
}

bool Viewpoint::knows(SystemId system) const {
  const OrganizationId owner = supply_->owner(system);
  if (owner == party_) return true;
  const auto bought = supply_->bought_by(owner);
  if (std::ranges::none_of(bought,
                           [this](ContractId k) { return supply_->supplier(k) == party_; })) {
    return false;
  }
  const SystemGraph graph(*supply_, system);
  return std::ranges::any_of(bought, [&](ContractId k) {
    if (supply_->supplier(k) != party_ || !supply_->holds_in(k, system)) return false;
    return std::ranges::any_of(supply_->model()[k].covers, [&](const ServiceRef& covered) {
      return graph.find(covered.id).has_value();
    });
  });
}

bool Viewpoint::knows(RecordRef target) const {
  switch (target.kind) {
    case RecordKind::Service: return knows(ServiceId(target.index));
    case RecordKind::Contract: return knows(ContractId(target.index));
    case RecordKind::Organization: return knows(OrganizationId(target.index));
    default: return false;
  }
}

Evidence Viewpoint::visible(const Evidence& evidence) const {
  const Model& model = supply_->model();
  const auto knows_end = [&](Symbol id) {
    const auto record = model.find(id);
    return record && knows(*record);
  };
  Evidence found;
  std::ranges::copy_if(evidence, std::back_inserter(found), [&](const EvidenceStep& step) {
    return knows_end(step.from) && knows_end(step.to) &&
           (!step.contract.valid() || knows(step.contract));
  });
  return found;
}

}  // namespace musubi
