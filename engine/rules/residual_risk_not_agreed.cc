#include <array>
#include <optional>

#include "engine/rules/risk_parties.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 5.2"};
constexpr std::array kModalities{Modality::Must, Modality::Should};
constexpr std::array kKeys{StatedKey::Risks};

/// The day from which on an agreement is about the risk as it is today: its last change, else its
/// last review. What is to come has changed nothing yet.
std::optional<Date> stands_since(const Risk& risk, Date today) {
  for (const std::optional<Date>& day : {risk.changed, risk.reviewed}) {
    if (day && *day <= today) return day;
  }
  return std::nullopt;
}

Text since_words(std::optional<Date> since) {
  if (!since) return {};
  const std::string day = since->to_string();
  return {" on or after " + day, day + "以後の"};
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const RiskParties parties(context);
  const auto& risks = context.supply.model().risks;
  for (std::size_t i = 0; i < risks.size(); ++i) {
    if (!risks[i].residual) continue;
    const std::optional<Date> since = stands_since(risks[i], context.supply.as_of());
    const std::array blanks{NamedBlank("since", since_words(since))};
    for (const Concerned& concerned : parties.concerned(risks[i])) {
      if (parties.agreed(RiskId(i), concerned.party, since)) continue;
      findings.push_back(
          make_risk_finding(context, kResidualRiskNotAgreed, risks[i], concerned, blanks));
    }
  }
}

}  // namespace

const Rule kResidualRiskNotAgreed{
    .id = "residual-risk-not-agreed",
    .group = RuleGroup::Risk,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Risks,
    .summary = {"a residual risk that was not agreed on", "合意の記録がない残存するリスク"},
    .fires_when =
        {"a risk has a residual risk, and no agreement on it with one of those concerned (as in "
         "unilateral-risk-treatment) since its last change is on record; required towards "
         "institutions",
         "残存するリスクについて、直近の変更以後に関係する相手（unilateral-risk-treatmentと同じ）"
         "と合意した記録がない。医療機関等に対しては必須"},
    .rationale =
        {"What is left of a risk after treatment the institution bears as well. The provider has "
         "to evaluate it again from time to time and form the agreement with the institution; when "
         "it decides on another treatment, the agreement has to be formed again.",
         "リスク対応の後に残存するリスクは、医療機関等にも及びます。事業者は、これを定期的に再評"
         "価し、医療機関等と合意形成していく必要があります。リスク対応の方法を改めたときは、あら"
         "ためて合意形成を図ります。"},
    .message =
        {"No agreement between {owes} and {counterparty}{since} on what is left of the risk "
         "{subject} of {service} is on record.",
         "「{service}」のリスク「{subject}」の残存するリスクについて、{owes}と{counterparty}との"
         "{since}合意の記録がありません。"},
    .remedy =
        {"{owes}: explain the residual risk to {counterparty}, form an agreement, and put it on "
         "record in `risk_agreements` with its date.",
         "{owes}は、残存するリスクを{counterparty}に説明して合意形成を図り、合意した日とともに`risk"
         "_agreements`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
