#include "engine/notice_plan.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace musubi {

GivenNotices::GivenNotices(const SupplyGraph& supply) {
  const Model& model = supply.model();
  kinds_.reserve(model.contracts.size());
  for (const Contract& contract : model.contracts) {
    std::uint8_t kinds = 0;
    if (const Periods* notice = model.notice(contract)) {
      for (const Period& period : notice->periods) kinds |= kind_bit(period.kind);
    }
    kinds_.push_back(kinds);
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
  std::vector<Seen> seen;
  for (std::uint32_t e = 0; e < supply.edges().size(); ++e) add_edge(e, seen);
  for (std::size_t i = 0; i < supply.service_count(); ++i) {
    seen.emplace_back(supply.provider(ServiceId(i)), ServiceId(i));
  }
  group(std::move(seen));
}

void NoticePlan::group(std::vector<Seen> seen) {
  // Parts are numbered from the bottom up.
  const auto place = [&](const Seen& one) {
    return std::tuple(one.first, shared->parts.part_of[one.second.index()], one.second);
  };
  std::ranges::sort(seen, {}, place);
  const auto twice = std::ranges::unique(seen);
  seen.erase(twice.begin(), twice.end());
  seen_starts_.assign(shared->supply->model().organizations.size() + 1, 0);
  for (const auto& [who, service] : seen) {
    ++seen_starts_[who.index() + 1];
    seen_.push_back(service);
  }
  std::partial_sum(seen_starts_.begin(), seen_starts_.end(), seen_starts_.begin());
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

void NoticePlan::add_edge(std::uint32_t e, std::vector<Seen>& seen) {
  const SupplyGraph& supply = *shared->supply;
  const ServiceEdge& edge = supply.edges()[e];
  const OrganizationId holder = supply.provider(edge.from);
  for (const OrganizationId carrier : supply.chain(e).carriers) {
    seen.emplace_back(carrier, edge.from);
  }
  told[e] = told_in_all(holder, edge.to, supply.chain(e));
  const bool own = holder == supply.provider(edge.to);
  passes[e] = own || (told[e] & kind_bit(ChangeKind::Incident)) != 0 ? 1 : 0;
  if (own || shared->purchased[e] != 0) return;
  for (const ChangeKind kind : kChangesInDays) {
    unsure[e] = static_cast<std::uint8_t>(unsure[e] | (kind_bit(kind) & ~told[e]));
  }
}

}  // namespace musubi
