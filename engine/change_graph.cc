#include "engine/change_graph.h"

#include <algorithm>
#include <tuple>

#include "engine/sorted.h"

namespace musubi {
namespace {

void sort(std::vector<ChangeArc>& arcs) {
  sort_unique(arcs, [](const ChangeArc& arc) { return std::pair(arc.from, arc.edge); });
}

void add_dependencies(const Service& service,
                      std::vector<std::pair<EdgeKind, const Dependency*>>& found) {
  if (!service.depends_on) return;
  for (const Dependency& dependency : *service.depends_on) {
    found.emplace_back(EdgeKind::DependsOn, &dependency);
  }
}

}  // namespace

ChangeEdge SystemChangeGraph::edge(std::uint32_t e) const {
  const SystemEdge& edge = graph_.edges()[e];
  return {edge.from, edge.to, edge.kind, edge.where.offset, graph_.holder(edge)};
}

EvidenceStep SystemChangeGraph::step(std::uint32_t e) const {
  return edge_step(graph_, graph_.edges()[e]);
}

Chain SystemChangeGraph::chain(std::uint32_t e) const {
  const SystemEdge& edge = graph_.edges()[e];
  return edge.relation == Relation::Procured ? graph_.chain(edge) : Chain();
}

std::vector<std::pair<EdgeKind, const Dependency*>> SystemChangeGraph::dependencies_of(
    Component c) const {
  std::vector<std::pair<EdgeKind, const Dependency*>> found;
  const Model& model = supply().model();
  const System& system = model[graph_.system()];
  if (c == kRoot) {
    for (const Dependency& use : system.uses) found.emplace_back(EdgeKind::Uses, &use);
    return found;
  }
  add_dependencies(model[service(c)], found);
  for (const Placement& placement : system.placements) {
    if (placement.service.id == service(c)) found.emplace_back(EdgeKind::Placement, &placement.on);
  }
  return found;
}

bool SystemChangeGraph::counts(ContractId k, Component c) const { return graph_.counts(k, c); }

std::vector<ContractId> SystemChangeGraph::contracts_of(Component c) const {
  std::vector<ContractId> found;
  for (const auto& [covered, k] : graph_.bought_for(c)) {
    if (is_supply_kind(supply().kind(k))) found.push_back(k);
  }
  for (const auto& [k, customer, supplier] : supply().covering_of_vendors(service(c))) {
    if (customer == graph_.owner() || !graph_.is_party(customer)) continue;
    if (is_supply_kind(supply().kind(k)) && supply().holds_in(k, graph_.system())) {
      found.push_back(k);
    }
  }
  return found;
}

bool SystemChangeGraph::stands_alone() const {
  const auto is_known = [&](const SystemEdge& edge) {
    const OrganizationId holder = graph_.holder(edge);
    const OrganizationId selector = edge.selected_by;
    const bool by_others = edge.relation == Relation::Independent ||
                           (edge.relation == Relation::Procured && edge.procured_by != holder);
    return !by_others || selector == holder || selector == graph_.owner() ||
           selector == graph_.provider(edge.to);
  };
  if (!std::ranges::all_of(graph_.edges(), is_known)) return false;
  return std::ranges::all_of(graph_.components(), [&](ServiceId s) {
    return std::ranges::all_of(supply().covering_of_vendors(s), [&](const auto& contract) {
      return graph_.is_party(contract.customer) || !is_supply_kind(supply().kind(contract.id)) ||
             !supply().holds_in(contract.id, graph_.system());
    });
  });
}

bool SystemChangeGraph::answers_at(OrganizationId who, Component c) const {
  return std::ranges::binary_search(responsibility_.answering_at(c), who);
}

std::vector<ChangeArc> SystemChangeGraph::arcs_to(Component c) const {
  std::vector<ChangeArc> arcs;
  for (const Responsibility::Arc& arc : responsibility_.arcs_to(c)) {
    arcs.push_back({arc.from, arc.edge});
  }
  sort(arcs);
  return arcs;
}

ChangeEdge GlobalChangeGraph::edge(std::uint32_t e) const {
  const ServiceEdge& edge = supply_->edges()[e];
  return {static_cast<Component>(edge.from.index()), static_cast<Component>(edge.to.index()),
          EdgeKind::DependsOn, edge.offset, supply_->provider(edge.from)};
}

EvidenceStep GlobalChangeGraph::step(std::uint32_t e) const {
  const Model& model = supply_->model();
  const ServiceEdge& edge = supply_->edges()[e];
  return {.from = model[edge.from].id,
          .to = model[edge.to].id,
          .by = EvidenceStep::By::DependsOn,
          .where = {model[edge.from].where.file, edge.offset}};
}

Chain GlobalChangeGraph::chain_from(OrganizationId from, ServiceId to) const {
  return find_chain(*supply_, from, to, [](ContractId) { return true; });
}

GlobalChangeGraph::Standing GlobalChangeGraph::standing(const ServiceEdge& edge) const {
  const OrganizationId holder = supply_->provider(edge.from);
  const OrganizationId provider = supply_->provider(edge.to);
  if (holder == provider) return {Relation::Internal, {}};
  bool sold = false;
  bool supplied = false;
  for (const ContractId k : supply_->covering(edge.to, holder)) {
    if (supply_->supplier(k) != provider) continue;
    sold |= supply_->kind(k) == ContractKind::Sale;
    supplied |= is_supply_kind(supply_->kind(k));
  }
  if (sold && !supplied) return {Relation::Purchased, {}};
  const OrganizationId selector = edge.selected_by.valid() ? edge.selected_by : holder;
  if (selector == holder || chain_from(holder, edge.to).exists()) {
    return {Relation::Procured, holder};
  }
  if (selector != provider && !supply_->provided_by(selector).empty()) {
    return {Relation::Procured, selector};
  }
  return {};
}

Chain GlobalChangeGraph::chain(std::uint32_t e) const {
  const ServiceEdge& edge = supply_->edges()[e];
  const Standing here = standing(edge);
  return here.relation == Relation::Procured ? chain_from(here.procured_by, edge.to) : Chain();
}

std::vector<std::pair<EdgeKind, const Dependency*>> GlobalChangeGraph::dependencies_of(
    Component c) const {
  std::vector<std::pair<EdgeKind, const Dependency*>> found;
  add_dependencies(supply_->model()[service(c)], found);
  return found;
}

bool GlobalChangeGraph::counts(ContractId k, Component c) const {
  const auto covers = [&](const ServiceRef& covered) { return covered.id == service(c); };
  return supply_->active(k) && std::ranges::any_of(supply_->model()[k].covers, covers);
}

std::vector<ContractId> GlobalChangeGraph::contracts_of(Component c) const {
  std::vector<ContractId> found;
  for (const ContractId k : supply_->covering(service(c))) {
    if (is_supply_kind(supply_->kind(k))) found.push_back(k);
  }
  return found;
}

bool GlobalChangeGraph::answers_at(OrganizationId who, Component c) const {
  return supply_->provider(service(c)) == who;
}

std::vector<ChangeArc> GlobalChangeGraph::arcs_to(Component c) const {
  std::vector<ChangeArc> arcs;
  for (const std::uint32_t e : edges_to(c)) {
    const ServiceEdge& edge = supply_->edges()[e];
    const Standing here = standing(edge);
    if (here.relation == Relation::Independent) continue;
    if (here.relation != Relation::Procured || here.procured_by == supply_->provider(edge.from)) {
      arcs.push_back({static_cast<Component>(edge.from.index()), e});
      continue;
    }
    for (const ServiceId z : supply_->provided_by(here.procured_by)) {
      arcs.push_back({static_cast<Component>(z.index()), e});
    }
  }
  sort(arcs);
  return arcs;
}

}  // namespace musubi
