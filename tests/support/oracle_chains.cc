#include <algorithm>

#include "tests/support/oracle_parts.h"

namespace musubi::oracle {
namespace {

using Contracts = std::vector<const ContractFacts*>;

// How many contracts lead from `from` to each party, counted outwards set by set.
std::map<std::string, int> count_from(const Contracts& contracts, const std::string& from) {
  std::map<std::string, int> distance{{from, 0}};
  Ids frontier{from};
  for (int length = 1; !frontier.empty(); ++length) {
    Ids next;
    for (const ContractFacts* contract : contracts) {
      if (!frontier.contains(contract->customer)) continue;
      if (distance.try_emplace(contract->supplier, length).second) next.insert(contract->supplier);
    }
    frontier = next;
  }
  return distance;
}

// The contracts that bring one from `from` one step nearer to `to`.
Contracts nearer(const Contracts& contracts, const std::string& from, const std::string& to) {
  const std::map<std::string, int> from_here = count_from(contracts, from);
  Contracts steps;
  for (const ContractFacts* contract : contracts) {
    if (contract->customer != from) continue;
    const std::map<std::string, int> from_next = count_from(contracts, contract->supplier);
    if (from_next.contains(to) && from_next.at(to) + 1 == from_here.at(to)) {
      steps.push_back(contract);
    }
  }
  return steps;
}

void extend_chains(const Contracts& contracts, const std::string& at, const std::string& to,
                   std::vector<std::string>& so_far, std::set<std::vector<std::string>>& found) {
  if (at == to) {
    found.insert(so_far);
    return;
  }
  for (const ContractFacts* contract : nearer(contracts, at, to)) {
    so_far.push_back(contract->id);
    extend_chains(contracts, contract->supplier, to, so_far, found);
    so_far.pop_back();
  }
}

const std::string& party_of(const Contracts& contracts, const std::string& id, bool supplier) {
  const auto found = std::ranges::find(contracts, id, &ContractFacts::id);
  return supplier ? (*found)->supplier : (*found)->customer;
}

// 2.1: "For an edge x → c with holder A, P = provider(c), the first that fits".
void relate(Work& work, Edge& edge) {
  System& system = *work.system;
  const std::string& holder = edge.holder;
  const std::string& provider = work.facts->provider(edge.to);
  // 1. "`owned`: own(S, c)."
  if (system.components.at(edge.to).own) {
    edge.relation = Relation::Owned;
    return;
  }
  // 2. "`internal`: A = P."
  if (holder == provider) {
    edge.relation = Relation::Internal;
    return;
  }
  // 3. "`purchased`: some contract A→P that counts in S for c is a `sale`, and none is of a supply
  // kind."
  bool sold = false;
  bool supplied = false;
  for (const ContractFacts* contract : work.counting.at(edge.to)) {
    if (contract->customer != holder || contract->supplier != provider) continue;
    sold = sold || contract->kind == ContractKind::Sale;
    supplied = supplied || contract->supplies();
  }
  if (sold && !supplied) {
    edge.relation = Relation::Purchased;
    return;
  }
  // 4. "`procured` by A: there is a chain A→P for c, or the edge was selected by A."
  const Chain chain = work.chain(holder, provider, edge.to);
  if (chain.found || edge.selected_by == holder) {
    edge.relation = Relation::Procured;
    edge.procured_by = holder;
    return;
  }
  // 5. "`procured` by Z: the edge was selected by Z, who is none of A, H and P but one of
  // parties(S)."
  const std::string& selector = edge.selected_by;
  if (selector != holder && selector != system.institution && selector != provider &&
      system.parties.contains(selector)) {
    edge.relation = Relation::Procured;
    edge.procured_by = selector;
    return;
  }
  // 6. "`independent`"
  edge.relation = Relation::Independent;
}

// "parties(S) = H, the operators of C(S), and the carriers of the shortest chains from the holder
// of each edge of S, or from its selector, to the provider at its end."
void add_parties(Work& work) {
  System& system = *work.system;
  system.parties.insert(system.institution);
  for (const auto& [id, component] : system.components) {
    system.parties.insert(component.operated_by);
  }
  for (const Edge& edge : system.edges) {
    const std::string& provider = work.facts->provider(edge.to);
    system.parties.merge(work.chain(edge.holder, provider, edge.to).carriers);
    system.parties.merge(work.chain(edge.selected_by, provider, edge.to).carriers);
  }
}

}  // namespace

// "a path X = Z0, Z1, …, Zn = Y, n ≥ 1, X ≠ Y, in which each Zi−1→Zi is a contract of a supply
// kind"
std::set<std::vector<std::string>> list_chains(const Contracts& contracts, const std::string& from,
                                               const std::string& to) {
  std::set<std::vector<std::string>> found;
  if (from == to || !count_from(contracts, from).contains(to)) return found;
  std::vector<std::string> so_far;
  extend_chains(contracts, from, to, so_far, found);
  return found;
}

// "the contracts on any shortest chain are its hops, the organizations between the ends its
// carriers"
Chain find_chain(const Contracts& contracts, const std::string& from, const std::string& to) {
  Chain chain;
  for (const std::vector<std::string>& path : list_chains(contracts, from, to)) {
    chain.found = true;
    for (const std::string& contract : path) {
      chain.hops.insert(contract);
      for (const bool supplier : {false, true}) {
        const std::string& party = party_of(contracts, contract, supplier);
        if (party != from && party != to) chain.carriers.insert(party);
      }
    }
  }
  return chain;
}

Contracts Work::supplying(const std::string& component) const {
  Contracts supplying;
  for (const ContractFacts* contract : counting.at(component)) {
    if (contract->supplies()) supplying.push_back(contract);
  }
  return supplying;
}

Chain Work::chain(const std::string& from, const std::string& to,
                  const std::string& component) const {
  return find_chain(supplying(component), from, to);
}

void add_relations(Work& work) {
  System& system = *work.system;
  add_parties(work);
  for (Edge& edge : system.edges) relate(work, edge);
  std::ranges::sort(system.edges);
  for (const Edge& edge : system.edges) {
    if (edge.relation != Relation::Procured) continue;
    system.chains[edge] = work.chain(edge.procured_by, work.facts->provider(edge.to), edge.to);
  }
  // "held_by(S, c) = every X in parties(S) with a contract X→provider(c) that counts in S for c and
  // is of any kind but `coordination` and `development`."
  for (auto& [id, component] : system.components) {
    for (const ContractFacts* contract : work.counting.at(id)) {
      if (contract->kind == ContractKind::Coordination) continue;
      if (contract->kind == ContractKind::Development) continue;
      if (contract->supplier != work.facts->provider(id)) continue;
      if (system.parties.contains(contract->customer)) component.held_by.insert(contract->customer);
    }
  }
}

}  // namespace musubi::oracle
