#include "engine/rules/risk_parties.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/rules/components.h"
#include "model/guideline.h"

namespace musubi::rules {
namespace {

/// The last of the days on which an agreement was reached that is not after `today`; nothing where
/// none is known.
std::optional<Date> last_agreed(const Agreement& agreement, Date today) {
  std::optional<Date> last;
  const auto look_at = [&](Date date) {
    if (date <= today && (!last || *last < date)) last = date;
  };
  if (agreement.date) look_at(*agreement.date);
  for (const Date date : agreement.renewed) look_at(date);
  return last;
}

/// It was reached on a day after `today`, and on no day before.
bool is_to_come(const Agreement& agreement, Date today) {
  return agreement.date && *agreement.date > today && !last_agreed(agreement, today);
}

bool names(const Selection<RiskRef>& risks, RiskId risk) {
  return risks.all || std::ranges::find(risks.items, risk, &RiskRef::id) != risks.items.end();
}

Modality force_towards(const SupplyGraph& supply, OrganizationId party) {
  const OrganizationKinds kinds = supply.parties().kinds(party);
  return kinds.has(OrganizationKind::MedicalInstitution) ? Modality::Must : Modality::Should;
}

}  // namespace

RiskParties::RiskParties(const RuleContext& context) : context_(&context) {
  const SupplyGraph& supply = context.supply;
  const Model& model = supply.model();
  for (const RiskAgreement& agreement : model.risk_agreements) {
    if (agreement.date && *agreement.date > supply.as_of()) continue;
    signed_.push_back({supply.party(agreement.with.id), agreement.risk.id, agreement.date});
  }
  for (std::size_t i = 0; i < model.contracts.size(); ++i) add_contract(ContractId(i));
  std::ranges::sort(signed_);
  std::ranges::sort(in_contracts_);
}

void RiskParties::add_contract(ContractId contract) {
  const SupplyGraph& supply = context_->supply;
  if (!supply.active(contract)) return;
  const Agreement* agreement = supply.model().agreement(supply.model()[contract]);
  if (agreement == nullptr || !agreement->risks || is_to_come(*agreement, supply.as_of())) return;
  in_contracts_.push_back({supply.customer(contract), supply.supplier(contract), contract});
}

std::vector<Concerned> RiskParties::concerned(const Risk& risk) const {
  const SupplyGraph& supply = context_->supply;
  const OrganizationId owner = owner_of(*context_, risk);
  std::vector<Concerned> all;
  for (const Fact& fact : facts_about(context_->agreed.answerable, risk.service.id, owner)) {
    all.push_back({.party = fact.counterparty,
                   .modality = force_towards(supply, fact.counterparty),
                   .answers = &fact});
  }
  const auto& apart = context_->agreed.answerable_apart;
  if (!all.empty() || !facts_about(apart, risk.service.id, owner).empty()) return all;
  for (const ContractId k : supply.covering(risk.service.id)) {
    if (supply.supplier(k) != owner || !is_supply_kind(supply.kind(k))) continue;
    const OrganizationId customer = supply.customer(k);
    all.push_back({.party = customer, .modality = force_towards(supply, customer), .contract = k});
  }
  // Contracts that cover a service come sorted by customer, those of each sorted by id.
  const auto twice = std::ranges::unique(all, {}, &Concerned::party);
  all.erase(twice.begin(), twice.end());
  return all;
}

bool RiskParties::agreed(RiskId risk, OrganizationId with, std::optional<Date> since) const {
  const SupplyGraph& supply = context_->supply;
  const Model& model = supply.model();
  const auto in_time = [&](std::optional<Date> date) {
    return !since || (date && *date >= *since);
  };
  const auto by_risk = [](const Signed& s) { return std::pair(s.with, s.risk); };
  for (const Signed& found :
       std::ranges::equal_range(signed_, std::pair(with, risk), {}, by_risk)) {
    if (in_time(found.date)) return true;
  }
  const OrganizationId owner = owner_of(*context_, model.risks[risk.index()]);
  const auto parties = [](const InContract& k) { return std::pair(k.customer, k.supplier); };
  return std::ranges::any_of(
      std::ranges::equal_range(in_contracts_, std::pair(with, owner), {}, parties),
      [&](const InContract& found) {
        const Agreement& agreement = *model.agreement(model[found.contract]);
        return names(*agreement.risks, risk) && in_time(last_agreed(agreement, supply.as_of()));
      });
}

OrganizationId owner_of(const RuleContext& context, const Risk& risk) {
  return context.supply.party(risk.owner.id);
}

bool is_left_as_it_is(const Risk& risk) {
  return risk.treatment == Risk::Treatment::Transfer || risk.treatment == Risk::Treatment::Retain;
}

Text treatment_words(const Model& model, const Risk& risk) {
  Phrase word;
  switch (risk.treatment) {
    case Risk::Treatment::Reduce: word = {"reduction", "低減"}; break;
    case Risk::Treatment::Avoid: word = {"avoidance", "回避"}; break;
    case Risk::Treatment::Retain: word = {"retention", "保有"}; break;
    case Risk::Treatment::Transfer:
      word = edition_words(model.guideline.editions.provider).transfer;
      break;
  }
  return {"risk " + std::string(word.en), "リスク" + std::string(word.ja)};
}

Finding make_risk_finding(const RuleContext& context, const Rule& rule, Modality modality,
                          const Risk& risk, OrganizationId counterparty,
                          std::span<const NamedBlank> blanks) {
  const Model& model = context.supply.model();
  FindingParts parts{.modality = modality,
                     .subject = risk.id,
                     .owes = model[owner_of(context, risk)].id,
                     .where = risk.where,
                     .blanks = {blanks.begin(), blanks.end()}};
  if (counterparty.valid()) parts.counterparty = model[counterparty].id;
  parts.blanks.emplace_back("service", label(model, model[risk.service.id].id));
  parts.blanks.emplace_back("treatment", treatment_words(model, risk));
  return make_finding(rule, parts);
}

Finding make_risk_finding(const RuleContext& context, const Rule& rule, const Risk& risk,
                          const Concerned& concerned, std::span<const NamedBlank> blanks) {
  Finding finding =
      make_risk_finding(context, rule, concerned.modality, risk, concerned.party, blanks);
  if (concerned.answers != nullptr) hold_in(context, std::span(concerned.answers, 1), finding);
  if (concerned.contract.valid()) {
    finding.evidence = {contract_step(context.supply, concerned.contract)};
  }
  return finding;
}

}  // namespace musubi::rules
