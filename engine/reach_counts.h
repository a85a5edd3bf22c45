#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/links.h"
#include "model/progress.h"

namespace musubi {

/// From where it is counted what is reached: sources, in groups of at most `kMaxOfGroup` that
/// follow one another.
struct ReachSources {
  static constexpr std::size_t kMaxOfGroup = 64;

  std::vector<std::uint32_t> seed_starts = {0};   // of the rows of `seeds`, by source
  std::vector<std::uint32_t> seeds;               // the nodes from which a source sets out
  std::vector<std::uint32_t> group_starts = {0};  // sources, by group
  std::vector<std::int64_t> weights;              // by group; not negative, together below 2^63

  [[nodiscard]] std::size_t size() const { return seed_starts.size() - 1; }
  void end_source() { seed_starts.push_back(static_cast<std::uint32_t>(seeds.size())); }
  void end_group(std::int64_t weight) {
    group_starts.push_back(static_cast<std::uint32_t>(size()));
    weights.push_back(weight);
  }
};

/// How many sources reach a node, how many groups with one of these, and the weight of these
/// groups.
struct ReachCount {
  std::uint64_t sources = 0, groups = 0;
  std::int64_t weight = 0;
  friend bool operator==(const ReachCount&, const ReachCount&) = default;
};

/// Counts for every node. Many sources at a time, a bit each, are pushed down the graph's circles
/// in one sweep that touches only what one of them reaches. The same whatever the number of
/// threads. Memory: 128 bytes for each node and thread. Time: near linear in what is reached by
/// each block of 1,024 sources. `progress`, which may be null, is told of each source.
[[nodiscard]] std::vector<ReachCount> count_reach(const Links& links, const ReachSources& sources,
                                                  unsigned threads, Progress* progress = nullptr);

}  // namespace musubi
