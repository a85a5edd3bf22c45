#include "engine/rules/contracts.h"

#include <algorithm>
#include <utility>

#include "engine/agreed.h"
#include "engine/contract_facts.h"

namespace musubi::rules {

ContractView view_of(const RuleContext& context, ContractId contract) {
  const SupplyGraph& supply = context.supply;
  const Model& model = supply.model();
  const Contract& record = model[contract];
  return {.id = contract,
          .customer = supply.customer(contract),
          .supplier = supply.supplier(contract),
          .record = &record,
          .agreement = agreed_in(supply, contract),
          .duties = model.duties(record),
          .standard_terms = model.form(record) == ContractForm::StandardTerms,
          .systems = &context.agreed.contracts[contract.index()]};
}

std::vector<ContractView> contracts_with_institutions(const RuleContext& context) {
  const SupplyGraph& supply = context.supply;
  const Model& model = supply.model();
  const auto handles = [&](const ServiceRef& service) { return supply.handles(service.id); };
  std::vector<ContractView> contracts;
  for (std::size_t i = 0; i < model.contracts.size(); ++i) {
    const ContractId k(i);
    if (!supply.active(k) || !is_supply_kind(supply.kind(k))) continue;
    const OrganizationKinds kinds = supply.parties().kinds(supply.customer(k));
    if (!kinds.has(OrganizationKind::MedicalInstitution)) continue;
    if (std::ranges::any_of(model[k].covers, handles)) contracts.push_back(view_of(context, k));
  }
  return contracts;
}

std::vector<std::string> missing_items(const ContractView& contract,
                                       const GuidelineCatalogue<GuidelineEntry>& catalogue,
                                       Date as_of) {
  std::vector<std::string> missing;
  for (const GuidelineEntry& item : catalogue.entries) {
    if (!provides_item(contract.agreement, item.id, as_of)) missing.emplace_back(item.id);
  }
  return missing;
}

bool is_network_operator_in_scope(const RuleContext& context, OrganizationId party) {
  const auto found = std::ranges::lower_bound(context.scope, party, {}, &ScopeEntry::organization);
  return found != context.scope.end() && found->organization == party &&
         found->reason == ScopeReason::NetworkOperator;
}

SourceLocation place_of_agreement(const Model& model, const Contract& contract) {
  const Agreement* agreement = model.agreement(contract);
  if (agreement == nullptr) return contract.where;
  const bool own = contract.own && agreement == contract.own->agreement.get();
  const Record& writer =
      own ? static_cast<const Record&>(contract) : model.terms[contract.terms.id.index()];
  return {.file = writer.where.file, .offset = agreement->offset};
}

Finding make_finding(const RuleContext& context, const Rule& rule, const ContractView& contract,
                     ContractFinding parts) {
  const Model& model = context.supply.model();
  Finding finding = make_finding(rule, {.modality = parts.modality,
                                        .subject = contract.record->id,
                                        .owes = model[parts.owes].id,
                                        .counterparty = model[parts.counterparty].id,
                                        .where = place_of_agreement(model, *contract.record),
                                        .blanks = std::move(parts.blanks)});
  finding.systems = *contract.systems;
  finding.details = std::move(parts.details);
  finding.evidence = {contract_step(context.supply, contract.id)};
  return finding;
}

}  // namespace musubi::rules
