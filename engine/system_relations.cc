// Contracts, parties and relations of one system: the second half of `SystemGraph`.
#include <algorithm>

#include "engine/numbers.h"
#include "engine/sorted.h"
#include "engine/system_graph.h"

namespace musubi {
namespace {

// While the parties of one system are collected.
thread_local Numbers<OrganizationId> thread_parties;

}  // namespace

void SystemGraph::find_excluded() {
  // What A buys for other customers does not let A manage what this institution chose: A holds
  // edges into the component, and all of them are placements that A did not select.
  for (const SystemEdge& placement : edges_) {
    if (placement.kind != EdgeKind::Placement) continue;
    const OrganizationId holder_here = holder(placement);
    if (holder_here == owner_) continue;
    const bool all = std::ranges::all_of(edges_to(placement.to), [&](std::uint32_t e) {
      const SystemEdge& edge = edges_[e];
      return holder(edge) != holder_here ||
             (edge.kind == EdgeKind::Placement && edge.selected_by != holder_here);
    });
    if (all) excluded_.push_back({placement.to, holder_here});
  }
  std::ranges::sort(excluded_);
}

bool SystemGraph::counts(ContractId k, Component c) const {
  if (!supply_->holds_in(k, system_)) return false;
  if (excluded_.empty()) return true;
  return !std::ranges::binary_search(excluded_, Excluded{c, supply_->customer(k)}) ||
         supply_->names(k, system_);
}

bool SystemGraph::has_excluded(Component c) const {
  const auto found = std::ranges::lower_bound(excluded_, c, {}, &Excluded::component);
  return found != excluded_.end() && found->component == c;
}

const Chain* SystemGraph::find_chain_from(OrganizationId from, Component c) {
  const auto here = [this, c](ContractId k) { return counts(k, c); };
  return &own_chains_.emplace_back(find_chain(*supply_, from, components_[c], here));
}

void SystemGraph::find_holder_chains() {
  chains_.reserve(edges_.size());
  for (const SystemEdge& edge : edges_) {
    const OrganizationId holder_here = holder(edge);
    // Between services the chain is the same in all systems, unless a contract holds in some only.
    const bool same_in_all = edge.kind == EdgeKind::DependsOn && !has_excluded(edge.to) &&
                             holder_here == provider(edge.from) &&
                             !supply_->has_contract_for_some_systems(components_[edge.to]);
    chains_.push_back(same_in_all ? &supply_->chain(edge.service_edge)
                                  : find_chain_from(holder_here, edge.to));
  }
}

bool SystemGraph::is_party(OrganizationId o) const {
  return std::ranges::binary_search(parties_, o);
}

std::span<const SystemGraph::Covering> SystemGraph::bought_for(Component c) const {
  return std::ranges::equal_range(bought_, c, {}, &Covering::component);
}

std::vector<OrganizationId> SystemGraph::held_by(Component c) const {
  std::vector<OrganizationId> holders;
  const auto holds = [this, c](ContractId k) {
    const ContractKind kind = supply_->kind(k);
    return kind != ContractKind::Coordination && kind != ContractKind::Development &&
           supply_->supplier(k) == provider(c) && counts(k, c);
  };
  for (const OrganizationId party : parties_) {
    const auto contracts = supply_->covering(components_[c], party);
    if (std::ranges::any_of(contracts, holds)) holders.push_back(party);
  }
  return holders;
}

void SystemGraph::find_parties() {
  Numbers<OrganizationId>& found_parties = thread_parties;
  found_parties.begin(supply_->model().organizations.size());
  const auto add_party = [&](OrganizationId who) {
    if (found_parties.add(who)) parties_.push_back(who);
  };
  add_party(owner_);
  for (Component c = 0; c < components_.size(); ++c) add_party(operator_of(c));
  const auto add_carriers = [&](const Chain& found) {
    std::ranges::for_each(found.carriers, add_party);
    // Everybody who reads the graph looks at the hops.
    for (const ContractId hop : found.contracts) supply_->send_for(hop);
  };
  for (const SystemEdge& edge : edges_) {
    add_carriers(chain(edge));
    if (edge.selected_by != holder(edge)) add_carriers(*find_chain_from(edge.selected_by, edge.to));
  }
  sort_distinct(parties_, supply_->model().organizations.size());
}

void SystemGraph::relate(std::uint32_t e) {
  SystemEdge& edge = edges_[e];
  const OrganizationId holder_here = holder(edge);
  const OrganizationId provider_there = provider(edge.to);
  const auto purchased = [&] {
    if (!supply_->has_sale(components_[edge.to])) return false;
    bool sold = false;
    bool supplied = false;
    for (const ContractId k : supply_->covering(components_[edge.to], holder_here)) {
      if (supply_->supplier(k) != provider_there || !counts(k, edge.to)) continue;
      sold |= supply_->kind(k) == ContractKind::Sale;
      supplied |= is_supply_kind(supply_->kind(k));
    }
    return sold && !supplied;
  };
  const OrganizationId selector = edge.selected_by;
  if (own(edge.to)) {
    edge.relation = Relation::Owned;
  } else if (holder_here == provider_there) {
    edge.relation = Relation::Internal;
  } else if (purchased()) {
    edge.relation = Relation::Purchased;
  } else if (selector == holder_here || chain(edge).exists()) {
    edge.relation = Relation::Procured;
    edge.procured_by = holder_here;
  } else if (selector != owner_ && selector != provider_there && is_party(selector)) {
    edge.relation = Relation::Procured;
    edge.procured_by = selector;
    chains_[e] = find_chain_from(selector, edge.to);
  } else {
    edge.relation = Relation::Independent;
  }
}

}  // namespace musubi
