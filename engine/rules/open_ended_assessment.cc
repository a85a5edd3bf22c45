#include <algorithm>
#include <array>
#include <vector>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 5.2"};
constexpr std::array kModalities{Modality::Info};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  if (model.policy.assessment_valid_months) return;
  for (const Fact& fact : context.facts.met) {
    const std::vector<AssessmentId> counting =
        context.confirmations.all_counting(fact.owes, fact.service, fact.counterparty);
    const auto open = std::ranges::find_if(
        counting, [&](AssessmentId a) { return !model[a].valid_until.has_value(); });
    if (open == counting.end()) continue;
    Finding finding = make_finding(model, kOpenEndedAssessment, Modality::Info, fact);
    finding.where = model[*open].where;
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule kOpenEndedAssessment{
    .id = "open-ended-assessment",
    .group = RuleGroup::Agreement,
    .sources = kSources,
    .modalities = kModalities,
    .looks_at = Look::Assessments,
    .summary = {"a confirmation of risk management without an end",
                "有効期間の末日の記録がないリスクマネジメントの確認"},
    .fires_when =
        {"an assessment that meets a duty has no `valid_until`, and the policy sets no period",
         "必要な確認の記録に`valid_until`がなく、ポリシーにも有効期間の定めがない"},
    .rationale =
        {"Risks have to be evaluated again from time to time, as techniques of attack advance. A "
         "confirmation without an end never asks for that, however old it is.",
         "情報技術の進展に伴い、リスクは定期的に再評価する必要があります。末日のない確認では、古く"
         "なっても見直しの時期が分かりません。"},
    .message =
        {"The confirmation by {owes} of the risk management of {counterparty} for {subject} is on "
         "record; until when it is valid is not.",
         "{owes}が、{counterparty}の提供する「{subject}」についてリスクマネジメントを確認した記録に"
         "、有効期間の末日の記録がありません。"},
    .remedy =
        {"{owes}: decide until when the confirmation is valid and record it in `valid_until`, or "
         "set `policy.assessment_valid_months`.",
         "{owes}は、確認をいつまで有効とするかを決めて`valid_until`に記録するか、`policy."
         "assessment_"
         "valid_months`を設定してください。"},
    .run = run,
};

}  // namespace musubi::rules
