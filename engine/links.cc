#include "engine/links.h"

#include <algorithm>

namespace musubi {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFFU;

/// Tarjan's search ("Depth-first search and linear graph algorithms", 1972), without recursion.
/// Boost's, which serves `SupplyGraph`, takes twice the time, and here that is a good part of all.
class CircleSearch {
 public:
  explicit CircleSearch(const Links& links)
      : links_(links), low_(links.size(), 0), next_(links.size(), 0) {
    result_.part_of.assign(links.size(), kNone);
  }

  Condensation run() {
    for (std::uint32_t node = 0; node < links_.size(); ++node) {
      if (low_[node] == 0) visit(node);
    }
    return std::move(result_);
  }

 private:
  void visit(std::uint32_t root) {
    enter(root);
    while (!path_.empty()) {
      const std::uint32_t node = path_.back().node;
      if (next_[node] < links_.starts[node + 1]) {
        const std::uint32_t other = links_.ends[next_[node]++];
        if (low_[other] == 0) {
          enter(other);
        } else if (result_.part_of[other] == kNone) {
          low_[node] = std::min(low_[node], low_[other]);
        }
      } else {
        leave(node);
      }
    }
  }

  void enter(std::uint32_t node) {
    low_[node] = ++count_;
    next_[node] = links_.starts[node];
    path_.push_back({node, count_});
    open_.push_back(node);
  }

  void leave(std::uint32_t node) {
    const std::uint32_t number = path_.back().number;
    path_.pop_back();
    if (!path_.empty()) {
      std::uint32_t& above = low_[path_.back().node];
      above = std::min(above, low_[node]);
    }
    if (low_[node] != number) return;
    std::uint32_t member = kNone;
    do {
      member = open_.back();
      open_.pop_back();
      result_.part_of[member] = result_.part_count;
    } while (member != node);
    ++result_.part_count;
  }

  struct Step {
    std::uint32_t node, number;
  };
  const Links& links_;
  std::vector<std::uint32_t> low_;   // 0: not met yet
  std::vector<std::uint32_t> next_;  // link to follow
  std::vector<Step> path_;
  std::vector<std::uint32_t> open_;  // met, and in no part yet
  std::uint32_t count_ = 0;
  Condensation result_;
};

}  // namespace

Links make_links(std::size_t nodes,
                 const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs) {
  Links links;
  links.starts.assign(nodes + 1, 0);
  for (const auto& [from, to] : pairs) ++links.starts[from + 1];
  for (std::size_t i = 0; i < nodes; ++i) links.starts[i + 1] += links.starts[i];
  links.ends.resize(pairs.size());
  std::vector<std::uint32_t> next(links.starts.begin(), links.starts.end() - 1);
  for (const auto& [from, to] : pairs) links.ends[next[from]++] = to;
  return links;
}

Condensation condense(const Links& links) { return CircleSearch(links).run(); }

Links links_between(const Links& links, const Condensation& parts) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> members;
  members.reserve(links.size());
  for (std::uint32_t node = 0; node < links.size(); ++node) {
    members.emplace_back(parts.part_of[node], node);
  }
  const Links nodes = make_links(parts.part_count, members);
  Links between;
  between.ends.reserve(links.ends.size());
  std::vector<std::uint32_t> last(parts.part_count, kNone);  // the part that led here last
  for (std::uint32_t part = 0; part < parts.part_count; ++part) {
    for (const std::uint32_t node : nodes.from(part)) {
      for (const std::uint32_t end : links.from(node)) {
        const std::uint32_t below = parts.part_of[end];
        if (below == part || last[below] == part) continue;
        last[below] = part;
        between.ends.push_back(below);
      }
    }
    between.starts.push_back(static_cast<std::uint32_t>(between.ends.size()));
  }
  return between;
}

}  // namespace musubi
