#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "engine/short_list.h"
#include "model/ids.h"

namespace musubi {

class SupplyGraph;

/// The shortest chains of contracts from one organization to another, for one service (semantics,
/// section 2): paths of contracts of a supply kind, each from customer to supplier.
struct Chain {
  /// How many contracts one of them has; 0 where there is no chain.
  std::size_t length = 0;
  /// Every contract that stands on one of them, by (distance from the start, id): the hops.
  ShortList<ContractId> contracts;
  /// The organizations between the ends, in byte order.
  ShortList<OrganizationId> carriers;

  [[nodiscard]] bool exists() const { return length > 0; }
};

/// The shortest chains from `from` to the provider of `service`, over the contracts of a supply
/// kind that cover it and that `counts` accepts (it is asked about active ones only). None where
/// `from` is the provider. O(contracts that cover the service, of the organizations reached).
[[nodiscard]] Chain find_chain(const SupplyGraph& supply, OrganizationId from, ServiceId service,
                               const std::function<bool(ContractId)>& counts);

/// The contracts from `from` to `to` on one of the shortest chains, from customer to supplier; of
/// several ways the one whose contract ids come first in byte order. Precondition: a shortest
/// chain of `chain` passes or touches both, `from` not after `to`.
[[nodiscard]] std::vector<ContractId> contracts_between(const SupplyGraph& supply,
                                                        const Chain& chain, OrganizationId from,
                                                        OrganizationId to);

}  // namespace musubi
