#include "engine/evidence.h"

#include "engine/system_graph.h"

namespace musubi {

EvidenceStep edge_step(const SystemGraph& graph, const SystemEdge& edge) {
  using By = EvidenceStep::By;
  const Model& model = graph.supply().model();
  const bool from_root = edge.from == kRoot;
  const By by = from_root                          ? By::Uses
                : edge.kind == EdgeKind::Placement ? By::Placement
                                                   : By::DependsOn;
  return {.from = from_root ? model[model[graph.system()].owner.id].id
                            : model[graph.service(edge.from)].id,
          .to = model[graph.service(edge.to)].id,
          .by = by,
          .relation = edge.relation,
          .where = edge.where};
}

EvidenceStep contract_step(const SupplyGraph& supply, ContractId contract) {
  const Model& model = supply.model();
  return {.from = model[supply.customer(contract)].id,
          .to = model[supply.supplier(contract)].id,
          .by = EvidenceStep::By::Contract,
          .contract = contract,
          .where = model[contract].where};
}

}  // namespace musubi
