#include "tests/support/oracle_path.h"

#include <algorithm>
#include <tuple>

#include "tests/support/oracle_impact_parts.h"

namespace musubi::oracle {
namespace {

using By = EvidenceStep::By;

std::string whole_of(const Model& model, const std::string& id) {
  return party_of(model, OrganizationId(model.find(id)->index));
}

Ids provided_by(const Facts& facts, const std::string& party) {
  Ids services;
  for (const auto& [id, service] : facts.services) {
    if (service.provider == party) services.insert(id);
  }
  return services;
}

// The services that something is, or that it provides; none for a system.
Ids services_of(const Facts& facts, const std::string& id) {
  if (facts.services.contains(id)) return {id};
  if (facts.systems.contains(id)) return {};
  return provided_by(facts, whole_of(*facts.model, id));
}

// "The paths in the global graph and in the systems that begin there or have placements. A system
// begins with what it uses; an organization with what its systems use and with what it provides".
Ids starts_in(const Facts& facts, const System& graph, const std::string& from) {
  Ids starts;
  const bool global = graph.id.empty();
  const bool system = facts.systems.contains(from);
  const bool organization = !system && !facts.services.contains(from);
  const bool owned = !global && organization && graph.institution == whole_of(*facts.model, from);
  if (owned || (system && graph.id == from)) starts.insert("");
  if (!global && facts.systems.at(graph.id).placements.empty()) return starts;
  for (const std::string& service : services_of(facts, from)) {
    if (graph.components.contains(service)) starts.insert(service);
  }
  return starts;
}

void extend(const System& graph, const Ids& goals, std::vector<std::string>& so_far,
            std::set<Path>& found) {
  for (const Edge& edge : graph.edges) {
    if (edge.from != so_far.back()) continue;
    if (std::ranges::find(so_far, edge.to) != so_far.end()) continue;
    so_far.push_back(edge.to);
    if (goals.contains(edge.to)) {
      const bool from_system = so_far.front().empty();
      found.insert({from_system, {so_far.begin() + (from_system ? 1 : 0), so_far.end()}});
    } else {
      extend(graph, goals, so_far, found);
    }
    so_far.pop_back();
  }
}

bool is_dependency(const EvidenceStep& step) {
  return step.by == By::Uses || step.by == By::DependsOn || step.by == By::Placement;
}

bool fits(const Facts& facts, const System& graph, const Edge& edge, const EvidenceStep& step) {
  if (static_cast<int>(edge.kind) != static_cast<int>(step.by)) return false;
  if (edge.to != text_of(*facts.model, step.to)) return false;
  // A use begins at the owner, as written.
  const std::string from = text_of(*facts.model, step.from);
  if (!edge.from.empty()) return edge.from == from;
  const Model& model = *facts.model;
  const auto& system = model.systems[model.find(graph.id)->index];
  return from == text_of(model, model[system.owner.id].id);
}

bool is_on_record_in(const Estate& estate, const std::string& id,
                     const musubi::Evidence& evidence) {
  const System& graph = estate.graphs.at(id);
  const Work& work = estate.works.at(id);
  for (std::size_t i = 0; i < evidence.size();) {
    const EvidenceStep& step = evidence[i++];
    if (!is_dependency(step)) return false;
    std::vector<std::string> contracts;
    for (; i < evidence.size() && evidence[i].by == By::Contract; ++i) {
      contracts.emplace_back(estate.facts.model->id(evidence[i].contract));
    }
    const bool holds = std::ranges::any_of(graph.edges, [&](const Edge& edge) {
      if (!fits(estate.facts, graph, edge, step)) return false;
      if (edge.relation != Relation::Procured) return contracts.empty();
      const auto chains =
          list_chains(work.supplying(edge.to), edge.procured_by, estate.facts.provider(edge.to));
      return chains.empty() ? contracts.empty() : contracts == *chains.begin();
    });
    if (!holds) return false;
  }
  return true;
}

}  // namespace

std::vector<Path> list_paths(const ChangeOracle& oracle, const std::string& from,
                             const std::string& to) {
  const Facts& facts = oracle.estate().facts;
  // "it ends with what it provides. Nothing depends on a system."
  const Ids goals = services_of(facts, to);
  std::set<Path> found;
  for (const auto& [id, graph] : oracle.estate().graphs) {
    for (const std::string& start : starts_in(facts, graph, from)) {
      if (goals.contains(start)) continue;
      std::vector<std::string> so_far{start};
      extend(graph, goals, so_far, found);
    }
  }
  std::vector<Path> paths(found.begin(), found.end());
  std::ranges::sort(paths, {},
                    [](const Path& path) { return std::pair(path.length(), path.services); });
  return paths;
}

Path path_of(const Model& model, const musubi::Evidence& evidence) {
  Path path;
  for (const EvidenceStep& step : evidence) {
    if (!is_dependency(step)) continue;
    if (path.services.empty()) {
      path.from_system = step.by == By::Uses;
      if (!path.from_system) path.services.push_back(text_of(model, step.from));
    }
    path.services.push_back(text_of(model, step.to));
  }
  return path;
}

bool is_on_record(const ChangeOracle& oracle, const musubi::Evidence& evidence) {
  return std::ranges::any_of(oracle.estate().graphs, [&](const auto& entry) {
    return is_on_record_in(oracle.estate(), entry.first, evidence);
  });
}

}  // namespace musubi::oracle
