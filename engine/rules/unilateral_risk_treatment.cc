#include <array>

#include "engine/rules/risk_parties.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 5.1"};
constexpr std::array kModalities{Modality::Must, Modality::Should};
constexpr std::array kKeys{StatedKey::Risks};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const RiskParties parties(context);
  const auto& risks = context.supply.model().risks;
  for (std::size_t i = 0; i < risks.size(); ++i) {
    if (!is_left_as_it_is(risks[i])) continue;
    for (const Concerned& concerned : parties.concerned(risks[i])) {
      if (parties.agreed(RiskId(i), concerned.party)) continue;
      findings.push_back(make_risk_finding(context, kUnilateralRiskTreatment, risks[i], concerned));
    }
  }
}

}  // namespace

const Rule kUnilateralRiskTreatment{
    .id = "unilateral-risk-treatment",
    .group = RuleGroup::Risk,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Risks,
    .summary = {"a risk that was transferred or retained without agreement",
                "合意の記録がないリスク移転・リスク保有"},
    .fires_when =
        {"a risk is treated by transfer or retention, and no agreement on it with one of those "
         "concerned is on record: the institutions to which the provider answers for the "
         "component, or else the customers that it supplies; required towards institutions",
         "リスク移転又はリスク保有を選択したリスクについて、関係する相手との合意の記録がない。関"
         "係する相手は、事業者がその構成要素について責任を負う医療機関等、なければ供給先。医療機"
         "関等に対しては必須"},
    .rationale =
        {"It is not appropriate that a provider chooses to transfer or to retain a risk at its own "
         "discretion. It has to explain the choice to the institution and form an agreement on it "
         "first. From edition 1.1 of the guideline on, the transfer of a risk is called sharing.",
         "事業者の判断のみでリスク移転やリスク保有を選択することは適当でなく、医療機関等への説明"
         "や合意形成の上で選択する必要があります。ガイドライン第1.1版からは、リスク移転をリスク共"
         "有といいます。"},
    .message =
        {"{owes} chose {treatment} for the risk {subject} of {service}; no agreement with "
         "{counterparty} on this choice is on record.",
         "{owes}は「{service}」のリスク「{subject}」に{treatment}を選択していますが、これについて"
         "の{counterparty}との合意の記録がありません。"},
    .remedy =
        {"{owes}: explain to {counterparty} why reduction or avoidance does not suffice, form an "
         "agreement, and put it on record in `risk_agreements`, or choose another treatment.",
         "{owes}は、低減や回避では足りない理由を{counterparty}に説明して合意形成を図り、`risk_agre"
         "ements`に記録するか、別のリスク対応を選択してください。"},
    .run = run,
};

}  // namespace musubi::rules
