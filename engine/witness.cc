#include <algorithm>

#include "engine/facts.h"
#include "engine/plain_systems.h"

namespace musubi {
namespace {

constexpr std::size_t kUsualSteps = 4;  // of a way, and a contract

/// The edge of a witness; the first of parallel ones.
const SystemEdge* find_edge(const SystemGraph& graph, const Witness& witness) {
  const auto to = graph.find(witness.to);
  const auto from = witness.from.valid() ? graph.find(witness.from) : std::optional(kRoot);
  if (!to || !from) return nullptr;
  const auto edges = graph.edges_from(*from);
  const auto found = std::ranges::find(edges, *to, &SystemEdge::to);
  return found == edges.end() ? nullptr : &*found;
}

/// The contracts on the chain from `from` to the witness's contract, and that one.
void append_contracts(const SupplyGraph& supply, const Chain& chain, OrganizationId from,
                      ContractId contract, Evidence& evidence) {
  const OrganizationId customer = supply.customer(contract);
  if (customer != from && std::ranges::find(chain.contracts, contract) != chain.contracts.end()) {
    for (const ContractId k : contracts_between(supply, chain, from, customer)) {
      evidence.push_back(contract_step(supply, k));
    }
  }
  evidence.push_back(contract_step(supply, contract));
}

}  // namespace

/// What the owner of a plain system uses, it procured, by a chain of its own contracts: that can be
/// said without looking at all of the system. Of several places the one that is written first.
EvidenceStep WitnessExplainer::own_use(SystemId of, ServiceId service) const {
  const Model& model = supply_->model();
  const System& system = model[of];
  SourceLocation where{system.where.file, 0};
  for (const Dependency& dependency : system.uses) {
    const auto member = std::ranges::find(dependency.members, service, &ServiceRef::id);
    if (member == dependency.members.end()) continue;
    if (where.offset == 0 || member->offset < where.offset) where.offset = member->offset;
  }
  return {.from = model[system.owner.id].id,
          .to = model[service].id,
          .by = EvidenceStep::By::Uses,
          .relation = Relation::Procured,
          .where = where};
}

Evidence WitnessExplainer::explain_own_use(const Witness& witness) const {
  const OrganizationId owner = supply_->owner(witness.system);
  Evidence evidence;
  evidence.reserve(witness.contract.valid() ? 2 : 1);
  evidence.push_back(own_use(witness.system, witness.to));
  if (!witness.contract.valid()) return evidence;
  const bool is_own = supply_->customer(witness.contract) == owner;
  const auto counts = [&](ContractId k) { return supply_->holds_in(k, witness.system); };
  const Chain chain = is_own ? Chain() : find_chain(*supply_, owner, witness.to, counts);
  append_contracts(*supply_, chain, owner, witness.contract, evidence);
  return evidence;
}

void WitnessExplainer::look_at(SystemId system) {
  if (graph_ && graph_->system() == system) return;
  graph_.emplace(*supply_, system);
  ways_ = graph_->ways();
}

/// In a plain system edges between services are what they are everywhere, so that its own graph is
/// not needed: a search over the services finds the same ways. It goes no further than it has to.
bool WitnessExplainer::find_way(SystemId system, ServiceId service) {
  if (plain_system_ != system) begin_search(system);
  const auto is_met = [&] { return plain_ways_[service.index()].search == search_; };
  for (; !is_met() && next_ < queue_.size(); ++next_) {
    for (const ServiceEdge& edge : supply_->edges_from(queue_[next_])) {
      reach(edge.to, static_cast<std::uint32_t>(&edge - supply_->edges().data()));
    }
  }
  return is_met();
}

void WitnessExplainer::begin_search(SystemId system) {
  plain_system_ = system;
  ++search_;
  plain_ways_.resize(supply_->service_count());
  queue_.clear();
  next_ = 0;
  for (const Dependency& use : supply_->model()[system].uses) {
    for (const ServiceRef& member : use.members) reach(member.id, kUse);
  }
  std::ranges::sort(queue_);
}

void WitnessExplainer::reach(ServiceId service, std::uint32_t edge) {
  Way& way = plain_ways_[service.index()];
  if (way.search == search_) return;
  way = {search_, edge};
  queue_.push_back(service);
}

/// A step of a plain system: of parallel edges the one that is written first.
EvidenceStep WitnessExplainer::plain_step(const ServiceEdge& edge) const {
  const Model& model = supply_->model();
  SourceLocation where{model[edge.from].where.file, edge.offset};
  for (const ServiceEdge& other : supply_->edges_from(edge.from)) {
    if (other.to == edge.to) where.offset = std::min(where.offset, other.offset);
  }
  const bool internal = supply_->provider(edge.from) == supply_->provider(edge.to);
  return {.from = model[edge.from].id,
          .to = model[edge.to].id,
          .by = EvidenceStep::By::DependsOn,
          .relation = internal                             ? Relation::Internal
                      : is_bought_outright(*supply_, edge) ? Relation::Purchased
                                                           : Relation::Procured,
          .where = where};
}

Evidence WitnessExplainer::explain_plain(const Witness& witness) {
  const auto edges = supply_->edges_from(witness.from);
  const auto edge = std::ranges::find(edges, witness.to, &ServiceEdge::to);
  if (edge == edges.end() || !find_way(witness.system, witness.from)) return {};
  Evidence evidence;
  evidence.reserve(kUsualSteps);
  evidence.push_back(plain_step(*edge));
  ServiceId at = witness.from;
  for (std::uint32_t e = plain_ways_[at.index()].edge; e != kUse;
       e = plain_ways_[at.index()].edge) {
    evidence.push_back(plain_step(supply_->edges()[e]));
    at = supply_->edges()[e].from;
  }
  evidence.push_back(own_use(witness.system, at));
  std::ranges::reverse(evidence);
  if (!witness.contract.valid()) return evidence;
  const bool procured = evidence.back().relation == Relation::Procured;
  const auto e = static_cast<std::uint32_t>(&*edge - supply_->edges().data());
  append_contracts(*supply_, procured ? supply_->chain(e) : Chain(),
                   supply_->provider(witness.from), witness.contract, evidence);
  return evidence;
}

Evidence WitnessExplainer::explain(const Witness& witness) {
  if (witness.plain)
    return witness.from.valid() ? explain_plain(witness) : explain_own_use(witness);
  look_at(witness.system);
  Evidence evidence;
  const SystemEdge* edge = find_edge(*graph_, witness);
  if (edge == nullptr) return evidence;
  for (Component at = edge->from; at != kRoot;) {
    const SystemEdge& step = graph_->edges()[ways_[at]];
    evidence.push_back(edge_step(*graph_, step));
    at = step.from;
  }
  std::ranges::reverse(evidence);
  evidence.push_back(edge_step(*graph_, *edge));
  if (!witness.contract.valid()) return evidence;
  const bool procured = edge->relation == Relation::Procured;
  append_contracts(*supply_, procured ? graph_->chain(*edge) : Chain(), edge->procured_by,
                   witness.contract, evidence);
  return evidence;
}

}  // namespace musubi
