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

/// The contracts from whoever procured the end of the edge to the witness's contract, with it.
void add_contracts(const SystemGraph& graph, const SystemEdge& edge, ContractId contract,
                   Evidence& evidence) {
  const SupplyGraph& supply = graph.supply();
  if (edge.relation == Relation::Procured) {
    const Chain chain = graph.chain(edge.procured_by, edge.to);
    if (std::ranges::find(chain.contracts, contract) != chain.contracts.end()) {
      const OrganizationId customer = supply.customer(contract);
      for (const ContractId k : contracts_between(supply, chain, edge.procured_by, customer)) {
        evidence.push_back(contract_step(graph, k));
      }
    }
  }
  evidence.push_back(contract_step(graph, contract));
}

}  // namespace

Evidence WitnessExplainer::explain(const Witness& witness) {
  if (!graph_ || graph_->system() != witness.system) graph_.emplace(*supply_, witness.system);
  Evidence evidence;
  const SystemEdge* edge = find_edge(*graph_, witness);
  if (edge == nullptr) return evidence;
  if (edge->from != kRoot) {
    for (const std::uint32_t e : graph_->way_to(edge->from)) {
      evidence.push_back(edge_step(*graph_, graph_->edges()[e]));
    }
  }
  evidence.push_back(edge_step(*graph_, *edge));
  if (witness.contract.valid()) add_contracts(*graph_, *edge, witness.contract, evidence);
  return evidence;
}

}  // namespace musubi
