#include <array>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 2.1", "FAQ 4"};
constexpr std::array kModalities{Modality::Must};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const Fact& fact : context.facts.undelimited) {
    findings.push_back(
        make_finding(context.supply.model(), kResponsibilityUndelimited, Modality::Must, fact));
  }
}

}  // namespace

const Rule kResponsibilityUndelimited{
    .id = "responsibility-undelimited",
    .group = RuleGroup::SupplyChain,
    .sources = kSources,
    .modalities = kModalities,
    .summary =
        {"scope of responsibility not made clear where a component is not under the provider's "
         "management",
         "事業者の管理が及ばない構成要素があるのに、責任の範囲を明確化した記録がない"},
    .fires_when =
        {"a component runs on one that its holder neither selected nor contracted for, and no "
         "agreement with the institution on record makes the scope of responsibility clear",
         "選定にも契約にも関与していない構成要素の上で稼働しているのに、責任の範囲を明確化した医"
         "療機関等との合意の記録がない"},
    .rationale =
        {"In case 2.2.3 provider A does not answer for provider B. The FAQ asks A to make clear "
         "the scope of the responsibility that it bears and to agree on it with the institution "
         "before it provides its system.",
         "2.2.3のケースでは、事業者Aは事業者Bの構成要素について責任を負いません。FAQは、事業者Aの"
         "負う責任の範囲を明確化し、医療機関等と合意形成した上でシステムを提供することとしていま"
         "す。"},
    .message =
        {"No agreement between {owes} and {counterparty} that makes clear how far responsibility "
         "reaches above {subject} is on record.",
         "「{subject}」との間でどこまで責任を負うのか、その責任の範囲を{owes}と{counterparty}が明"
         "確化した合意の記録がありません。"},
    .remedy =
        {"{owes}: agree with {counterparty} on the scope of responsibility and put it on record "
         "as `responsibility_scope` of the agreement.",
         "{owes}は、{counterparty}との間で責任の範囲について合意形成し、合意の`responsibility_sco"
         "pe`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
