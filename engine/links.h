#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/reach.h"

namespace musubi {

/// A directed graph of numbered nodes, for counting: to which nodes each leads, row by row.
struct Links {
  std::vector<std::uint32_t> starts = {0};  // of the rows, and where the last one ends
  std::vector<std::uint32_t> ends;

  [[nodiscard]] std::size_t size() const { return starts.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> from(std::uint32_t node) const {
    return std::span(ends).subspan(starts[node], starts[node + 1] - starts[node]);
  }
};

/// Pairs of (from, to) as rows, each in the order of the pairs. O(nodes + pairs).
[[nodiscard]] Links make_links(std::size_t nodes,
                               const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs);

/// The circles of a graph, numbered as those of services are: links lead to smaller numbers.
/// O(nodes + links).
[[nodiscard]] Condensation condense(const Links& links);

/// The links between different parts, each once, by part. O(nodes + links).
[[nodiscard]] Links links_between(const Links& links, const Condensation& parts);

}  // namespace musubi
