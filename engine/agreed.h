#pragma once

#include "engine/supply_graph.h"

namespace musubi {

/// What was agreed in a contract, in its own words or in those of its terms; null where nothing is
/// on record, or only what is dated after the date of the graph. Lives as long as the model. O(1).
[[nodiscard]] const Agreement* agreed_in(const SupplyGraph& supply, ContractId contract);

}  // namespace musubi
