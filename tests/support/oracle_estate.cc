#include <algorithm>

#include "tests/support/oracle_impact_parts.h"

// The graphs in which a change is evaluated (sections 2 and 5.1).
namespace musubi::oracle {
namespace {

bool provides_something(const Facts& facts, const std::string& party) {
  return std::ranges::any_of(facts.services,
                             [&](const auto& entry) { return entry.second.provider == party; });
}

// 2.1 where there is no institution: nothing is `owned`. 5.3: "in it an edge selected by an
// organization that provides some service, other than its holder and its end's provider, is
// `procured` by that organization".
void relate(const Work& work, Edge& edge) {
  const std::string& provider = work.facts->provider(edge.to);
  if (edge.holder == provider) {
    edge.relation = Relation::Internal;
    return;
  }
  bool sold = false;
  bool supplied = false;
  for (const ContractFacts* contract : work.counting.at(edge.to)) {
    if (contract->customer != edge.holder || contract->supplier != provider) continue;
    sold = sold || contract->kind == ContractKind::Sale;
    supplied = supplied || contract->supplies();
  }
  if (sold && !supplied) {
    edge.relation = Relation::Purchased;
    return;
  }
  if (work.chain(edge.holder, provider, edge.to).found || edge.selected_by == edge.holder) {
    edge.relation = Relation::Procured;
    edge.procured_by = edge.holder;
    return;
  }
  if (edge.selected_by != provider && provides_something(*work.facts, edge.selected_by)) {
    edge.relation = Relation::Procured;
    edge.procured_by = edge.selected_by;
    return;
  }
  edge.relation = Relation::Independent;
}

// 5.1: "The global graph (all services and their dependencies, holder = provider, no placements, no
// root, contracts without regard to `systems`)".
void add_global_graph(Work& work) {
  const Facts& facts = *work.facts;
  System& graph = *work.system;
  for (const auto& [id, service] : facts.services) {
    graph.components[id].operated_by = service.provider;
    std::vector<const ContractFacts*>& counting = work.counting[id];
    for (const ContractFacts& contract : facts.contracts) {
      if (contract.active && contract.covers.contains(id)) counting.push_back(&contract);
    }
  }
  for (const auto& [id, service] : facts.services) {
    for (const DependencyFacts& dependency : service.dependencies) {
      Edge edge;
      edge.from = id;
      edge.to = dependency.to;
      edge.kind = EdgeKind::Service;
      edge.holder = service.provider;
      edge.selected_by = dependency.selected_by.value_or(service.provider);
      edge.selector_written = dependency.selected_by.has_value();
      relate(work, edge);
      if (edge.relation == Relation::Procured) {
        graph.chains[edge] = work.chain(edge.procured_by, facts.provider(edge.to), edge.to);
      }
      graph.edges.push_back(edge);
    }
  }
  add_arcs(graph);
}

}  // namespace

void read_estate(const Model& model, Date date, Estate& estate) {
  estate.facts = read_facts(model, date);
  for (const auto& [id, system] : estate.facts.systems) {
    Work& work = estate.works[id];
    work.facts = &estate.facts;
    work.system = &estate.graphs[id];
    add_graph(work, id);
    add_relations(work);
    add_responsibility(work);
    add_duties(work);
  }
  Work& global = estate.works[""];
  global.facts = &estate.facts;
  global.system = &estate.graphs[""];
  add_global_graph(global);
}

std::optional<int> period(const std::map<ChangeKind, int>& periods, ChangeKind kind) {
  const auto found = periods.find(kind == ChangeKind::Outage ? ChangeKind::Incident : kind);
  return found == periods.end() ? std::nullopt : std::optional(found->second);
}

bool in_hours(ChangeKind kind) {
  return kind == ChangeKind::Incident || kind == ChangeKind::Outage;
}

}  // namespace musubi::oracle
