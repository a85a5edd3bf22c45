#include "engine/reach_counts.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <doctest/doctest.h>

#include "engine/necessity.h"
#include "tests/support/random.h"

namespace musubi {
namespace {

using test::Random;
using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

std::uint32_t below(Random& random, std::size_t bound) {
  return static_cast<std::uint32_t>(random.below(bound));
}

Pairs random_pairs(Random& random, std::size_t nodes, std::size_t count) {
  Pairs pairs;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t from = below(random, nodes);
    const std::uint32_t to = below(random, nodes);
    // Mostly downwards, so that not everything becomes one circle.
    pairs.emplace_back(random.chance(90) ? std::min(from, to) : from,
                       random.chance(90) ? std::max(from, to) : to);
  }
  return pairs;
}

std::set<std::uint32_t> reached(const Links& links, std::vector<std::uint32_t> queue) {
  std::set<std::uint32_t> seen(queue.begin(), queue.end());
  for (std::size_t next = 0; next < queue.size(); ++next) {
    for (const std::uint32_t end : links.from(queue[next])) {
      if (seen.insert(end).second) queue.push_back(end);
    }
  }
  return seen;
}

std::vector<ReachCount> count_slowly(const Links& links, const ReachSources& sources) {
  std::vector<ReachCount> counts(links.size());
  for (std::size_t g = 0; g < sources.weights.size(); ++g) {
    std::set<std::uint32_t> of_group;
    for (std::uint32_t s = sources.group_starts[g]; s < sources.group_starts[g + 1]; ++s) {
      const std::vector<std::uint32_t> seeds(sources.seeds.begin() + sources.seed_starts[s],
                                             sources.seeds.begin() + sources.seed_starts[s + 1]);
      for (const std::uint32_t node : reached(links, seeds)) {
        ++counts[node].sources;
        of_group.insert(node);
      }
    }
    for (const std::uint32_t node : of_group) {
      ++counts[node].groups;
      counts[node].weight += sources.weights[g];
    }
  }
  return counts;
}

ReachSources random_sources(Random& random, std::size_t nodes, std::size_t groups) {
  ReachSources sources;
  for (std::size_t g = 0; g < groups; ++g) {
    const std::size_t size = random.chance(80) ? 1 : random.below(ReachSources::kMaxOfGroup + 1);
    for (std::size_t s = 0; s < size; ++s) {
      const std::size_t seeds = random.below(4);
      for (std::size_t i = 0; i < seeds; ++i) sources.seeds.push_back(below(random, nodes));
      sources.end_source();
    }
    // Some weights are those of many, some of one alone.
    sources.end_group(random.chance(60) ? 1 : random.between(0, 40) * 1000);
  }
  return sources;
}

TEST_SUITE("engine/reach_counts") {
  TEST_CASE("counts are those of one source after the other") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      CAPTURE(seed);
      Random random(seed);
      const std::size_t nodes = 1 + random.below(90);
      const Links links = make_links(nodes, random_pairs(random, nodes, random.below(2 * nodes)));
      const ReachSources sources = random_sources(random, nodes, random.below(500));
      const auto expected = count_slowly(links, sources);
      CHECK(count_reach(links, sources, 1) == expected);
      CHECK(count_reach(links, sources, 2) == expected);
      CHECK(count_reach(links, sources, 5) == expected);
    }
  }

  TEST_CASE("so they are of many more sources than are counted at a time, of a few weights") {
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
      CAPTURE(seed);
      Random random(seed);
      constexpr std::size_t kNodes = 40;
      const Links links = make_links(kNodes, random_pairs(random, kNodes, 60));
      ReachSources sources;
      for (std::size_t group = 0; group < 8000; ++group) {
        sources.seeds.push_back(below(random, kNodes));
        sources.end_source();
        sources.end_group(group < 3000 ? 1 : group < 7000 ? 20 : 300);
      }
      const auto expected = count_slowly(links, sources);
      CHECK(count_reach(links, sources, 1) == expected);
      CHECK(count_reach(links, sources, 2) == expected);
      CHECK(count_reach(links, sources, 5) == expected);
    }
  }

  TEST_CASE("circles are those of Boost, numbered from below") {
    using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      CAPTURE(seed);
      Random random(seed);
      const std::size_t nodes = 1 + random.below(60);
      const Pairs pairs = random_pairs(random, nodes, random.below(3 * nodes));
      const Links links = make_links(nodes, pairs);
      const Condensation parts = condense(links);
      const Graph graph(pairs.begin(), pairs.end(), nodes);
      std::vector<int> expected(nodes);
      const int count = boost::strong_components(
          graph,
          boost::make_iterator_property_map(expected.begin(), get(boost::vertex_index, graph)));
      CHECK_EQ(parts.part_count, count);
      std::set<std::pair<std::uint32_t, int>> pairs_of_parts;
      for (std::size_t i = 0; i < nodes; ++i) {
        pairs_of_parts.emplace(parts.part_of[i], expected[i]);
      }
      CHECK_EQ(pairs_of_parts.size(), parts.part_count);
      const Links between = links_between(links, parts);
      CHECK_EQ(between.size(), parts.part_count);
      for (std::uint32_t part = 0; part < between.size(); ++part) {
        for (const std::uint32_t below_it : between.from(part)) CHECK(below_it < part);
      }
    }
  }
}

// Needs and choices, and what falls with one node by the definition.
struct Falling {
  struct Choice {
    std::uint32_t node;
    std::vector<FallsWith> members;
  };
  std::size_t nodes = 0;
  Pairs needs;
  std::vector<Choice> choices;

  [[nodiscard]] std::set<std::uint32_t> falls_with(std::uint32_t one) const {
    std::set<std::uint32_t> down{one};
    const auto is_down = [&](std::uint32_t node) { return down.contains(node); };
    for (bool grew = true; grew;) {
      grew = false;
      for (const auto& [node, on] : needs) {
        if (down.contains(on)) grew |= down.insert(node).second;
      }
      for (const Choice& choice : choices) {
        const bool all = std::ranges::all_of(choice.members, [&](const FallsWith& member) {
          return std::ranges::any_of(member, is_down);
        });
        if (all) grew |= down.insert(choice.node).second;
      }
    }
    return down;
  }
};

TEST_SUITE("engine/necessity") {
  TEST_CASE("what takes a node down is what can be reached from it") {
    int through_choices = 0;
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
      CAPTURE(seed);
      Random random(seed);
      Falling falling{.nodes = 2 + random.below(14), .needs = {}, .choices = {}};
      falling.needs = random_pairs(random, falling.nodes, random.below(falling.nodes));
      Necessity necessity(falling.nodes);
      for (const auto& [node, on] : falling.needs) necessity.add_need(node, on);
      for (std::size_t i = random.below(8); i > 0; --i) {
        auto& choice = falling.choices.emplace_back();
        choice.node = below(random, falling.nodes);
        for (std::size_t m = 1 + random.below(3); m > 0; --m) {
          FallsWith& member = choice.members.emplace_back();
          for (std::size_t k = 1 + random.below(2); k > 0; --k) {
            member.push_back(below(random, falling.nodes));
          }
        }
        necessity.add_choice(choice.node, choice.members);
      }
      const Links needs_only = make_links(falling.nodes, falling.needs);
      necessity.close();
      for (std::uint32_t one = 0; one < falling.nodes; ++one) {
        const auto expected = falling.falls_with(one);
        for (std::uint32_t node = 0; node < falling.nodes; ++node) {
          CHECK_EQ(reached(necessity.links(), {node}).contains(one), expected.contains(node));
          if (expected.contains(node) && !reached(needs_only, {node}).contains(one)) {
            ++through_choices;
          }
        }
      }
    }
    CHECK(through_choices > 2000);
  }
}

}  // namespace
}  // namespace musubi
