#include <algorithm>

#include "tests/support/oracle_rules.h"

// The rules on what has to be agreed of a risk: `unilateral-risk-treatment`,
// `residual-risk-not-agreed`, `customer-measure-not-agreed`.
namespace musubi::oracle {
namespace {

struct Concern {
  Ids systems;
  bool by_answer = false;  // of the first kind
};
using Concerned = std::map<std::string, Concern>;  // by party

// "those concerned: each H with X in answerable(S, s) and s in C(S); and, for a provider that is
// not answerable, the customers of active supply contracts X supplies that cover s"
Concerned find_concerned(const Question& question, const std::string& owner,
                         const std::string& service) {
  Concerned concerned;
  bool answers_somewhere = false;
  for (const auto& [id, system] : question.answers.systems) {
    const auto component = system.components.find(service);
    if (component == system.components.end()) continue;
    if (!component->second.answerable.contains(owner)) continue;
    answers_somewhere = true;
    if (!component->second.relevant || component->second.own) continue;
    Concern& concern = concerned[system.institution];
    concern.by_answer = true;
    concern.systems.insert(id);
  }
  if (answers_somewhere) return concerned;
  for (const ContractFacts& contract : question.facts.contracts) {
    if (!contract.active || !contract.supplies() || contract.supplier != owner) continue;
    if (contract.covers.contains(service)) concerned[contract.customer];
  }
  return concerned;
}

// The dates on which the risk was agreed with the party; nothing for one that is not dated.
using Agreed = std::vector<std::optional<Date>>;

// "a risk_agreement of that risk with Z (a facility's counts for the party), not dated after D"
void add_own(const Question& question, const Risk& risk, const std::string& with, Agreed& agreed) {
  const Model& model = *question.facts.model;
  for (const RiskAgreement& agreement : model.risk_agreements) {
    if (agreement.risk.name != risk.id || party_of(model, agreement.with) != with) continue;
    if (agreement.date && question.facts.date < *agreement.date) continue;
    agreed.push_back(agreement.date);
  }
}

bool lists(const Selection<RiskRef>& risks, const Risk& risk) {
  return risks.all ||
         std::ranges::any_of(risks.items, [&](const RiskRef& ref) { return ref.name == risk.id; });
}

// "or an active contract with customer Z and supplier X, any kind, whose agreement has `risks`:
// "all" or listing it; its date is the latest of date and renewed not after D"
void add_of_contracts(const Question& question, const Risk& risk, const std::string& with,
                      Agreed& agreed) {
  const Facts& facts = question.facts;
  const std::string owner = party_of(*facts.model, risk.owner);
  for (const ContractFacts& contract : facts.contracts) {
    if (!contract.active || contract.customer != with || contract.supplier != owner) continue;
    const Agreement* agreement = contract.agreement;
    if (agreement == nullptr || !agreement->risks || !lists(*agreement->risks, risk)) continue;
    std::optional<Date> latest = agreement->date;
    for (const Date renewed : agreement->renewed) {
      if (renewed <= facts.date && (!latest || *latest < renewed)) latest = renewed;
    }
    agreed.push_back(latest);
  }
}

// "With a since, an agreement must have a date >= since; without, any counts."
bool is_agreed(const Question& question, const Risk& risk, const std::string& with,
               std::optional<Date> since) {
  Agreed agreed;
  add_own(question, risk, with, agreed);
  add_of_contracts(question, risk, with, agreed);
  return std::ranges::any_of(
      agreed, [&](const std::optional<Date>& date) { return !since || (date && *since <= *date); });
}

// "since = `changed`, else `reviewed`, else none"; a day after D has changed nothing yet
std::optional<Date> since_of(const Risk& risk, Date date) {
  if (risk.changed && *risk.changed <= date) return risk.changed;
  if (risk.reviewed && *risk.reviewed <= date) return risk.reviewed;
  return std::nullopt;
}

void add_of_concern(const Question& question, const Risk& risk, const std::string& party,
                    const Concern& concern) {
  const std::string id = text_of(*question.facts.model, risk.id);
  const std::string owner = party_of(*question.facts.model, risk.owner);
  // "must towards H; should towards others"
  const Modality modality =
      is_institution(question.facts, party) ? Modality::Must : Modality::Should;
  const bool kept =
      risk.treatment == Risk::Treatment::Transfer || risk.treatment == Risk::Treatment::Retain;
  const bool agreed = is_agreed(question, risk, party, std::nullopt);
  if (kept && !agreed) {
    question.findings.add_in({"unilateral-risk-treatment", id, owner, party}, modality,
                             concern.systems);
  }
  if (risk.residual && !is_agreed(question, risk, party, since_of(risk, question.facts.date))) {
    question.findings.add_in({"residual-risk-not-agreed", id, owner, party}, modality,
                             concern.systems);
  }
  // "a measure `by: customer` not agreed by an H concerned"
  const bool by_customer = std::ranges::any_of(
      risk.measures, [](const Measure& measure) { return measure.by == Measure::By::Customer; });
  if (by_customer && concern.by_answer && !agreed) {
    question.findings.add_in({"customer-measure-not-agreed", id, owner, party}, Modality::Info,
                             concern.systems);
  }
}

}  // namespace

void add_risk_agreement_findings(const Question& question) {
  const Model& model = *question.facts.model;
  for (const Risk& risk : model.risks) {
    const Concerned concerned =
        find_concerned(question, party_of(model, risk.owner), text_of(model, risk.service.name));
    for (const auto& [party, concern] : concerned) add_of_concern(question, risk, party, concern);
  }
}

}  // namespace musubi::oracle
