#include <array>

#include "engine/rules/components.h"
#include "engine/rules/risk_parties.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 5.2"};
constexpr std::array kModalities{Modality::Must, Modality::Should};
constexpr std::array kKeys{StatedKey::Risks};

Text what_is_missing(const Risk& risk) {
  if (!risk.review_by) {
    return {"no day by which it has to be evaluated again is on record",
            "次に再評価する期限の記録がありません"};
  }
  const std::string day = risk.review_by->to_string();
  return {"it had to be evaluated again by " + day + ", and no evaluation since is on record",
          "再評価の期限（" + day + "）を過ぎており、その後の再評価の記録がありません"};
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const Risk& risk : context.supply.model().risks) {
    const bool is_late = risk.review_by && *risk.review_by < context.supply.as_of();
    if (!is_late && (risk.review_by || !risk.residual)) continue;
    const std::array blanks{NamedBlank("missing", what_is_missing(risk))};
    Finding finding = make_risk_finding(
        context, kResidualRiskStale, is_late ? Modality::Must : Modality::Should, risk, {}, blanks);
    hold_in_systems_of(context, risk.service.id, finding);
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule kResidualRiskStale{
    .id = "residual-risk-stale",
    .group = RuleGroup::Risk,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Risks,
    .summary = {"a risk that was not evaluated again in time", "再評価の期限が過ぎたリスク"},
    .fires_when =
        {"the day by which a risk has to be reviewed is past (required), or a risk has a residual "
         "risk and no such day is on record (recommended)",
         "リスクの見直しの期限が過ぎている（必須）。又は残存するリスクがあるのに見直しの期限の記"
         "録がない（推奨）"},
    .rationale =
        {"Risk management goes on. What could be accepted when it was decided may no longer be, as "
         "techniques of attack advance; so residual risks have to be evaluated again from time to "
         "time.",
         "リスクマネジメントは継続的に行うものです。当初は許容できた残存するリスクも、情報技術の"
         "進展に伴う危殆化によって許容できなくなることがあるため、定期的に再評価する必要がありま"
         "す。"},
    .message = {"The risk {subject} of {service}: {missing}.",
                "「{service}」のリスク「{subject}」について、{missing}。"},
    .remedy =
        {"{owes}: evaluate the risk again, form the agreement again where it changed, and record "
         "`reviewed` and the next `review_by`.",
         "{owes}は、リスクを再評価し、変更があればあらためて合意形成を図り、`reviewed`と次の`revie"
         "w_by`を記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
