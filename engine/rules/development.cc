#include "engine/rules/development.h"

#include <algorithm>

namespace musubi::rules {

std::vector<ContractId> development_contracts(const SupplyGraph& supply, const Fact& fact) {
  std::vector<ContractId> contracts;
  for (const ContractId k : supply.covering(fact.service, fact.owes)) {
    const ContractKind kind = supply.kind(k);
    if (supply.supplier(k) == fact.counterparty &&
        (kind == ContractKind::Development || kind == ContractKind::Maintenance ||
         kind == ContractKind::Service)) {
      contracts.push_back(k);
    }
  }
  std::ranges::sort(contracts);
  return contracts;
}

}  // namespace musubi::rules
