#pragma once

#include <cstdint>
#include <vector>

#include "engine/supply_graph.h"

namespace musubi {

/// The services that depend on one another in circles, each circle as one part. Parts are numbered
/// so that every dependency between two of them leads to a smaller number.
struct Condensation {
  std::vector<std::uint32_t> part_of;  // by service
  std::uint32_t part_count = 0;
};
/// O(services + dependencies).
[[nodiscard]] Condensation condense(const SupplyGraph& supply);

/// The circles of two or more services: each in byte order, sorted by their first.
/// O(services + dependencies), but for sorting.
[[nodiscard]] std::vector<std::vector<ServiceId>> find_cycles(const SupplyGraph& supply);

}  // namespace musubi
