#include "engine/responsibility.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "engine/sorted.h"

namespace musubi {
namespace {

constexpr std::uint32_t kFar = 0xFFFFFFFFU;

}  // namespace

Responsibility::Responsibility(const SystemGraph& graph) : graph_(&graph) {
  find_answering();
  find_arcs();
  find_answers();
}

void Responsibility::find_answering() {
  const std::size_t count = graph_->components().size();
  source_starts_.reserve(count + 1);
  std::vector<OrganizationId> here;
  for (Component c = 0; c < count; ++c) {
    source_starts_.push_back(static_cast<std::uint32_t>(sources_.size()));
    here.clear();
    bool all_purchased = true;
    for (const std::uint32_t e : graph_->edges_to(c)) {
      const SystemEdge& edge = graph_->edges()[e];
      all_purchased &= edge.relation == Relation::Purchased;
      if (edge.relation != Relation::Procured) continue;
      const Chain& chain = graph_->chain(edge);
      here.insert(here.end(), chain.carriers.begin(), chain.carriers.end());
      if (edge.procured_by != graph_->holder(edge)) here.push_back(edge.procured_by);
    }
    if (!graph_->own(c) && !all_purchased) here.push_back(graph_->operator_of(c));
    sort_unique(here);
    sources_.insert(sources_.end(), here.begin(), here.end());
  }
  source_starts_.push_back(static_cast<std::uint32_t>(sources_.size()));
}

void Responsibility::add_arcs_of(std::uint32_t e) {
  const SystemEdge& edge = graph_->edges()[e];
  const bool procured = edge.relation == Relation::Procured;
  if (!procured || edge.procured_by == graph_->holder(edge)) {
    const bool is_arc =
        procured || edge.relation == Relation::Internal || edge.relation == Relation::Purchased;
    if (edge.from != kRoot && is_arc) arcs_in_.push_back({edge.from, edge.to, e});
    return;
  }
  for (const ServiceId service : graph_->supply().provided_by(edge.procured_by)) {
    const auto z = graph_->find(service);
    if (z && !graph_->own(*z)) arcs_in_.push_back({*z, edge.to, e});
  }
}

void Responsibility::find_arcs() {
  const std::size_t count = graph_->components().size();
  for (Component c = 0; c < count; ++c) {
    const auto begin = static_cast<std::ptrdiff_t>(arcs_in_.size());
    for (const std::uint32_t e : graph_->edges_to(c)) add_arcs_of(e);
    std::sort(arcs_in_.begin() + begin, arcs_in_.end());
  }
  in_starts_.assign(count + 1, 0);
  out_starts_.assign(count + 1, 0);
  for (const Arc& arc : arcs_in_) {
    ++in_starts_[arc.to + 1];
    ++out_starts_[arc.from + 1];
  }
  for (std::size_t i = 0; i < count; ++i) {
    in_starts_[i + 1] += in_starts_[i];
    out_starts_[i + 1] += out_starts_[i];
  }
  out_arcs_.resize(arcs_in_.size());
  std::vector<std::uint32_t> next(out_starts_.begin(), out_starts_.end() - 1);
  for (std::uint32_t a = 0; a < arcs_in_.size(); ++a) out_arcs_[next[arcs_in_[a].from]++] = a;
}

void Responsibility::find_answers() {
  const SupplyGraph& supply = graph_->supply();
  const std::size_t count = graph_->components().size();
  answered_.assign(count, 0);
  std::vector<Component> queue;
  for (const auto& [c, k] : graph_->bought()) {
    if (!is_supply_kind(supply.kind(k))) continue;
    if (!std::ranges::binary_search(answering_at(c), supply.supplier(k))) continue;
    answers_.push_back({c, k});
    if (answered_[c] == 0) queue.push_back(c);
    answered_[c] = 1;
  }
  for (std::size_t i = 0; i < queue.size(); ++i) {
    for (std::uint32_t a = out_starts_[queue[i]]; a < out_starts_[queue[i] + 1]; ++a) {
      const Component to = arcs_in_[out_arcs_[a]].to;
      if (answered_[to] == 0) queue.push_back(to);
      answered_[to] = 1;
    }
  }
}

std::span<const OrganizationId> Responsibility::answering_at(Component c) const {
  return std::span(sources_).subspan(source_starts_[c], source_starts_[c + 1] - source_starts_[c]);
}

std::span<const Responsibility::Arc> Responsibility::arcs_to(Component c) const {
  return std::span(arcs_in_).subspan(in_starts_[c], in_starts_[c + 1] - in_starts_[c]);
}

std::vector<Component> Responsibility::leading_to(Component c) const {
  std::vector<char> seen(graph_->components().size(), 0);
  std::vector<Component> found{c};
  seen[c] = 1;
  for (std::size_t next = 0; next < found.size(); ++next) {
    for (std::uint32_t a = in_starts_[found[next]]; a < in_starts_[found[next] + 1]; ++a) {
      const Component from = arcs_in_[a].from;
      if (seen[from] == 0) found.push_back(from);
      seen[from] = 1;
    }
  }
  std::ranges::sort(found);
  return found;
}

std::vector<Component> Responsibility::reached_from(std::span<const Component> from) const {
  std::vector<char> seen(graph_->components().size(), 0);
  std::vector<Component> found;
  const auto add = [&](Component c) {
    if (seen[c] == 0) found.push_back(c);
    seen[c] = 1;
  };
  for (const Component y : from) add(y);
  for (std::size_t next = 0; next < found.size(); ++next) {
    for (std::uint32_t a = out_starts_[found[next]]; a < out_starts_[found[next] + 1]; ++a) {
      add(arcs_in_[out_arcs_[a]].to);
    }
  }
  std::ranges::sort(found);
  return found;
}

std::vector<OrganizationId> Responsibility::managers(Component c) const {
  std::vector<OrganizationId> found;
  for (const Component y : leading_to(c)) {
    const auto here = answering_at(y);
    found.insert(found.end(), here.begin(), here.end());
  }
  sort_unique(found);
  std::erase(found, graph_->owner());
  return found;
}

std::vector<ContractId> Responsibility::contracts_leading_to(Component c) const {
  std::vector<ContractId> found;
  for (const Component y : leading_to(c)) {
    const auto here = std::ranges::equal_range(answers_, y, {}, &Answer::at);
    for (const Answer& answer : here) found.push_back(answer.contract);
  }
  sort_unique(found);
  return found;
}

std::vector<OrganizationId> Responsibility::answerable(Component c) const {
  std::vector<OrganizationId> found;
  for (const ContractId k : contracts_leading_to(c)) found.push_back(graph_->supply().supplier(k));
  sort_unique(found);
  return found;
}

std::optional<Component> Responsibility::find_start(OrganizationId manager, Component c,
                                                    std::vector<std::uint32_t>& distance) const {
  // Backwards, level by level, so that all of the nearest are compared.
  distance.assign(graph_->components().size(), kFar);
  distance[c] = 0;
  std::vector<Component> level{c};
  for (std::uint32_t steps = 1; !level.empty(); ++steps) {
    std::ranges::sort(level);
    const auto start = std::ranges::find_if(
        level, [&](Component y) { return std::ranges::binary_search(answering_at(y), manager); });
    if (start != level.end()) return *start;
    std::vector<Component> next;
    for (const Component y : level) {
      for (std::uint32_t a = in_starts_[y]; a < in_starts_[y + 1]; ++a) {
        const Component from = arcs_in_[a].from;
        if (distance[from] != kFar) continue;
        distance[from] = steps;
        next.push_back(from);
      }
    }
    level = std::move(next);
  }
  return std::nullopt;
}

const Responsibility::Arc& Responsibility::next_arc(
    Component at, const std::vector<std::uint32_t>& distance) const {
  const Arc* best = nullptr;
  for (std::uint32_t a = out_starts_[at]; a < out_starts_[at + 1]; ++a) {
    const Arc& arc = arcs_in_[out_arcs_[a]];
    if (distance[arc.to] + 1 != distance[at]) continue;
    if (best == nullptr || std::tie(arc.to, arc.edge) < std::tie(best->to, best->edge)) best = &arc;
  }
  return *best;
}

Evidence Responsibility::evidence(OrganizationId manager, Component c) const {
  std::vector<std::uint32_t> distance;
  const std::optional<Component> start = find_start(manager, c, distance);
  if (!start) return {};
  Evidence evidence = carrier_contracts(manager, *start);
  // Always to the first component in byte order that is one step nearer.
  for (Component at = *start; at != c;) {
    const Arc& arc = next_arc(at, distance);
    EvidenceStep step = edge_step(*graph_, graph_->edges()[arc.edge]);
    step.from = graph_->supply().model()[graph_->service(at)].id;
    evidence.push_back(step);
    at = arc.to;
  }
  return evidence;
}

Evidence Responsibility::carrier_contracts(OrganizationId carrier, Component at) const {
  if (!graph_->own(at) && graph_->operator_of(at) == carrier) return {};
  const SupplyGraph& supply = graph_->supply();
  for (const std::uint32_t e : graph_->edges_to(at)) {
    const SystemEdge& edge = graph_->edges()[e];
    if (edge.relation != Relation::Procured) continue;
    const Chain& chain = graph_->chain(edge);
    if (!std::ranges::binary_search(chain.carriers, carrier)) continue;
    Evidence evidence;
    const auto add = [&](OrganizationId from, OrganizationId to) {
      for (const ContractId k : contracts_between(supply, chain, from, to)) {
        evidence.push_back(contract_step(supply, k));
      }
    };
    add(edge.procured_by, carrier);
    add(carrier, graph_->provider(at));
    return evidence;
  }
  return {};
}

}  // namespace musubi
