#pragma once

#include <vector>

#include "engine/repair.h"

namespace musubi {

/// Records and clauses that could close a finding, without having been tried: each closes it or
/// not. Nothing for findings that only a decision of the parties can close (who does a duty, how a
/// risk is treated). O(contracts of the parties).
[[nodiscard]] std::vector<Repair> propose(const SupplyGraph& supply, const Finding& finding);

}  // namespace musubi
