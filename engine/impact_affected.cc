// What is affected in one graph, and in an outage: what goes on running.
#include <algorithm>
#include <ranges>

#include "engine/impact_parts.h"

namespace musubi {

GraphEffect::GraphEffect(const ChangeGraph& graph, TargetInGraph target, ChangeKind kind)
    : graph_(graph), target_(std::move(target)) {
  const bool outage = kind == ChangeKind::Outage;
  reach_up(outage ? target_.failing : target_.edges);
  if (outage) find_down();
}

std::vector<Component> GraphEffect::affected() const {
  const auto components = std::views::keys(affected_);
  return {components.begin(), components.end()};
}

/// Level by level, each in byte order, so that everything leads on by the first of its ways.
void GraphEffect::reach_up(std::span<const TargetEdge> edges) {
  std::vector<Component> level = target_.services;
  for (const Component c : level) affected_[c].state = ImpactState::Affected;
  std::vector<Component> above;
  const auto reach = [&](std::uint32_t e, ContractId contract) {
    const Component from = graph_.edge(e).from;
    Effect& effect = effect_on(from);
    if (effect.state != ImpactState::None) return;
    effect = {ImpactState::Affected, {e, contract}};
    if (from != kRoot) above.push_back(from);
  };
  for (bool first = true; first || !level.empty(); first = false) {
    for (const Component c : level) {
      for (const std::uint32_t e : graph_.edges_to(c)) reach(e, {});
    }
    if (first) {
      for (const TargetEdge& target : edges) reach(target.edge, target.contract);
    }
    std::ranges::sort(above);
    level = std::exchange(above, {});
  }
}

/// The least fixed point: what is down, upwards from the targets; the rest of what is affected is
/// degraded, since some member of one of its dependencies is down or degraded.
void GraphEffect::find_down() {
  for (const TargetEdge& target : target_.failing) {
    const ChangeEdge edge = graph_.edge(target.edge);
    failing_.insert({edge.from, edge.kind, edge.offset});
  }
  const auto degrade = [](ImpactState& state) {
    if (state == ImpactState::Affected) state = ImpactState::Degraded;
  };
  for (auto& [c, effect] : affected_) degrade(effect.state);
  degrade(root_.state);
  std::vector<Component> down = target_.services;
  for (const Component c : down) affected_[c].state = ImpactState::Down;
  // What falls leads on by that for which it fell, not by what else is affected below it.
  const auto look_at = [&](std::uint32_t e, ContractId contract) {
    const ChangeEdge edge = graph_.edge(e);
    Effect& effect = effect_on(edge.from);
    if (effect.state == ImpactState::Down || !falls_with(edge)) return;
    effect = {ImpactState::Down, {e, contract}};
    if (edge.from != kRoot) down.push_back(edge.from);
  };
  for (const TargetEdge& target : target_.failing) look_at(target.edge, target.contract);
  for (std::size_t next = 0; next < down.size(); ++next) {
    for (const std::uint32_t e : graph_.edges_to(down[next])) look_at(e, {});
  }
}

/// Whether the dependency to which an edge belongs is required and has no member left.
bool GraphEffect::falls_with(const ChangeEdge& edge) const {
  const auto is_gone = [&](const ServiceRef& member) {
    const auto below = graph_.find(member.id);
    return (below && state(*below) == ImpactState::Down) ||
           failing_.contains({edge.from, edge.kind, member.offset});
  };
  return std::ranges::any_of(graph_.dependencies_of(edge.from), [&](const auto& entry) {
    const auto& [kind, dependency] = entry;
    const auto& members = dependency->members;
    return dependency->required && kind == edge.kind &&
           std::ranges::find(members, edge.offset, &ServiceRef::offset) != members.end() &&
           std::ranges::all_of(members, is_gone);
  });
}

Evidence GraphEffect::way(Next next) const {
  Evidence evidence;
  while (next.edge != kNone) {
    evidence.push_back(graph_.step(next.edge));
    if (next.contract.valid()) {
      evidence.push_back(contract_step(graph_.supply(), next.contract));
      break;
    }
    next = affected_.at(graph_.edge(next.edge).to).next;
  }
  return evidence;
}

Evidence GraphEffect::way_from(Component c) const { return way(affected_.at(c).next); }

Evidence GraphEffect::way_from_root() const { return way(root_.next); }

}  // namespace musubi
