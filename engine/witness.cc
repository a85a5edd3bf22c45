#include <algorithm>

#include "engine/facts.h"

namespace musubi {
namespace {

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
  if (std::ranges::find(chain.contracts, contract) != chain.contracts.end()) {
    for (const ContractId k : contracts_between(supply, chain, from, supply.customer(contract))) {
      evidence.push_back(contract_step(supply, k));
    }
  }
  evidence.push_back(contract_step(supply, contract));
}

}  // namespace

/// What the owner of a plain system uses, it procured, by a chain of its own contracts: that can be
/// said without looking at all of the system.
Evidence WitnessExplainer::explain_own_use(const Witness& witness) const {
  const Model& model = supply_->model();
  const System& system = model[witness.system];
  const OrganizationId owner = supply_->owner(witness.system);
  SourceLocation where{system.where.file, 0};
  for (const Dependency& dependency : system.uses) {
    const auto member = std::ranges::find(dependency.members, witness.to, &ServiceRef::id);
    if (member == dependency.members.end()) continue;
    if (where.offset == 0 || member->offset < where.offset) where.offset = member->offset;
  }
  Evidence evidence{{.from = model[system.owner.id].id,
                     .to = model[witness.to].id,
                     .by = EvidenceStep::By::Uses,
                     .relation = Relation::Procured,
                     .where = where}};
  if (!witness.contract.valid()) return evidence;
  const auto counts = [&](ContractId k) { return supply_->holds_in(k, witness.system); };
  const Chain chain = find_chain(*supply_, owner, witness.to, counts);
  append_contracts(*supply_, chain, owner, witness.contract, evidence);
  return evidence;
}

void WitnessExplainer::look_at(SystemId system) {
  if (graph_ && graph_->system() == system) return;
  graph_.emplace(*supply_, system);
  ways_ = graph_->ways();
}

Evidence WitnessExplainer::explain(const Witness& witness) {
  if (witness.plain && !witness.from.valid()) return explain_own_use(witness);
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
