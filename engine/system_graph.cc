#include "engine/system_graph.h"

#include <algorithm>
#include <tuple>

#include "engine/numbers.h"
#include "engine/sorted.h"

namespace musubi {
namespace {

// Service -> component while one graph is being made.
thread_local Numbers<ServiceId> thread_numbers;

/// The placements of a system, by the service that they place.
std::vector<std::pair<ServiceId, const Placement*>> placements_of(const System& system) {
  std::vector<std::pair<ServiceId, const Placement*>> sorted;
  sorted.reserve(system.placements.size());
  for (const Placement& placement : system.placements) {
    sorted.emplace_back(placement.service.id, &placement);
  }
  std::ranges::stable_sort(sorted, {}, [](const auto& entry) { return entry.first; });
  return sorted;
}

auto placements_on(const std::vector<std::pair<ServiceId, const Placement*>>& placements,
                   ServiceId service) {
  return std::ranges::equal_range(placements, service, {},
                                  [](const auto& entry) { return entry.first; });
}

}  // namespace

SystemGraph::SystemGraph(const SupplyGraph& supply, SystemId system,
                         const std::span<const ServiceId>* part)
    : supply_(&supply), system_(system), owner_(supply.owner(system)) {
  find_components(part);
  find_bought();
  find_own();
  add_edges();
  index_edges();
  find_relevant();
  find_excluded();
  find_holder_chains();
  find_parties();
  for (std::uint32_t e = 0; e < edges_.size(); ++e) relate(e);
}

void SystemGraph::find_components(const std::span<const ServiceId>* part) {
  const System& system = supply_->model()[system_];
  const auto placements = placements_of(system);
  Numbers<ServiceId>& numbers = thread_numbers;
  numbers.begin(supply_->service_count());
  std::size_t edge_count = 0;
  const auto add = [&](ServiceId service) {
    if (part != nullptr && !std::ranges::binary_search(*part, service)) return;
    ++edge_count;
    if (numbers.add(service)) components_.push_back(service);
  };
  const auto add_members = [&](const Dependency& dependency) {
    for (const ServiceRef& member : dependency.members) add(member.id);
  };
  for (const Dependency& dependency : system.uses) add_members(dependency);
  for (std::size_t next = 0; next < components_.size(); ++next) {
    const ServiceId service = components_[next];
    for (const ServiceEdge& edge : supply_->edges_from(service)) add(edge.to);
    for (const auto& [placed, placement] : placements_on(placements, service)) {
      add_members(placement->on);
    }
  }
  sort_distinct(components_, supply_->service_count());
  for (Component c = 0; c < components_.size(); ++c) numbers.change(components_[c], c);
  edges_.reserve(edge_count);
}

void SystemGraph::find_bought() {
  const Numbers<ServiceId>& numbers = thread_numbers;
  for (const ContractId k : supply_->bought_by(owner_)) {
    if (!supply_->holds_in(k, system_)) continue;
    for (const ServiceRef& service : supply_->model()[k].covers) {
      if (numbers.contains(service.id)) bought_.push_back({numbers.of(service.id), k});
    }
  }
  sort_unique(bought_);
}

void SystemGraph::find_own() {
  own_.reserve(components_.size());
  for (const ServiceId service : components_) {
    own_.push_back(supply_->provider(service) == owner_ ? 1 : 0);
  }
  // What was bought outright, unless it is supplied, too.
  for (const auto& [c, k] : bought_) {
    if (supply_->kind(k) == ContractKind::Sale && supply_->supplier(k) == provider(c)) own_[c] = 1;
  }
  for (const auto& [c, k] : bought_) {
    if (is_supply_kind(supply_->kind(k)) && supply_->supplier(k) == provider(c)) own_[c] = 0;
  }
}

void SystemGraph::add_edges() {
  const Model& model = supply_->model();
  const System& system = model[system_];
  const Numbers<ServiceId>& numbers = thread_numbers;
  const auto add = [&](Component from, EdgeKind kind, const Dependency& dependency) {
    const bool written = dependency.selected_by.given();
    const OrganizationId selector = written ? supply_->party(dependency.selected_by.id) : owner_;
    for (const ServiceRef& member : dependency.members) {
      if (!numbers.contains(member.id)) continue;
      edges_.push_back({.from = from,
                        .to = numbers.of(member.id),
                        .kind = kind,
                        .selection_written = written,
                        .selected_by = selector,
                        .where = {system.where.file, member.offset}});
    }
  };
  // Those of one start at a time: most are few, and in order already.
  const auto sort_from = [this](std::size_t begin) {
    std::sort(edges_.begin() + static_cast<std::ptrdiff_t>(begin), edges_.end(),
              [](const SystemEdge& a, const SystemEdge& b) {
                return std::tie(a.to, a.kind, a.selected_by, a.where) <
                       std::tie(b.to, b.kind, b.selected_by, b.where);
              });
  };
  const auto placements = placements_of(system);
  for (Component c = 0; c < components_.size(); ++c) {
    const std::size_t begin = edges_.size();
    for (const ServiceEdge& edge : supply_->edges_from(components_[c])) {
      if (!numbers.contains(edge.to)) continue;
      const bool written = edge.selected_by.valid();
      edges_.push_back({.from = c,
                        .to = numbers.of(edge.to),
                        .kind = EdgeKind::DependsOn,
                        .selection_written = written,
                        .selected_by = written ? edge.selected_by : operator_of(c),
                        .service_edge = static_cast<std::uint32_t>(&edge - supply_->edges().data()),
                        .where = {model[components_[c]].where.file, edge.offset}});
    }
    for (const auto& [placed, placement] : placements_on(placements, components_[c])) {
      add(c, EdgeKind::Placement, placement->on);
    }
    sort_from(begin);
  }
  const std::size_t begin = edges_.size();
  for (const Dependency& dependency : system.uses) add(kRoot, EdgeKind::Uses, dependency);
  sort_from(begin);
}

void SystemGraph::index_edges() {
  const std::size_t count = components_.size();
  from_starts_.assign(count + 2, 0);
  to_starts_.assign(count + 1, 0);
  for (const SystemEdge& edge : edges_) {
    ++from_starts_[std::min<std::size_t>(edge.from, count) + 1];
    ++to_starts_[edge.to + 1];
  }
  for (std::size_t i = 0; i <= count; ++i) from_starts_[i + 1] += from_starts_[i];
  for (std::size_t i = 0; i < count; ++i) to_starts_[i + 1] += to_starts_[i];
  to_edges_.resize(edges_.size());
  std::vector<std::uint32_t> next(to_starts_.begin(), to_starts_.end() - 1);
  for (std::uint32_t e = 0; e < edges_.size(); ++e) to_edges_[next[edges_[e].to]++] = e;
}

void SystemGraph::find_relevant() {
  relevant_.assign(components_.size(), 0);
  std::vector<Component> queue;
  for (Component c = 0; c < components_.size(); ++c) {
    if (!supply_->handles(components_[c])) continue;
    relevant_[c] = 1;
    queue.push_back(c);
  }
  for (std::size_t next = 0; next < queue.size(); ++next) {
    for (const SystemEdge& edge : edges_from(queue[next])) {
      if (relevant_[edge.to] != 0) continue;
      relevant_[edge.to] = 1;
      queue.push_back(edge.to);
    }
  }
}

std::optional<Component> SystemGraph::find(ServiceId s) const {
  const auto found = std::ranges::lower_bound(components_, s);
  if (found == components_.end() || *found != s) return std::nullopt;
  return static_cast<Component>(found - components_.begin());
}

std::span<const SystemEdge> SystemGraph::edges_from(Component c) const {
  const std::size_t group = std::min<std::size_t>(c, components_.size());
  return std::span(edges_).subspan(from_starts_[group],
                                   from_starts_[group + 1] - from_starts_[group]);
}

std::span<const std::uint32_t> SystemGraph::edges_to(Component c) const {
  return std::span(to_edges_).subspan(to_starts_[c], to_starts_[c + 1] - to_starts_[c]);
}

std::vector<std::uint32_t> SystemGraph::ways() const {
  // Components are numbered and edges sorted by id, so a breadth-first search that takes edges in
  // order meets every component by the first of its shortest ways.
  constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  std::vector<std::uint32_t> by(components_.size(), kNone);
  std::vector<Component> queue;
  const auto expand = [&](Component from) {
    for (const SystemEdge& edge : edges_from(from)) {
      if (by[edge.to] != kNone) continue;
      by[edge.to] = static_cast<std::uint32_t>(&edge - edges_.data());
      queue.push_back(edge.to);
    }
  };
  expand(kRoot);
  for (std::size_t next = 0; next < queue.size(); ++next) expand(queue[next]);
  return by;
}

}  // namespace musubi
