#include <array>

#include "engine/rules/notices.h"
#include "engine/rules/rules.h"
#include "model/memory.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"3.2.3"};
constexpr std::array kModalities{Modality::Should};
constexpr std::array kKeys{StatedKey::IncidentNotice};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  constexpr Phrase kNoContract{"a contract that covers the component, of which none is on record",
                               "この構成要素を対象とする契約（契約そのものの記録がありません）"};
  reserve_large(findings, context.agreed.untold_incidents.size());
  for (const Fact& fact : context.agreed.untold_incidents) {
    findings.push_back(make_notice_finding(context.supply, kNoIncidentNotice, fact, kNoContract));
  }
}

}  // namespace

const Rule kNoIncidentNotice{
    .id = "no-incident-notice",
    .group = RuleGroup::Change,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .summary = {"a component whose incidents do not come to the knowledge of the institution",
                "構成要素のインシデントが医療機関等に伝わらない"},
    .fires_when =
        {"a component that handles medical information is not the institution's own, and over the "
         "incident periods of the contracts in this supply chain no route leads from its operator "
         "to the institution",
         "医療情報を取り扱う構成要素が医療機関等自らのものではなく、このサプライチェーンの契約に定"
         "めたインシデントの通知と伝達をたどっても、運用する事業者から医療機関等に届く経路がない"},
    .rationale =
        {"In a crisis a provider reports to the medical institution without delay, so that it can "
         "answer to its patients and to the authorities. An incident at a subcontractor reaches "
         "the institution only if each contract on the way says that it is passed on.",
         "危機管理対応時、事業者は医療機関等に速やかに報告し、医療機関等はこれをもとに患者や行政機"
         "関に対応します。再委託先で起きたインシデントは、途中の契約のそれぞれに通知の定めがあって"
         "はじめて医療機関等に伝わります。"},
    .message =
        {"No route is on record by which an incident of {subject}, run by {owes}, becomes known "
         "to {counterparty}.",
         "{owes}が運用する「{subject}」のインシデントが{counterparty}に伝わる経路の記録があ"
         "りません。"},
    .remedy = {"{owes}: agree within how many hours an incident is reported, so that the report "
               "reaches {counterparty}, and put that on record as `notice.incident` of {clause}.",
               "{owes}は、インシデントを何時間以内に報告するかを{counterparty}に至るまで合意し、{c"
               "lause}の`notice.incident`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
