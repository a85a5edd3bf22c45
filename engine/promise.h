#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/evidence.h"
#include "engine/supply_graph.h"

namespace musubi {

/// A notice that a supplier has promised and cannot give in time where the change begins with a
/// provider below it (semantics, section 5.4).
struct UnkeepableNotice {
  ContractId contract;
  ChangeKind kind = ChangeKind::ServiceChange;  // one of those counted in days
  std::int32_t promised = 0;                    // days before the change
  std::int64_t possible = 0;                    // less: the shortest notice below
  /// From a service that the contract covers down to where the shortest notice begins, and that
  /// notice from contract to contract. Contracts of one supplier share it; never null.
  std::shared_ptr<const Evidence> below;
};

/// What is below, and the promised notice as the last step.
[[nodiscard]] Evidence evidence_of(const SupplyGraph& supply, const UnkeepableNotice& notice);

/// All of them, sorted by (contract, kind).
/// Cost: for each dependency, the contracts that cover its end, of the organizations between its
/// providers; for each service of which a supplier promises too much, what is above the first of
/// the shortest notices below it; for customers with placements, what is below each of their
/// contracts.
[[nodiscard]] std::vector<UnkeepableNotice> find_unkeepable_notices(const SupplyGraph& supply);

/// Those of the contracts of one customer, a whole party.
[[nodiscard]] std::vector<UnkeepableNotice> find_unkeepable_notices(const SupplyGraph& supply,
                                                                    OrganizationId customer);

}  // namespace musubi
