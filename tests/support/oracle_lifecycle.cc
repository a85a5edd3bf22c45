#include <algorithm>

#include "tests/support/oracle_rules.h"

// The groups `network` and `lifecycle`.
namespace musubi::oracle {
namespace {

bool divides_responsibility(const ContractFacts& contract) {
  return contract.agreement != nullptr && contract.agreement->responsibility_scope.value_or(false);
}

// "K with H whose supplier is a network operator in scope has no `agreement.responsibility_scope`"
void add_network_role(const Question& question) {
  for (const ContractFacts* contract : contracts_with_institutions(question.facts)) {
    if (!is_network_operator_in_scope(question.facts, question.answers, contract->supplier)) {
      continue;
    }
    if (divides_responsibility(*contract)) continue;
    question.findings.add_in(
        {"network-role-undivided", contract->id, contract->customer, contract->supplier},
        Modality::Must, systems_of(question, *contract));
  }
}

// "active contract of a supply kind between two providers": the customer's party "has no kind
// medical_institution", and the supplier's "is not a medical institution only".
void add_supplier_duties(const Question& question) {
  const Facts& facts = question.facts;
  for (const ContractFacts& contract : facts.contracts) {
    if (!contract.active || !contract.supplies() || divides_responsibility(contract)) continue;
    if (is_institution(facts, contract.customer)) continue;
    const OrganizationKinds supplier = facts.parties.at(contract.supplier).kinds;
    if (supplier.only(OrganizationKind::MedicalInstitution)) continue;
    question.findings.add_in(
        {"supplier-duties-undivided", contract.id, contract.customer, contract.supplier},
        Modality::Info, systems_of(question, contract));
  }
}

// Somebody else than the provider develops it.
bool is_developed_by_another(const Facts& facts, const std::string& service) {
  const ServiceFacts& made = facts.services.at(service);
  return made.developer && *made.developer != made.provider;
}

// "active `development`, `maintenance` or `service` contract provider→developer covering it"
std::vector<const ContractFacts*> development_contracts(const Facts& facts,
                                                        const std::string& service) {
  const ServiceFacts& made = facts.services.at(service);
  std::vector<const ContractFacts*> found;
  for (const ContractFacts& contract : facts.contracts) {
    const bool kind = contract.kind == ContractKind::Development ||
                      contract.kind == ContractKind::Maintenance ||
                      contract.kind == ContractKind::Service;
    if (kind && contract.active && contract.covers.contains(service) &&
        contract.customer == made.provider && contract.supplier == *made.developer) {
      found.push_back(&contract);
    }
  }
  return found;
}

// Every relevant component of some system that is developed by another.
Ids developed_by_others(const Question& question) {
  Ids services;
  for (const auto& [id, service] : question.facts.services) {
    if (!is_developed_by_another(question.facts, id)) continue;
    if (!systems_with(question, id).empty()) services.insert(id);
  }
  return services;
}

void add_missing_development(const Question& question) {
  for (const std::string& c : developed_by_others(question)) {
    const ServiceFacts& service = question.facts.services.at(c);
    if (!development_contracts(question.facts, c).empty()) continue;
    question.findings.add_in(
        {"missing-development-contract", c, service.provider, *service.developer}, Modality::Must,
        systems_with(question, c));
  }
}

bool has_phase(const ContractFacts& contract, Phase phase) {
  if (contract.agreement == nullptr || !contract.agreement->phases) return false;
  return std::ranges::find(*contract.agreement->phases, phase) != contract.agreement->phases->end();
}

FindingKey undivided(const ContractFacts& contract) {
  return {"lifecycle-duties-undivided", contract.id, contract.customer, contract.supplier};
}

// "K with H covering such a component lacks `operation` or `development` in `agreement.phases`";
// "Systems of (1): X's systems where it holds."
void add_undivided_with_institution(const Question& question, const ContractFacts& contract,
                                    const Ids& developed) {
  Ids missing;
  if (!has_phase(contract, Phase::Operation)) missing.insert("operation");
  if (!has_phase(contract, Phase::Development)) missing.insert("development");
  if (missing.empty()) return;
  for (const auto& [id, system] : question.answers.systems) {
    if (system.institution != contract.customer || !counts_in(contract, id)) continue;
    for (const std::string& c : developed) {
      const auto component = system.components.find(c);
      if (component == system.components.end() || !component->second.relevant) continue;
      if (!contract.covers.contains(c)) continue;
      question.findings.add_in(undivided(contract), Modality::Must, {id}, missing);
    }
  }
}

// "or the contract provider→developer lacks `development`": "where none of them (same two parties,
// covering that component) has `development`"
void add_undivided_with_developer(const Question& question, const std::string& c) {
  const auto contracts = development_contracts(question.facts, c);
  const bool some = std::ranges::any_of(contracts, [](const ContractFacts* contract) {
    return has_phase(*contract, Phase::Development);
  });
  if (some) return;
  for (const ContractFacts* contract : contracts) {
    question.findings.add_in(undivided(*contract), Modality::Must, systems_of(question, *contract),
                             {"development"});
  }
}

}  // namespace

void add_lifecycle_findings(const Question& question) {
  add_missing_development(question);
  if (question.open("network-role-undivided")) add_network_role(question);
  if (question.open("supplier-duties-undivided")) add_supplier_duties(question);
  if (!question.open("lifecycle-duties-undivided")) return;
  const Ids developed = developed_by_others(question);
  for (const ContractFacts* contract : contracts_with_institutions(question.facts)) {
    add_undivided_with_institution(question, *contract, developed);
  }
  for (const std::string& c : developed) add_undivided_with_developer(question, c);
}

}  // namespace musubi::oracle
