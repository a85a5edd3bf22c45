#include <array>

#include "engine/rules/components.h"
#include "engine/rules/risk_parties.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 5.1"};
constexpr std::array kModalities{Modality::Should};
constexpr std::array kKeys{StatedKey::Risks};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const Risk& risk : context.supply.model().risks) {
    if (!is_left_as_it_is(risk) || !risk.reason.empty()) continue;
    Finding finding = make_risk_finding(context, kEasyRiskTreatment, Modality::Should, risk);
    hold_in_systems_of(context, risk.service.id, finding);
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule kEasyRiskTreatment{
    .id = "easy-risk-treatment",
    .group = RuleGroup::Risk,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Risks,
    .summary = {"a risk that was transferred or retained without a reason",
                "理由の記録がないリスク移転・リスク保有"},
    .fires_when = {"a risk is treated by transfer or retention, and no reason is on record",
                   "リスク移転又はリスク保有を選択したリスクに、その理由の記録がない"},
    .rationale =
        {"The aim is that medical information is managed securely, so the guideline does not "
         "recommend that risks are lightly transferred or retained. It may come to that when "
         "reduction has gone as far as it can; then the reason shows that it was not done lightly. "
         "From edition 1.1 of the guideline on, the transfer of a risk is called sharing.",
         "医療情報の安全な管理を目的とするため、安易にリスク移転やリスク保有を採用することは適当"
         "でなく、推奨されていません。リスク低減を尽くした上で選択せざるを得ない場合に、安易な採"
         "用でないことを示すのが理由の記録です。ガイドライン第1.1版からは、リスク移転をリスク共有"
         "といいます。"},
    .message =
        {"{owes} chose {treatment} for the risk {subject} of {service}; why reduction or "
         "avoidance does not suffice is not on record.",
         "{owes}は「{service}」のリスク「{subject}」に{treatment}を選択していますが、低減や回避で"
         "は足りない理由の記録がありません。"},
    .remedy =
        {"{owes}: reduce or avoid the risk as far as possible, and put on record in `reason` why "
         "what is left has to be treated this way.",
         "{owes}は、できる限りリスクの低減や回避を行い、それでもこの対応を選択する理由を`reason`に"
         "記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
