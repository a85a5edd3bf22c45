#include <algorithm>

#include "tests/support/oracle_impact_parts.h"

// Section 5.1, "Who is affected".
namespace musubi::oracle {
namespace {

using Effects = std::map<std::string, Effect>;

// "a contract, which stands for the edges x → c that it backs (it is of a supply kind, counts in S
// for c, and its customer is the holder of x or it is a hop of that edge's shortest chain (the
// chain from the X or Z by whom the edge is `procured`; an edge of another relation has none …); in
// the global graph it is active instead; a contract that is not active backs nothing)"
bool backs(const Work& work, const ContractFacts& contract, const Edge& edge) {
  const auto& counting = work.counting.at(edge.to);
  if (!contract.supplies() || std::ranges::find(counting, &contract) == counting.end()) {
    return false;
  }
  if (contract.customer == edge.holder) return true;
  return edge.relation == Relation::Procured &&
         work.system->chains.at(edge).hops.contains(contract.id);
}

// "for a contract as target: … only contracts of kind `service` or `entrustment` whose supplier is
// the provider of c or a carrier of the edge do so"
bool fails_with(const Work& work, const ContractFacts& contract, const Edge& edge) {
  if (contract.kind != ContractKind::Service && contract.kind != ContractKind::Entrustment) {
    return false;
  }
  if (contract.supplier == work.facts->provider(edge.to)) return true;
  return edge.relation == Relation::Procured &&
         work.system->chains.at(edge).carriers.contains(contract.supplier);
}

Struck strike(const Look& look, const Work& work) {
  const System& graph = *work.system;
  Struck struck;
  for (const auto& [id, component] : graph.components) {
    // "an organization, which stands in S for the components whose operator it is, in the global
    // graph for its services"
    const bool of_organization = look.organizations.contains(component.operated_by);
    if (look.themselves.contains(id) || of_organization) struck.services.insert(id);
  }
  for (const ContractFacts& contract : look.estate->facts.contracts) {
    if (!look.is_target(contract)) continue;
    for (const Edge& edge : graph.edges) {
      if (!backs(work, contract, edge)) continue;
      struck.edges.insert(edge);
      if (fails_with(work, contract, edge)) struck.failing.insert(edge);
    }
  }
  return struck;
}

// "In the graph of S a target service, the start x of a target edge, and everything from which one
// of these can be reached is affected, the root included."
Effects find_affected(const System& graph, const Struck& struck) {
  Ids affected = struck.services;
  for (const Edge& edge : struck.edges) affected.insert(edge.from);
  for (bool grew = true; grew;) {
    grew = false;
    for (const Edge& edge : graph.edges) {
      if (affected.contains(edge.to) && affected.insert(edge.from).second) grew = true;
    }
  }
  Effects effects;
  for (const std::string& service : affected) effects[service] = Effect::Affected;
  return effects;
}

// One entry of `uses` or `depends_on`, or one placement.
struct Need {
  std::string from;
  bool required = true;
  bool any_of = false;
  std::vector<Edge> members;
};

Need read_need(const Model& model, const System& graph, const std::string& from, EdgeKind kind,
               const Dependency& dependency) {
  Need need{
      .from = from, .required = dependency.required, .any_of = dependency.any_of, .members = {}};
  const bool written = dependency.selected_by.given();
  const std::string selector = written ? party_of(model, dependency.selected_by) : "";
  for (const ServiceRef& member : dependency.members) {
    const auto edge = std::ranges::find_if(graph.edges, [&](const Edge& candidate) {
      return candidate.from == from && candidate.to == text_of(model, member.name) &&
             candidate.kind == kind && candidate.selector_written == written &&
             (!written || candidate.selected_by == selector);
    });
    need.members.push_back(*edge);
  }
  return need;
}

std::vector<Need> read_needs(const Model& model, const System& graph) {
  std::vector<Need> needs;
  for (const Service& service : model.services) {
    const std::string id = text_of(model, service.id);
    if (!graph.components.contains(id) || !service.depends_on) continue;
    for (const Dependency& dependency : *service.depends_on) {
      needs.push_back(read_need(model, graph, id, EdgeKind::Service, dependency));
    }
  }
  for (const musubi::System& system : model.systems) {
    if (text_of(model, system.id) != graph.id) continue;
    for (const Dependency& use : system.uses) {
      needs.push_back(read_need(model, graph, "", EdgeKind::Root, use));
    }
    for (const Placement& placement : system.placements) {
      const std::string id = text_of(model, placement.service.name);
      if (!graph.components.contains(id)) continue;
      needs.push_back(read_need(model, graph, id, EdgeKind::Placement, placement.on));
    }
  }
  return needs;
}

// "a service is `down` when it is a target, or a required single dependency is down, or every
// member of a required `any_of` is down (for a contract as target: the dependency that the edge
// belongs to counts as down at that member …); it is `degraded` when it is not down and some member
// of some dependency, required or not, is down or degraded. The same for the root. Least fixed
// point".
Effects find_failing(const Model& model, const System& graph, const Struck& struck) {
  const std::vector<Need> needs = read_needs(model, graph);
  Ids down = struck.services;
  const auto is_down = [&](const Edge& member) {
    return struck.failing.contains(member) || down.contains(member.to);
  };
  for (bool grew = true; grew;) {
    grew = false;
    for (const Need& need : needs) {
      if (!need.required || !std::ranges::all_of(need.members, is_down)) continue;
      if (down.insert(need.from).second) grew = true;
    }
  }
  Effects effects;
  for (const std::string& service : down) effects[service] = Effect::Down;
  for (bool grew = true; grew;) {
    grew = false;
    for (const Need& need : needs) {
      const bool impaired = std::ranges::any_of(need.members, [&](const Edge& member) {
        return struck.failing.contains(member) || effects.contains(member.to);
      });
      if (impaired && effects.try_emplace(need.from, Effect::Degraded).second) grew = true;
    }
  }
  return effects;
}

void add_targets(const Ids& targets, Look& look) {
  const Facts& facts = look.estate->facts;
  for (const std::string& target : targets) {
    if (facts.services.contains(target)) {
      look.themselves.insert(target);
      continue;
    }
    const auto contract = std::ranges::find(facts.contracts, target, &ContractFacts::id);
    if (contract != facts.contracts.end()) {
      look.contracts.insert(target);
      continue;
    }
    const auto record = facts.model->find(target);
    const std::string party = party_of(*facts.model, OrganizationId(record->index));
    look.organizations.insert(party);
    // "and for the active contracts that it supplies but for sales"
    for (const ContractFacts& supplied : facts.contracts) {
      if (supplied.supplier != party || !supplied.active) continue;
      if (supplied.kind != ContractKind::Sale) look.contracts.insert(supplied.id);
    }
  }
}

}  // namespace

Look look_at(const Estate& estate, const Change& change, const Ids& targets) {
  Look look;
  look.estate = &estate;
  look.kind = change.kind;
  // "A change with `systems` is evaluated in those systems only."
  for (const auto& [id, graph] : estate.graphs) {
    if (!change.systems || change.systems->contains(id)) look.graphs.push_back(id);
  }
  add_targets(targets, look);
  look.services = look.themselves;
  for (const std::string& id : look.graphs) {
    const System& graph = estate.graphs.at(id);
    Struck& struck = look.struck[id];
    struck = strike(look, estate.works.at(id));
    // "For `outage` redundancy counts instead".
    Effects& effects = look.affected[id];
    effects = change.kind == ChangeKind::Outage ? find_failing(*estate.facts.model, graph, struck)
                                                : find_affected(graph, struck);
    look.services.insert(struck.services.begin(), struck.services.end());
    for (const Edge& edge : struck.edges) look.ends.insert(edge.to);
    for (const auto& [service, effect] : effects) {
      if (!service.empty()) look.affected_services.insert(service);
    }
  }
  return look;
}

bool Look::covers_affected(const ContractFacts& contract) const {
  return std::ranges::any_of(contract.covers, [&](const std::string& service) {
    return services.contains(service) || affected_services.contains(service);
  });
}

// "A system is affected when its root is (its state is the root's)."
Effects affected_systems(const Look& look) {
  Effects systems;
  for (const auto& [id, effects] : look.affected) {
    if (const auto root = effects.find(""); root != effects.end()) systems[id] = root->second;
  }
  return systems;
}

}  // namespace musubi::oracle
