#include <algorithm>
#include <vector>

#include "engine/responsibility.h"

namespace musubi {
namespace {

/// An edge that starts at a component whose holder is not the institution, and leads to what
/// another provider was contracted for or chosen.
bool is_outside(const SystemGraph& graph, const SystemEdge& edge) {
  return edge.from != kRoot && graph.holder(edge) != graph.owner() &&
         (edge.relation == Relation::Procured || edge.relation == Relation::Independent);
}

/// Whether some walk takes outside edges two times or more: whether one of them starts at what can
/// be reached from the end of one.
bool has_second_tier(const SystemGraph& graph) {
  std::vector<char> reached(graph.components().size(), 0);
  std::vector<Component> queue;
  const auto reach = [&](Component c) {
    if (reached[c] != 0) return;
    reached[c] = 1;
    queue.push_back(c);
  };
  for (const SystemEdge& edge : graph.edges()) {
    if (is_outside(graph, edge)) reach(edge.to);
  }
  for (std::size_t next = 0; next < queue.size(); ++next) {
    for (const SystemEdge& edge : graph.edges_from(queue[next])) {
      if (is_outside(graph, edge)) return true;
      reach(edge.to);
    }
  }
  return false;
}

}  // namespace

Provision find_provision(const SystemGraph& graph) {
  bool outside = false;
  for (const SystemEdge& edge : graph.edges()) {
    if (!is_outside(graph, edge)) continue;
    if (edge.relation == Relation::Independent) return {Pattern::MultipleContracts, 0};
    outside = true;
  }
  if (outside) {
    const std::uint8_t number = has_second_tier(graph) ? 2 : 1;
    return {Pattern::MultipleProviders, number};
  }
  std::vector<OrganizationId> operators;
  for (Component c = 0; c < graph.components().size(); ++c) {
    if (!graph.own(c)) operators.push_back(graph.operator_of(c));
  }
  if (operators.empty()) return {Pattern::SelfOperated, 0};
  const bool one =
      std::ranges::all_of(operators, [&](OrganizationId o) { return o == operators.front(); });
  return {one ? Pattern::SingleProvider : Pattern::SeparateProviders, 0};
}

}  // namespace musubi
