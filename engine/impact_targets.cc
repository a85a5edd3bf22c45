// The targets of a change: what they stand for, and which systems they can affect.
#include <algorithm>

#include "engine/impact_parts.h"
#include "engine/numbers.h"
#include "engine/sorted.h"

namespace musubi {
namespace {

// What a search has met; one at a time in each thread.
thread_local Numbers<ServiceId> met;

/// Everything that can reach one of the services over dependencies, and over the placements of a
/// system, if one is given; in no order.
std::vector<ServiceId> everything_above(const SupplyGraph& supply,
                                        const std::vector<ServiceId>& services,
                                        const System* system = nullptr) {
  std::vector<ServiceId> found;
  met.begin(supply.service_count());
  const auto add = [&](ServiceId s) {
    if (met.add(s)) found.push_back(s);
  };
  std::ranges::for_each(services, add);
  std::size_t next = 0;
  const auto go_up = [&] {
    for (; next < found.size(); ++next) {
      for (const std::uint32_t e : supply.edges_to(found[next])) add(supply.edges()[e].from);
    }
  };
  go_up();
  if (system == nullptr) return found;
  const auto is_met = [](const ServiceRef& member) { return met.contains(member.id); };
  for (std::size_t before = 0; before != found.size();) {
    before = found.size();
    for (const Placement& placement : system->placements) {
      if (std::ranges::any_of(placement.on.members, is_met)) add(placement.service.id);
    }
    go_up();
  }
  return found;
}

/// The systems of some lists in byte order, each once. Many are marked, few are sorted: that a few
/// are affected costs the same however many systems there are.
std::vector<SystemId> in_order(std::size_t system_count,
                               std::span<const std::span<const std::uint32_t>> lists) {
  std::size_t named = 0;
  for (const auto& list : lists) named += list.size();
  std::vector<SystemId> systems;
  if (named < system_count / 16) {
    for (const auto& list : lists) {
      for (const std::uint32_t system : list) systems.emplace_back(system);
    }
    sort_unique(systems);
    return systems;
  }
  std::vector<char> marks(system_count, 0);
  for (const auto& list : lists) {
    for (const std::uint32_t system : list) marks[system] = 1;
  }
  systems.reserve(static_cast<std::size_t>(std::ranges::count(marks, 1)));
  for (std::size_t i = 0; i < system_count; ++i) {
    if (marks[i] != 0) systems.emplace_back(i);
  }
  return systems;
}

}  // namespace

ChangeIndex::ChangeIndex(const SupplyGraph& supply) {
  const Model& model = supply.model();
  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  Pairs used, placed_on, owners;
  const auto add = [](Pairs& pairs, std::size_t from, std::size_t system) {
    pairs.emplace_back(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(system));
  };
  for (std::size_t i = 0; i < model.systems.size(); ++i) {
    add(owners, supply.owner(SystemId(i)).index(), i);
    for (const Dependency& use : model.systems[i].uses) {
      for (const ServiceRef& member : use.members) add(used, member.id.index(), i);
    }
    for (const Placement& placement : model.systems[i].placements) {
      for (const ServiceRef& member : placement.on.members) add(placed_on, member.id.index(), i);
    }
  }
  users = make_links(supply.service_count(), used);
  placers = make_links(supply.service_count(), placed_on);
  owned = make_links(model.organizations.size(), owners);
}

ChangeTargetParts parts_of(const SupplyGraph& supply, RecordRef target) {
  ChangeTargetParts parts;
  if (target.kind == RecordKind::Service) {
    parts.service = ServiceId(target.index);
    parts.origins = {supply.provider(parts.service)};
  } else if (target.kind == RecordKind::Contract) {
    parts.contracts = {ContractId(target.index)};
    parts.origins = {supply.supplier(parts.contracts.front())};
  } else {
    parts.organization = supply.party(OrganizationId(target.index));
    parts.origins = {parts.organization};
    for (const ContractId k : supply.sold_by(parts.organization)) {
      if (supply.kind(k) != ContractKind::Sale) parts.contracts.push_back(k);
    }
  }
  return parts;
}

std::vector<SystemId> candidate_systems(const SupplyGraph& supply, const ChangeIndex& index,
                                        std::span<const ChangeTargetParts> targets) {
  std::vector<ServiceId> services;
  std::vector<std::span<const std::uint32_t>> systems;  // each may be in several
  const auto append = [&](const Links& links, std::size_t node) {
    systems.push_back(links.from(static_cast<std::uint32_t>(node)));
  };
  for (const ChangeTargetParts& target : targets) {
    if (target.service.valid()) services.push_back(target.service);
    if (target.organization.valid()) {
      const auto provided = supply.provided_by(target.organization);
      services.insert(services.end(), provided.begin(), provided.end());
      append(index.owned, target.organization.index());
    }
    for (const ContractId k : target.contracts) {
      if (!supply.active(k)) continue;
      append(index.owned, supply.customer(k).index());
      // Only vendors hold or select in the systems of others, or carry a chain there.
      if (!supply.is_vendor(supply.customer(k))) continue;
      for (const ServiceRef& covered : supply.model()[k].covers) services.push_back(covered.id);
    }
  }
  // Whatever leads from a system to a target, what follows its last placement, or its own use, are
  // dependencies.
  for (const ServiceId s : everything_above(supply, services)) {
    append(index.users, s.index());
    append(index.placers, s.index());
  }
  return in_order(supply.model().systems.size(), systems);
}

TargetedGraphs::TargetedGraphs(const SupplyGraph& supply,
                               std::span<const ChangeTargetParts> targets)
    : supply_(supply), targets_(targets) {
  for (const ChangeTargetParts& target : targets) {
    if (target.service.valid()) services_.push_back(target.service);
    if (target.organization.valid()) {
      const auto provided = supply.provided_by(target.organization);
      services_.insert(services_.end(), provided.begin(), provided.end());
    }
    for (const ContractId k : target.contracts) {
      if (!supply.active(k)) continue;
      for (const ServiceRef& covered : supply.model()[k].covers) services_.push_back(covered.id);
    }
  }
  above_ = everything_above(supply, services_);
  std::ranges::sort(above_);
}

std::unique_ptr<SystemChangeGraph> TargetedGraphs::graph_of(SystemId system) const {
  // Its owner stands for what it bought outright, too.
  const OrganizationId owner = supply_.owner(system);
  if (std::ranges::find(targets_, owner, &ChangeTargetParts::organization) == targets_.end()) {
    const System& record = supply_.model()[system];
    std::vector<ServiceId> placed;
    if (!record.placements.empty()) {
      placed = everything_above(supply_, services_, &record);
      std::ranges::sort(placed);
    }
    auto part = std::make_unique<SystemChangeGraph>(supply_, system,
                                                    record.placements.empty() ? above_ : placed);
    if (part->stands_alone()) return part;
  }
  return std::make_unique<SystemChangeGraph>(supply_, system);
}

void TargetInGraph::add(const TargetInGraph& other) {
  services.insert(services.end(), other.services.begin(), other.services.end());
  edges.insert(edges.end(), other.edges.begin(), other.edges.end());
  failing.insert(failing.end(), other.failing.begin(), other.failing.end());
  sort_unique(services);
  sort_unique(edges);
  sort_unique(failing);
}

bool falls_with_contract(const SupplyGraph& supply, ContractId k, ServiceId end,
                         const Chain& chain) {
  const ContractKind kind = supply.kind(k);
  if (kind != ContractKind::Service && kind != ContractKind::Entrustment) return false;
  const OrganizationId supplier = supply.supplier(k);
  return supplier == supply.provider(end) || std::ranges::binary_search(chain.carriers, supplier);
}

namespace {

void add_edges(const ChangeGraph& graph, ContractId k, TargetInGraph& found) {
  const SupplyGraph& supply = graph.supply();
  if (!supply.active(k) || !is_supply_kind(supply.kind(k))) return;
  for (const ServiceRef& covered : supply.model()[k].covers) {
    const auto c = graph.find(covered.id);
    if (!c || !graph.counts(k, *c)) continue;
    for (const std::uint32_t e : graph.edges_to(*c)) {
      const Chain chain = graph.chain(e);
      const bool is_hop = std::ranges::find(chain.contracts, k) != chain.contracts.end();
      if (!is_hop && graph.edge(e).holder != supply.customer(k)) continue;
      found.edges.push_back({e, k});
      if (falls_with_contract(supply, k, covered.id, chain)) found.failing.push_back({e, k});
    }
  }
}

}  // namespace

TargetInGraph find_target(const ChangeGraph& graph, const ChangeTargetParts& target) {
  TargetInGraph found;
  if (target.service.valid()) {
    if (const auto c = graph.find(target.service)) found.services.push_back(*c);
  }
  if (target.organization.valid() && graph.system() == nullptr) {
    for (const ServiceId s : graph.supply().provided_by(target.organization)) {
      found.services.push_back(static_cast<Component>(s.index()));
    }
  } else if (target.organization.valid()) {
    for (Component c = 0; c < graph.size(); ++c) {
      if (graph.operator_of(c) == target.organization) found.services.push_back(c);
    }
  }
  for (const ContractId k : target.contracts) add_edges(graph, k, found);
  sort_unique(found.services);
  sort_unique(found.edges);
  sort_unique(found.failing);
  return found;
}

}  // namespace musubi
