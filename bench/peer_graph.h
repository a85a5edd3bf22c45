#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/supply_graph.h"

namespace musubi::bench {

/// Which facility hangs on which service, as a plain graph that every peer can hold: services are
/// the nodes from 0 on, facilities with systems follow. A facility leads to what its systems use,
/// and to what they place where they have what is placed; so it reaches what its systems have.
struct PeerGraph {
  explicit PeerGraph(const SupplyGraph& supply);

  std::size_t services = 0, nodes = 0;
  std::vector<std::uint32_t> node_of;             // by organization; 0 where it owns no system
  std::vector<std::uint32_t> starts, ends;        // by node
  std::vector<std::uint32_t> back_starts, backs;  // against the links

  [[nodiscard]] std::span<const std::uint32_t> from(std::uint32_t node) const {
    return std::span(ends).subspan(starts[node], starts[node + 1] - starts[node]);
  }
  [[nodiscard]] std::span<const std::uint32_t> to(std::uint32_t node) const {
    return std::span(backs).subspan(back_starts[node], back_starts[node + 1] - back_starts[node]);
  }
  /// The links against their direction, for graphs that are made of pairs.
  [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> reversed() const;
};

}  // namespace musubi::bench
