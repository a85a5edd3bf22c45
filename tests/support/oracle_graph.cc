#include <algorithm>

#include "tests/support/oracle_parts.h"

namespace musubi::oracle {
namespace {

// "own(S, c): H provides c, or H bought it: some contract H→provider(c) that counts in S and
// covers c is a `sale`, and none is of a supply kind."
bool is_own(const Facts& facts, const System& system, const std::string& service) {
  const std::string& provider = facts.provider(service);
  if (provider == system.institution) return true;
  bool sold = false;
  for (const ContractFacts& contract : facts.contracts) {
    if (contract.customer != system.institution || contract.supplier != provider) continue;
    if (!counts_in(contract, system.id) || !contract.covers.contains(service)) continue;
    if (contract.supplies()) return false;
    if (contract.kind == ContractKind::Sale) sold = true;
  }
  return sold;
}

// "The operator of c in S is H where own, else provider(c)."
std::string operator_in(const Facts& facts, const System& system, const std::string& service) {
  return is_own(facts, system, service) ? system.institution : facts.provider(service);
}

Edge make_edge(EdgeKind kind, const std::string& from, const DependencyFacts& dependency,
               const std::string& holder, const std::string& default_selector) {
  Edge edge;
  edge.from = from;
  edge.to = dependency.to;
  edge.kind = kind;
  edge.holder = holder;
  edge.selected_by = dependency.selected_by.value_or(default_selector);
  edge.selector_written = dependency.selected_by.has_value();
  return edge;
}

// Root, service and placement edges, wherever they start.
std::vector<Edge> all_edges(const Facts& facts, const System& system) {
  const SystemFacts& written = facts.systems.at(system.id);
  const std::string& institution = system.institution;
  std::vector<Edge> edges;
  // "root → s for every s that S `uses` (every member of an `any_of`); `selected_by` is H unless
  // stated." "The holder of the root is H".
  for (const DependencyFacts& use : written.uses) {
    edges.push_back(make_edge(EdgeKind::Root, "", use, institution, institution));
  }
  // "a → c for every dependency of a, whoever uses it; `selected_by` is a's holder unless stated."
  for (const auto& [id, service] : facts.services) {
    const std::string holder = operator_in(facts, system, id);
    for (const DependencyFacts& dependency : service.dependencies) {
      edges.push_back(make_edge(EdgeKind::Service, id, dependency, holder, holder));
    }
  }
  // "a → c for every placement of S; `selected_by` is H unless stated."
  for (const PlacementFacts& placement : written.placements) {
    const std::string holder = operator_in(facts, system, placement.service);
    edges.push_back(
        make_edge(EdgeKind::Placement, placement.service, placement.on, holder, institution));
  }
  return edges;
}

// Everything that can be reached along `edges` from what `reached` holds ("" is the root).
Ids reach(const std::vector<Edge>& edges, Ids reached) {
  for (bool grew = true; grew;) {
    grew = false;
    for (const Edge& edge : edges) {
      if (reached.contains(edge.from) && reached.insert(edge.to).second) grew = true;
    }
  }
  return reached;
}

// "A component is relevant when it handles medical information, or a component of S that does can
// reach it."
Ids find_relevant(const Facts& facts, const System& system) {
  Ids handling;
  for (const auto& [id, component] : system.components) {
    if (facts.services.at(id).handles) handling.insert(id);
  }
  return reach(system.edges, handling);
}

// "It counts in S for c when, besides, it covers c, and this does not hold: its customer A is not
// H and holds edges of S into c, all of them are placements that A did not select, and the
// contract does not name S."
bool counts_for(const ContractFacts& contract, const System& system, const std::string& component) {
  if (!counts_in(contract, system.id) || !contract.covers.contains(component)) return false;
  const std::string& customer = contract.customer;
  if (customer == system.institution) return true;
  const bool names_system = contract.systems && contract.systems->contains(system.id);
  if (names_system) return true;
  bool holds_some = false;
  bool all_chosen_by_others = true;
  for (const Edge& edge : system.edges) {
    if (edge.to != component || edge.holder != customer) continue;
    holds_some = true;
    if (edge.kind != EdgeKind::Placement || edge.selected_by == customer) {
      all_chosen_by_others = false;
    }
  }
  return !(holds_some && all_chosen_by_others);
}

}  // namespace

// "A contract counts in S when it is active and has no `systems` or names S (`[]` names none)."
bool counts_in(const ContractFacts& contract, const std::string& system) {
  return contract.active && (!contract.systems || contract.systems->contains(system));
}

void add_graph(Work& work, const std::string& id) {
  const Facts& facts = *work.facts;
  System& system = *work.system;
  system.id = id;
  system.institution = facts.systems.at(id).institution;
  const std::vector<Edge> everywhere = all_edges(facts, system);
  // "C(S), the components, is every service that can be reached from the root."
  Ids components = reach(everywhere, {""});
  // "Edges of S are those that start at the root or at a component."
  for (const Edge& edge : everywhere) {
    if (components.contains(edge.from)) system.edges.push_back(edge);
  }
  components.erase("");
  for (const std::string& component : components) {
    Component& made = system.components[component];
    made.own = is_own(facts, system, component);
    made.operated_by = operator_in(facts, system, component);
  }
  for (const std::string& component : find_relevant(facts, system)) {
    system.components.at(component).relevant = true;
  }
  for (const std::string& component : components) {
    std::vector<const ContractFacts*>& counting = work.counting[component];
    for (const ContractFacts& contract : facts.contracts) {
      if (counts_for(contract, system, component)) counting.push_back(&contract);
    }
  }
}

}  // namespace musubi::oracle
