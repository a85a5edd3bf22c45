#pragma once

#include <cstddef>
#include <vector>

#include "engine/rule.h"

namespace musubi {

/// One finding for each (subject, owes, counterparty), in the byte order of these, what does not
/// apply first, with all its systems, at most `max_systems` of them by name, and its strongest
/// modality. Two that say different things stay apart. Precondition: they are of one rule.
/// O(findings) where their facts came in this order, as most do; else O(findings × log).
[[nodiscard]] std::vector<Finding> grouped(const Model& model, std::size_t max_systems,
                                           std::vector<Finding> findings);

}  // namespace musubi
