#include <algorithm>

#include "tests/support/oracle_parts.h"

namespace musubi::oracle {
namespace {

bool is_carrier(const System& system, const std::string& party, const std::string& component) {
  return std::ranges::any_of(system.chains, [&](const auto& entry) {
    return entry.first.to == component && entry.second.carriers.contains(party);
  });
}

// "Src(S, c): c's operator (unless own, or every edge of S into c is `purchased`); the carriers of
// the chain of every edge into c that is `procured`; and Z of every edge into c that is `procured`
// by Z."
Ids find_sources(const System& system, const std::string& id, const Component& component) {
  Ids sources;
  bool all_purchased = true;
  for (const Edge& edge : system.edges) {
    if (edge.to != id) continue;
    if (edge.relation != Relation::Purchased) all_purchased = false;
    if (edge.relation != Relation::Procured) continue;
    const Ids& carriers = system.chains.at(edge).carriers;
    sources.insert(carriers.begin(), carriers.end());
    if (edge.procured_by != edge.holder) sources.insert(edge.procured_by);
  }
  if (!component.own && !all_purchased) sources.insert(component.operated_by);
  return sources;
}

// "a contract H→X of a supply kind counts in S for some component y with X in Src(S, y) and y ⇒ c"
bool answers_at(const Work& work, const std::string& party, const std::string& y) {
  return std::ranges::any_of(work.supplying(y), [&](const ContractFacts* contract) {
    return contract->customer == work.system->institution && contract->supplier == party;
  });
}

// "a shortest chain of arcs from a component y with X in Src(S, y) to c, none where y = c; among
// these the one whose ids, from y on, come first in byte order". All chains of arcs that end at c
// are grown backwards together until one of them begins at such a y.
std::vector<std::string> find_arc_chain(const System& system, const std::string& party,
                                        const std::string& component) {
  std::set<std::vector<std::string>> chains{{component}};
  while (!chains.empty()) {
    for (const std::vector<std::string>& chain : chains) {  // in byte order
      if (system.components.at(chain.front()).sources.contains(party)) return chain;
    }
    std::set<std::vector<std::string>> longer;
    for (const std::vector<std::string>& chain : chains) {
      for (const auto& [from, to] : system.arcs) {
        if (to != chain.front() || std::ranges::find(chain, from) != chain.end()) continue;
        std::vector<std::string> grown{from};
        grown.insert(grown.end(), chain.begin(), chain.end());
        longer.insert(grown);
      }
    }
    chains = longer;
  }
  return {};
}

// "where X is a carrier at y, the contracts of the chain on which it stands go before." Which of
// several chains is not said: all of them are listed.
std::set<std::vector<std::string>> find_contract_chains(const Work& work, const std::string& party,
                                                        const std::string& y) {
  std::set<std::vector<std::string>> standing;
  for (const auto& [edge, chain] : work.system->chains) {
    if (edge.to != y || !chain.carriers.contains(party)) continue;
    const auto supplying = work.supplying(y);
    for (const auto& path : list_chains(supplying, edge.procured_by, work.facts->provider(y))) {
      const bool stands = std::ranges::any_of(path, [&](const std::string& id) {
        return (*std::ranges::find(supplying, id, &ContractFacts::id))->supplier == party;
      });
      if (stands) standing.insert(path);
    }
  }
  return standing;
}

}  // namespace

void add_arcs(System& system) {
  for (const Edge& edge : system.edges) {
    // "x → c for every edge from a component x that is `internal`, `purchased` or `procured` by its
    // holder"
    const bool by_holder = edge.relation == Relation::Internal ||
                           edge.relation == Relation::Purchased ||
                           (edge.relation == Relation::Procured && edge.procured_by == edge.holder);
    if (by_holder && !edge.from.empty()) system.arcs.emplace(edge.from, edge.to);
    // "and z → c for every component z whose operator is Z, for every edge into c that is
    // `procured` by Z."
    if (edge.relation != Relation::Procured || edge.procured_by == edge.holder) continue;
    for (const auto& [z, component] : system.components) {
      if (component.operated_by == edge.procured_by) system.arcs.emplace(z, edge.to);
    }
  }
}

Ids Work::along_arcs(const std::string& from) const {
  Ids reached{from};
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& [x, c] : system->arcs) {
      if (reached.contains(x) && reached.insert(c).second) grew = true;
    }
  }
  return reached;
}

void add_responsibility(Work& work) {
  System& system = *work.system;
  for (auto& [id, component] : system.components) {
    component.sources = find_sources(system, id, component);
  }
  add_arcs(system);
  for (const auto& [y, standing] : system.components) {
    for (const std::string& c : work.along_arcs(y)) {
      Component& component = system.components.at(c);
      component.reached_from.insert(y);
      for (const std::string& party : standing.sources) {
        // "R(S, c): all X ≠ H in Src(S, y) for some component y ⇒ c."
        if (party == system.institution) continue;
        component.managed_by.insert(party);
        if (answers_at(work, party, y)) component.answerable.insert(party);
      }
    }
  }
  for (auto& [id, component] : system.components) {
    for (const std::string& party : component.managed_by) {
      Evidence& evidence = component.evidence[party];
      evidence.services = find_arc_chain(system, party, id);
      const std::string& y = evidence.services.front();
      if (is_carrier(system, party, y)) {
        evidence.contract_chains = find_contract_chains(work, party, y);
      }
    }
  }
}

namespace {

// "Outside edges start at a component whose holder is not H and are `procured` or `independent`."
bool is_outside(const System& system, const Edge& edge) {
  if (edge.from.empty() || edge.holder == system.institution) return false;
  return edge.relation == Relation::Procured || edge.relation == Relation::Independent;
}

// "some walk from the root, which may pass a service or an edge again, takes outside edges two
// times or more": the places where a walk can be after so many outside edges, at most two counted.
bool can_take_two(const System& system) {
  std::set<std::pair<std::string, int>> places{{"", 0}};
  for (bool grew = true; grew;) {
    grew = false;
    for (const Edge& edge : system.edges) {
      for (int taken = 0; taken <= 2; ++taken) {
        if (!places.contains({edge.from, taken})) continue;
        const int after = std::min(2, taken + (is_outside(system, edge) ? 1 : 0));
        if (places.insert({edge.to, after}).second) grew = true;
      }
    }
  }
  return std::ranges::any_of(places, [](const auto& place) { return place.second == 2; });
}

}  // namespace

void add_pattern(Work& work) {
  System& system = *work.system;
  bool outside = false;
  bool outside_independent = false;
  for (const Edge& edge : system.edges) {
    if (!is_outside(system, edge)) continue;
    outside = true;
    if (edge.relation == Relation::Independent) outside_independent = true;
  }
  Ids operators;  // of the components that are not own
  for (const auto& [id, component] : system.components) {
    if (!component.own) operators.insert(component.operated_by);
  }
  if (outside_independent) {
    system.pattern = Pattern::MultipleContracts;
  } else if (outside) {
    system.pattern = Pattern::MultipleProviders;
    system.provision_case = can_take_two(system) ? 2 : 1;
  } else if (operators.size() >= 2) {
    system.pattern = Pattern::SeparateProviders;
  } else if (!operators.empty()) {
    system.pattern = Pattern::SingleProvider;
  } else {
    system.pattern = Pattern::SelfOperated;
  }
}

}  // namespace musubi::oracle
