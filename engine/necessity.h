#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/links.h"

namespace musubi {

/// A member of a choice: a service, and what else the member falls with.
using FallsWith = std::vector<std::uint32_t>;
class LinkSearch;

/// What falls with what. Every node falls by itself, when something that it needs falls, and when
/// all members of some choice fall of which it needs any one: the least fixed point, so that a
/// circle does not fall by itself (semantics, section 5.1, `outage`). Once closed, what takes a
/// node down alone is just what can be reached from it along `links()`: what all members of a
/// choice fall with has become a need like others, circle by circle from below, until nothing is
/// added.
class Necessity {
 public:
  explicit Necessity(std::size_t nodes) : nodes_(nodes) {}

  void add_need(std::uint32_t node, std::uint32_t on) { needs_.emplace_back(node, on); }
  /// `node` needs any one of `members`, each of which falls with any node that it names.
  /// Precondition: there is one.
  void add_choice(std::uint32_t node, std::vector<FallsWith> members);

  /// O(nodes + needs), and for each choice what its members need, taken together; more than once
  /// where a choice stands in a circle. Nothing is added afterwards.
  void close();
  [[nodiscard]] const Links& links() const { return links_; }
  /// By node: whether a choice lies above it.
  [[nodiscard]] const std::vector<char>& below_choices() const { return below_choices_; }

 private:
  struct Choice {
    std::uint32_t node;
    std::vector<FallsWith> members;
  };
  [[nodiscard]] Links all_links() const;
  void find_below(const Links& all);
  static bool take_common(std::span<const Choice> choices, LinkSearch& search,
                          std::vector<FallsWith>& added);

  std::size_t nodes_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> needs_;
  std::vector<Choice> choices_;
  Links links_;
  std::vector<char> below_choices_;
};

/// Follows links from node to node; a thread keeps its own.
class LinkSearch {
 public:
  /// `more` are links beside those of `links`, by node, and may grow from call to call.
  explicit LinkSearch(const Links& links,
                      const std::vector<std::vector<std::uint32_t>>* more = nullptr)
      : links_(links), more_(more), seen_(links.size(), 0), rounds_(links.size(), 0) {}

  /// What can be reached from each of these sets, but only the first such on every way: all others
  /// can be reached from these. Valid until the next call. O(what can be reached).
  [[nodiscard]] std::span<const std::uint32_t> common(std::span<const FallsWith> sets);
  /// What can be reached from a set, that itself included.
  [[nodiscard]] std::span<const std::uint32_t> reached(std::span<const std::uint32_t> nodes);

 private:
  template <class Meet>
  void visit(std::span<const std::uint32_t> from, Meet meet);

  const Links& links_;
  const std::vector<std::vector<std::uint32_t>>* more_;
  std::vector<std::uint32_t> seen_;    // in which visit, last
  std::vector<std::uint32_t> rounds_;  // in how many visits of this call, counted from `base_`
  std::uint32_t visits_ = 0;
  std::uint32_t base_ = 0;
  std::vector<std::uint32_t> queue_, found_;
};

}  // namespace musubi
