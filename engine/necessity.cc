#include "engine/necessity.h"

#include <algorithm>

#include "engine/sorted.h"

namespace musubi {

void Necessity::add_choice(std::uint32_t node, std::vector<FallsWith> members) {
  sort_unique(members);
  if (members.size() > 1) {
    choices_.push_back({node, std::move(members)});
    return;
  }
  for (const std::uint32_t on : members.front()) add_need(node, on);
}

Links Necessity::all_links() const {
  auto pairs = needs_;
  for (const Choice& choice : choices_) {
    for (const FallsWith& member : choice.members) {
      for (const std::uint32_t on : member) pairs.emplace_back(choice.node, on);
    }
  }
  return make_links(nodes_, pairs);
}

void Necessity::find_below(const Links& all) {
  below_choices_.assign(nodes_, 0);
  std::vector<std::uint32_t> queue;
  const auto add = [&](std::uint32_t node) {
    if (below_choices_[node] == 0) queue.push_back(node);
    below_choices_[node] = 1;
  };
  for (const Choice& choice : choices_) {
    for (const FallsWith& member : choice.members) std::ranges::for_each(member, add);
  }
  for (std::size_t next = 0; next < queue.size(); ++next) {
    std::ranges::for_each(all.from(queue[next]), add);
  }
}

/// What all members of each of these choices fall with becomes a need. True where something was
/// added.
bool Necessity::take_common(std::span<const Choice> choices, LinkSearch& search,
                            std::vector<FallsWith>& added) {
  bool grew = false;
  for (const Choice& choice : choices) {
    FallsWith& more = added[choice.node];
    for (const std::uint32_t common : search.common(choice.members)) {
      if (common == choice.node || std::ranges::find(more, common) != more.end()) continue;
      more.push_back(common);
      grew = true;
    }
  }
  return grew;
}

void Necessity::close() {
  const Links all = all_links();
  find_below(all);
  const Condensation parts = condense(all);
  links_ = make_links(nodes_, needs_);
  std::vector<std::uint32_t> sizes(parts.part_count, 0);
  for (const std::uint32_t part : parts.part_of) ++sizes[part];
  // Links lead to smaller numbers, so what lies below a choice is complete when its turn comes.
  const auto part_of = [&](const Choice& choice) { return parts.part_of[choice.node]; };
  std::ranges::stable_sort(choices_, {}, part_of);
  std::vector<FallsWith> added(nodes_);
  LinkSearch search(links_, &added);
  for (std::size_t begin = 0; begin < choices_.size();) {
    const std::uint32_t part = part_of(choices_[begin]);
    std::size_t end = begin;
    while (end < choices_.size() && part_of(choices_[end]) == part) ++end;
    const auto of_part = std::span<const Choice>(choices_).subspan(begin, end - begin);
    // Only in a circle does what was added matter to a choice of the same part.
    while (take_common(of_part, search, added) && sizes[part] > 1) {
    }
    begin = end;
  }
  for (std::uint32_t node = 0; node < nodes_; ++node) {
    for (const std::uint32_t on : added[node]) needs_.emplace_back(node, on);
  }
  links_ = make_links(nodes_, needs_);
}

/// Meets every node that can be reached once; goes on from those for which `meet` says so.
template <class Meet>
void LinkSearch::visit(std::span<const std::uint32_t> from, Meet meet) {
  ++visits_;
  queue_.clear();
  const auto add = [&](std::uint32_t node) {
    if (seen_[node] == visits_) return;
    seen_[node] = visits_;
    if (meet(node)) queue_.push_back(node);
  };
  std::ranges::for_each(from, add);
  for (std::size_t next = 0; next < queue_.size(); ++next) {
    const std::uint32_t node = queue_[next];
    std::ranges::for_each(links_.from(node), add);
    if (more_ != nullptr) std::ranges::for_each((*more_)[node], add);
  }
}

std::span<const std::uint32_t> LinkSearch::common(std::span<const FallsWith> sets) {
  found_.clear();
  // Rounds count on from call to call, so that the marks of earlier calls are too small.
  const auto last = static_cast<std::uint32_t>(sets.size()) - 1;
  for (std::uint32_t round = 0; round <= last; ++round) {
    visit(sets[round], [&](std::uint32_t node) {
      const bool in_all = round == 0 || rounds_[node] == base_ + round;
      if (in_all) rounds_[node] = base_ + round + 1;
      if (!in_all || round < last) return true;
      found_.push_back(node);
      return false;
    });
  }
  base_ += last + 2;
  return found_;
}

std::span<const std::uint32_t> LinkSearch::reached(std::span<const std::uint32_t> nodes) {
  visit(nodes, [](std::uint32_t) { return true; });
  return queue_;
}

}  // namespace musubi
