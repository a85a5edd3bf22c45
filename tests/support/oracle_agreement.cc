#include <algorithm>

#include "model/guideline.h"
#include "tests/support/oracle_rules.h"

// The group `agreement`: what a contract with an institution has to hold.
namespace musubi::oracle {
namespace {

FindingKey owed_by_supplier(const std::string& rule, const ContractFacts& contract) {
  return {rule, contract.id, contract.supplier, contract.customer};
}

FindingKey owed_by_customer(const std::string& rule, const ContractFacts& contract) {
  return {rule, contract.id, contract.customer, contract.supplier};
}

// "K with H has no `agreement`, or one not both `common_understanding` and `explicit`, or dated
// after D"; "must; should and owed by X for `form: standard_terms`"
void add_agreement_missing(const Question& question, const ContractFacts& contract) {
  const Agreement* agreement = contract.written;
  Ids missing;
  if (agreement == nullptr) {
    missing.insert("agreement");
  } else {
    if (!agreement->common_understanding.value_or(false)) missing.insert("common_understanding");
    if (!agreement->explicit_agreement.value_or(false)) missing.insert("explicit");
    if (agreement->date && question.facts.date < *agreement->date) missing.insert("date");
  }
  if (missing.empty()) return;
  const std::string rule = "agreement-missing";
  question.findings.add_in(
      contract.standard_terms ? owed_by_customer(rule, contract) : owed_by_supplier(rule, contract),
      contract.standard_terms ? Modality::Should : Modality::Must, systems_of(question, contract),
      missing);
}

// "K with H lacks class ① items (listed); `certification_alternative` counts only where Y has
// neither certification"
void add_selection_items(const Question& question, const ContractFacts& contract) {
  Ids missing;
  for (const GuidelineEntry& item : kSelectionItems.entries) {
    if (item.id == "certification_alternative" &&
        has_certification(question.facts, contract.supplier, true)) {
      continue;
    }
    if (!has_item(question.facts, contract, item.id)) missing.emplace(item.id);
  }
  if (missing.empty()) return;
  question.findings.add_in(owed_by_customer("selection-items-missing", contract), Modality::Must,
                           systems_of(question, contract), missing);
}

// "K with H lacks class ② items that the catalogue knows (listed)"
void add_agreement_items(const Question& question, const ContractFacts& contract) {
  Ids missing;
  for (const GuidelineEntry& item : kUnderstandingItems.entries) {
    if (!has_item(question.facts, contract, item.id)) missing.emplace(item.id);
  }
  if (missing.empty()) return;
  question.findings.add_in(owed_by_supplier("agreement-items-missing", contract), Modality::Info,
                           systems_of(question, contract), missing);
}

Ids duties_to_divide(const Model& model) {
  Ids duties;
  if (model.policy.duties) {
    for (const String& duty : *model.policy.duties) duties.insert(duty.str());
    return duties;
  }
  for (const GuidelineEntry& duty : kDuties.entries) duties.emplace(duty.id);
  return duties;
}

// "must if K has no `duties` at all, else info (listing those missing); standard terms as above"
void add_duty_unassigned(const Question& question, const ContractFacts& contract) {
  Ids missing = duties_to_divide(*question.facts.model);
  const bool none = contract.duties == nullptr || contract.duties->empty();
  if (!none) {
    for (const DutyAssignment& assigned : *contract.duties) missing.erase(assigned.duty.str());
    if (missing.empty()) return;
  }
  Modality modality = Modality::Info;
  if (none) modality = contract.standard_terms ? Modality::Should : Modality::Must;
  const std::string rule = "duty-unassigned";
  question.findings.add_in(
      contract.standard_terms ? owed_by_customer(rule, contract) : owed_by_supplier(rule, contract),
      modality, systems_of(question, contract), missing);
}

// "K with H has no `agreement.evaluation`": "must; should where it is by `self` only"
void add_evaluation_missing(const Question& question, const ContractFacts& contract) {
  const Evaluation* evaluation = nullptr;
  if (contract.agreement != nullptr && contract.agreement->evaluation) {
    evaluation = &*contract.agreement->evaluation;
  }
  const bool later =
      evaluation != nullptr && evaluation->date && question.facts.date < *evaluation->date;
  Modality modality = Modality::Must;
  if (evaluation != nullptr && !later) {
    if (evaluation->by != Evaluation::By::Self) return;
    modality = Modality::Should;
  }
  question.findings.add_in(owed_by_supplier("evaluation-missing", contract), modality,
                           systems_of(question, contract));
}

// "K with H does not name the editions to follow": "neither edition named"
void add_compliance_clause(const Question& question, const ContractFacts& contract) {
  const Agreement* agreement = contract.agreement;
  if (agreement != nullptr && agreement->guideline &&
      (!agreement->guideline->provider.empty() || !agreement->guideline->mhlw.empty())) {
    return;
  }
  question.findings.add_in(owed_by_customer("compliance-clause-missing", contract),
                           Modality::Should, systems_of(question, contract));
}

bool agreement_takes_in(const Facts& facts, const ContractFacts& contract, const std::string& c) {
  if (contract.agreement == nullptr || !contract.agreement->components) return false;
  const Selection<ServiceRef>& components = *contract.agreement->components;
  return components.all || names_of(*facts.model, components.items).contains(c);
}

// `agreement-scope-incomplete`: "A in answerable(S, c), provider(c) ≠ A, and no contract H→A that
// counts in S has c, or `all_procured`, in `agreement.components`"
void add_agreement_scope(const Question& question, const System& system) {
  const Facts& facts = question.facts;
  for (const auto& [c, component] : system.components) {
    if (!component.relevant || component.own) continue;
    for (const std::string& a : component.answerable) {
      if (facts.provider(c) == a) continue;
      const bool taken_in = std::ranges::any_of(facts.contracts, [&](const auto& contract) {
        return contract.customer == system.institution && contract.supplier == a &&
               counts_in(contract, system.id) && agreement_takes_in(facts, contract, c);
      });
      if (taken_in) continue;
      question.findings.add_in({"agreement-scope-incomplete", c, a, system.institution},
                               Modality::Must, {system.id});
    }
  }
}

// "a link of a system without `agreed_in`"
void add_linkage(const Question& question) {
  const Model& model = *question.facts.model;
  for (const musubi::System& system : model.systems) {
    if (!system.links) continue;
    const bool open = std::ranges::any_of(*system.links,
                                          [](const Link& link) { return !link.agreed_in.given(); });
    if (!open) continue;
    const std::string id = text_of(model, system.id);
    question.findings.add_in({"linkage-undivided", id, party_of(model, system.owner), ""},
                             Modality::Info, {id});
  }
}

}  // namespace

void add_agreement_findings(const Question& question) {
  for (const ContractFacts* contract : contracts_with_institutions(question.facts)) {
    if (question.open("agreement-missing")) add_agreement_missing(question, *contract);
    if (question.open("selection-items-missing")) add_selection_items(question, *contract);
    if (question.open("agreement-items-missing")) add_agreement_items(question, *contract);
    if (question.open("duty-unassigned")) add_duty_unassigned(question, *contract);
    if (question.open("evaluation-missing")) add_evaluation_missing(question, *contract);
    if (question.open("compliance-clause-missing")) add_compliance_clause(question, *contract);
  }
  if (question.open("agreement-scope-incomplete")) {
    for (const auto& [id, system] : question.answers.systems) {
      add_agreement_scope(question, system);
    }
  }
  if (question.open("linkage-undivided")) add_linkage(question);
}

}  // namespace musubi::oracle
