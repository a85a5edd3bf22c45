#pragma once

#include <cstddef>
#include <vector>

#include "engine/evidence.h"
#include "engine/supply_graph.h"

namespace musubi {

struct PathQuestion {
  RecordRef from, to;   // each an organization, a service or a system
  std::size_t max = 1;  // so many paths at most; 1 asks for one of the shortest
};

/// How one thing depends on another.
struct Paths {
  /// Chains of dependencies that meet no service twice and end where they first meet what is asked
  /// for, each dependency that is `procured` with the contracts from who procured it to the
  /// provider at its end: the shortest first, then in byte order of their services. Chains over the
  /// same services are one path.
  std::vector<Evidence> paths;
  std::size_t left_out = 0;       // more than `max`; not counted where one is asked for
  bool stopped_counting = false;  // there may be more than `left_out` says
};

/// The paths in the global graph and in the systems that begin there or have placements. A system
/// begins with what it uses; an organization with what its systems use and with what it provides,
/// and it ends with what it provides. Nothing depends on a system.
/// Cost: in each graph, what leads to the end; for several paths, besides, the steps of their
/// enumeration, which stops at a fixed number.
[[nodiscard]] Paths find_paths(const SupplyGraph& supply, const PathQuestion& question);

}  // namespace musubi
