#include "engine/notice_plan.h"

namespace musubi {

GivenNotices::GivenNotices(const SupplyGraph& supply) {
  const Model& model = supply.model();
  const auto kinds_of = [](const Periods* periods) {
    std::uint8_t kinds = 0;
    if (periods == nullptr) return kinds;
    for (const Period& period : periods->periods) kinds |= kind_bit(period.kind);
    return kinds;
  };
  kinds_.reserve(model.contracts.size());
  for (const Contract& contract : model.contracts) {
    kinds_.push_back({kinds_of(model.notice(contract)), kinds_of(model.relay(contract))});
  }
}

NoticePlan::NoticePlan(const SharedPlan& plan, const Stated& stated)
    : shared(&plan),
      changes(stated.has(StatedKey::Notice)),
      incidents(stated.has(StatedKey::IncidentNotice)),
      given(*plan.supply) {
  const SupplyGraph& supply = *plan.supply;
  told.assign(supply.edges().size(), 0);
  unsure.assign(supply.edges().size(), 0);
  passes.assign(supply.edges().size(), 0);
  for (std::uint32_t e = 0; e < supply.edges().size(); ++e) add_edge(e);
}

/// What the provider of `service` tells `customer` by contracts of these two, and what all
/// contracts on the chain between them tell.
std::uint8_t NoticePlan::told_in_all(OrganizationId customer, ServiceId service,
                                     const Chain& chain) const {
  const SupplyGraph& supply = *shared->supply;
  std::uint8_t kinds = chain.exists() ? 0xFF : 0;
  for (const ContractId k : chain.contracts) kinds &= given.kinds(k);
  for (const ContractId k : supply.covering(service, customer)) {
    if (supply.supplier(k) != supply.provider(service) || supply.model()[k].systems) continue;
    kinds |= given.kinds(k);
  }
  return kinds;
}

void NoticePlan::add_edge(std::uint32_t e) {
  const SupplyGraph& supply = *shared->supply;
  const ServiceEdge& edge = supply.edges()[e];
  const OrganizationId holder = supply.provider(edge.from);
  told[e] = told_in_all(holder, edge.to, supply.chain(e));
  const bool own = holder == supply.provider(edge.to);
  passes[e] = own || (told[e] & kind_bit(ChangeKind::Incident)) != 0 ? 1 : 0;
  if (own || shared->purchased[e] != 0) return;
  for (const ChangeKind kind : kChangesInDays) {
    unsure[e] = static_cast<std::uint8_t>(unsure[e] | (kind_bit(kind) & ~told[e]));
  }
}

}  // namespace musubi
