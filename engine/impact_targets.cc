// The targets of a change: what they stand for, and which systems they can affect.
#include <algorithm>

#include "engine/impact_parts.h"
#include "engine/sorted.h"

namespace musubi {
namespace {

/// Everything that can reach one of the services over dependencies.
std::vector<ServiceId> everything_above(const SupplyGraph& supply,
                                        std::vector<ServiceId> services) {
  std::vector<char> seen(supply.service_count(), 0);
  sort_unique(services);
  for (const ServiceId s : services) seen[s.index()] = 1;
  const auto add = [&](ServiceId s) {
    if (seen[s.index()] == 0) services.push_back(s);
    seen[s.index()] = 1;
  };
  for (std::size_t next = 0; next < services.size(); ++next) {
    const ServiceId s = services[next];
    for (const std::uint32_t e : supply.edges_to(s)) add(supply.edges()[e].from);
  }
  return services;
}

/// Whether a contract of this customer can back edges in the systems of others: only of somebody
/// who can hold or select there, or carry a chain.
bool acts_for_others(const SupplyGraph& supply, OrganizationId customer) {
  return !supply.provided_by(customer).empty() || !supply.sold_by(customer).empty();
}

/// In byte order, each once. Many are marked, few are sorted: that a few are affected costs the
/// same however many systems there are.
std::vector<SystemId> in_order(const SupplyGraph& supply, std::vector<SystemId> systems) {
  const std::size_t all = supply.model().systems.size();
  if (systems.size() < all / 16) {
    sort_unique(systems);
    return systems;
  }
  std::vector<char> marks(all, 0);
  for (const SystemId system : systems) marks[system.index()] = 1;
  systems.clear();
  for (std::size_t i = 0; i < all; ++i) {
    if (marks[i] != 0) systems.emplace_back(i);
  }
  return systems;
}

}  // namespace

ChangeIndex::ChangeIndex(const SupplyGraph& supply)
    : users(supply.service_count()), placers(supply.service_count()) {
  const Model& model = supply.model();
  for (std::size_t i = 0; i < model.systems.size(); ++i) {
    const SystemId system(i);
    owned[supply.owner(system)].push_back(system);
    for (const Dependency& use : model[system].uses) {
      for (const ServiceRef& member : use.members) users[member.id.index()].push_back(system);
    }
    for (const Placement& placement : model[system].placements) {
      for (const ServiceRef& member : placement.on.members) {
        placers[member.id.index()].push_back(system);
      }
    }
  }
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
  std::vector<SystemId> systems;
  const auto append = [&](const std::vector<SystemId>& more) {
    systems.insert(systems.end(), more.begin(), more.end());
  };
  const auto add_owned = [&](OrganizationId party) {
    const auto found = index.owned.find(party);
    if (found != index.owned.end()) append(found->second);
  };
  for (const ChangeTargetParts& target : targets) {
    if (target.service.valid()) services.push_back(target.service);
    if (target.organization.valid()) {
      const auto provided = supply.provided_by(target.organization);
      services.insert(services.end(), provided.begin(), provided.end());
      add_owned(target.organization);
    }
    for (const ContractId k : target.contracts) {
      if (!supply.active(k)) continue;
      add_owned(supply.customer(k));
      if (!acts_for_others(supply, supply.customer(k))) continue;
      for (const ServiceRef& covered : supply.model()[k].covers) services.push_back(covered.id);
    }
  }
  // Whatever leads from a system to a target, what follows its last placement, or its own use, are
  // dependencies.
  for (const ServiceId s : everything_above(supply, std::move(services))) {
    append(index.users[s.index()]);
    append(index.placers[s.index()]);
  }
  return in_order(supply, std::move(systems));
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
