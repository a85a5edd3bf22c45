// How long before a change a customer is told by notices alone.
#include <algorithm>

#include "engine/promise_parts.h"

namespace musubi::promise {

std::size_t row_of(ChangeKind kind) {
  return static_cast<std::size_t>(std::ranges::find(kKindsInDays, kind) - kKindsInDays.begin());
}

/// The contracts of a supply kind that cover `s`, from `customer` on towards its provider.
std::vector<ContractId> NoticeWidths::contracts_below(ServiceId s, OrganizationId customer) const {
  std::vector<ContractId> contracts;
  std::vector<OrganizationId> queue{customer};
  for (std::size_t next = 0; next < queue.size(); ++next) {
    for (const ContractId k : supply_.covering(s, queue[next])) {
      if (!is_supply_kind(supply_.kind(k))) continue;
      contracts.push_back(k);
      const OrganizationId supplier = supply_.supplier(k);
      if (std::ranges::find(queue, supplier) == queue.end()) queue.push_back(supplier);
    }
  }
  return contracts;
}

/// Each route to the customer ends in a contract of its own. Where only the provider tells it by
/// those, no route is better than the one contract.
NoticeWidths::Direct NoticeWidths::direct(ServiceId s, OrganizationId customer,
                                          ChangeKind kind) const {
  Direct result;
  for (const ContractId k : supply_.covering(s, customer)) {
    const Periods* notice = is_supply_kind(supply_.kind(k)) ? model_.notice(model_[k]) : nullptr;
    const auto days = notice == nullptr ? std::nullopt : notice->find(kind);
    if (!days) continue;
    const OrganizationId supplier = supply_.supplier(k);
    if (supplier != supply_.provider(s)) return {.widest = {}, .others = true};
    if (!result.widest || result.widest->length < *days) {
      result.widest = {supplier, customer, k, false, *days};
    }
  }
  return result;
}

/// The widest route of notices, without relays, from the provider of `s` to `customer`, another
/// one, about it.
std::vector<Telling> NoticeWidths::widest_route(ServiceId s, OrganizationId customer,
                                                ChangeKind kind) const {
  if (const Direct own = direct(s, customer, kind); !own.others) {
    return own.widest ? std::vector{*own.widest} : std::vector<Telling>{};
  }
  const std::vector<ContractId> contracts = contracts_below(s, customer);
  const NoticeGraph graph(supply_, kind, contracts, NoticeGraph::Relays::Without);
  const OrganizationId provider = supply_.provider(s);
  return NoticeRoutes(graph, std::span(&provider, 1)).route(customer);
}

std::optional<std::int64_t> NoticeWidths::width(ServiceId s, OrganizationId customer,
                                                ChangeKind kind) {
  if (const Direct own = direct(s, customer, kind); !own.others) {
    return own.widest ? std::optional<std::int64_t>(own.widest->length) : std::nullopt;
  }
  const auto [place, is_new] = widths_[row_of(kind)].try_emplace(key_of(s, customer));
  if (!is_new) return place->second;
  const std::vector<Telling> route = widest_route(s, customer, kind);
  if (!route.empty()) place->second = std::ranges::min(route, {}, &Telling::length).length;
  return place->second;
}

}  // namespace musubi::promise
