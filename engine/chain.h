#pragma once

#include <cstddef>
#include <vector>

#include "model/ids.h"

namespace musubi {

/// The shortest chains of contracts from one organization to another, for one service (semantics,
/// section 2): paths of contracts of a supply kind, each from customer to supplier.
struct Chain {
  /// How many contracts one of them has; 0 where there is no chain.
  std::size_t length = 0;
  /// Every contract that stands on one of them, by (distance from the start, id): the hops.
  std::vector<ContractId> contracts;
  /// The organizations between the ends, in byte order.
  std::vector<OrganizationId> carriers;

  [[nodiscard]] bool exists() const { return length > 0; }
};

}  // namespace musubi
