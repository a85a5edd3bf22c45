#pragma once

#include <vector>

#include "engine/facts.h"

namespace musubi::rules {

/// The active contracts of kind `development`, `maintenance` or `service` by which the developer
/// (`counterparty`) of a component works for its provider (`owes`) and that cover it; in byte
/// order. `fact`: of `AgreementFacts::developed_by_others`. O(log + found).
[[nodiscard]] std::vector<ContractId> development_contracts(const SupplyGraph& supply,
                                                            const Fact& fact);

}  // namespace musubi::rules
