#include <algorithm>

#include "model/guideline.h"
#include "tests/support/oracle_rules.h"

// The groups `documents` and `controls`.
namespace musubi::oracle {
namespace {

// "letters of (ア)–(コ) missing; or devices are distributed and there is no ledger (エ)"
Ids missing_letters(const ContractFacts& contract) {
  Ids missing;
  for (const GuidelineEntry& letter : kOperationsRules.entries) missing.emplace(letter.id);
  const Agreement* agreement = contract.agreement;
  if (agreement == nullptr) return missing;
  if (agreement->operations_rules) {
    for (const String& letter : *agreement->operations_rules) missing.erase(letter.str());
  }
  if (agreement->equipment && agreement->equipment->distributed &&
      !agreement->equipment->ledger.value_or(false)) {
    missing.insert("エ");
  }
  return missing;
}

void add_operations_rules(const Question& question, const ContractFacts& contract) {
  const Ids missing = missing_letters(contract);
  if (missing.empty()) return;
  question.findings.add_in(
      {"operations-rules-incomplete", contract.id, contract.supplier, contract.customer},
      Modality::Must, systems_of(question, contract), missing);
}

// "risks of Y exist for a component that K with H covers, and K lists neither
// `risk_treatment_list` nor `operations_rules` among its items"
void add_risk_communication(const Question& question, const ContractFacts& contract) {
  const Model& model = *question.facts.model;
  const bool exists = std::ranges::any_of(model.risks, [&](const Risk& risk) {
    return party_of(model, risk.owner) == contract.supplier &&
           contract.covers.contains(text_of(model, risk.service.name));
  });
  if (!exists || has_item(question.facts, contract, "risk_treatment_list")) return;
  if (has_item(question.facts, contract, "operations_rules")) return;
  question.findings.add_in(
      {"risk-communication-missing", contract.id, contract.supplier, contract.customer},
      Modality::Info, systems_of(question, contract));
}

// "adopted false and: no reason; or alternative without `alternative`; or other without `text`"
bool is_justified(const Control& control) {
  if (control.adopted) return true;
  if (!control.reason) return false;
  if (*control.reason == Control::Reason::Alternative) return !control.alternative.empty();
  if (*control.reason == Control::Reason::Other) return !control.text.empty();
  return true;
}

}  // namespace

void add_document_findings(const Question& question) {
  for (const ContractFacts* contract : contracts_with_institutions(question.facts)) {
    if (question.open("operations-rules-incomplete")) add_operations_rules(question, *contract);
    if (question.open("risk-communication-missing")) add_risk_communication(question, *contract);
  }
}

// `control-unjustified`: "One finding a service, listing the controls."
void add_control_findings(const Question& question) {
  const Model& model = *question.facts.model;
  for (const Control& control : model.controls) {
    if (is_justified(control)) continue;
    const std::string service = text_of(model, control.service.name);
    question.findings.add_in({"control-unjustified", service, question.facts.provider(service), ""},
                             Modality::Must, systems_with(question, service),
                             {control.control.str()});
  }
}

}  // namespace musubi::oracle
