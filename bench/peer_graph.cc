#include "bench/peer_graph.h"

#include <utility>

namespace musubi::bench {
namespace {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

void group(std::size_t nodes, const Pairs& pairs, bool backwards,
           std::vector<std::uint32_t>& starts, std::vector<std::uint32_t>& ends) {
  starts.assign(nodes + 1, 0);
  for (const auto& [from, to] : pairs) ++starts[(backwards ? to : from) + 1];
  for (std::size_t i = 0; i < nodes; ++i) starts[i + 1] += starts[i];
  ends.resize(pairs.size());
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  for (const auto& [from, to] : pairs) ends[next[backwards ? to : from]++] = backwards ? from : to;
}

std::uint32_t node(ServiceId s) { return static_cast<std::uint32_t>(s.index()); }

/// The members of a dependency, from a node.
void add(Pairs& pairs, std::uint32_t from, const Dependency& dependency) {
  for (const ServiceRef& member : dependency.members) pairs.emplace_back(from, node(member.id));
}

/// Placements lead from the facility where its system has what they place; one after the other, as
/// long as there are more.
void add_placements(const SupplyGraph& supply, const System& system, std::uint32_t facility,
                    Pairs& pairs) {
  std::vector<char> seen(supply.service_count(), 0);
  std::vector<ServiceId> queue;
  const auto reach = [&](ServiceId s) {
    if (seen[s.index()] == 0) queue.push_back(s);
    seen[s.index()] = 1;
  };
  for (const Dependency& use : system.uses) {
    for (const ServiceRef& member : use.members) reach(member.id);
  }
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const ServiceId service = queue[next];
    for (const ServiceEdge& edge : supply.edges_from(service)) reach(edge.to);
    for (const Placement& placement : system.placements) {
      if (placement.service.id != service) continue;
      for (const ServiceRef& member : placement.on.members) reach(member.id);
      add(pairs, facility, placement.on);
    }
  }
}

}  // namespace

PeerGraph::PeerGraph(const SupplyGraph& supply) : services(supply.service_count()) {
  const Model& model = supply.model();
  Pairs pairs;
  for (const ServiceEdge& edge : supply.edges()) pairs.emplace_back(node(edge.from), node(edge.to));
  node_of.assign(model.organizations.size(), 0);
  nodes = services;
  for (const System& system : model.systems) {
    std::uint32_t& facility = node_of[system.owner.id.index()];
    if (facility == 0) facility = static_cast<std::uint32_t>(nodes++);
    for (const Dependency& use : system.uses) add(pairs, facility, use);
    if (!system.placements.empty()) add_placements(supply, system, facility, pairs);
  }
  group(nodes, pairs, false, starts, ends);
  group(nodes, pairs, true, back_starts, backs);
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> PeerGraph::reversed() const {
  Pairs pairs;
  pairs.reserve(backs.size());
  for (std::uint32_t node = 0; node < nodes; ++node) {
    for (const std::uint32_t above : to(node)) pairs.emplace_back(node, above);
  }
  return pairs;
}

}  // namespace musubi::bench
