#include <array>
#include <vector>

#include "engine/rules/risk_parties.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 5.2"};
constexpr std::array kModalities{Modality::Info};
constexpr std::array kKeys{StatedKey::Risks};

/// The measures that the institution takes, as the model words them.
Text measures_of_customer(const Risk& risk) {
  std::vector<Text> titles;
  for (const Measure& measure : risk.measures) {
    if (measure.by != Measure::By::Customer) continue;
    const bool titled = !measure.title.empty();
    titles.push_back(titled ? measure.title : Text{"a measure without a title", "名称のない対策"});
  }
  return joined(titles);
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const RiskParties parties(context);
  const auto& risks = context.supply.model().risks;
  for (std::size_t i = 0; i < risks.size(); ++i) {
    const Text measures = measures_of_customer(risks[i]);
    if (measures.empty()) continue;
    const std::array blanks{NamedBlank("measures", measures)};
    for (Concerned concerned : parties.concerned(risks[i])) {
      const bool asked = concerned.answers != nullptr;
      if (!asked || parties.agreed(RiskId(i), concerned.party)) continue;
      concerned.modality = Modality::Info;
      findings.push_back(
          make_risk_finding(context, kCustomerMeasureNotAgreed, risks[i], concerned, blanks));
    }
  }
}

}  // namespace

const Rule kCustomerMeasureNotAgreed{
    .id = "customer-measure-not-agreed",
    .group = RuleGroup::Risk,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Risks,
    .summary = {"a measure asked of the institution that it did not agree to",
                "医療機関等に求める対策で、合意の記録がないもの"},
    .fires_when =
        {"a measure against a risk is taken by the institution, and no agreement on the risk with "
         "an institution to which the provider answers is on record",
         "医療機関等が実施する対策があるリスクについて、事業者が責任を負う医療機関等との合意の記"
         "録がない"},
    .rationale =
        {"The treatment of a risk is not always complete with the provider alone: the institution "
         "that uses the system may be asked to act too, such as not to leave a password on display "
         "in the consulting room. What was not agreed will not be done.",
         "リスク対応は事業者だけで完結するとは限らず、診察室の端末にパスワードを貼り付けないなど"
         "、利用する医療機関等にも対応を求めることがあります。合意していない対策が実施されること"
         "は期待できません。"},
    .message =
        {"For the risk {subject} of {service}, {owes} counts on {counterparty} for: {measures}; no "
         "agreement on this is on record.",
         "「{service}」のリスク「{subject}」について、{owes}は{counterparty}に対策（{measures}）を"
         "求めていますが、合意の記録がありません。"},
    .remedy =
        {"{owes}: explain to {counterparty} what it is asked to do and why, form an agreement, and "
         "put it on record in `risk_agreements`.",
         "{owes}は、求める対策とその理由を{counterparty}に説明して合意形成を図り、`risk_agreements"
         "`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
