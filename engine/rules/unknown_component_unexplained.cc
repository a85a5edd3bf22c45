#include <array>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 2.1", "2.2.3"};
constexpr std::array kModalities{Modality::Must};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const Fact& fact : context.facts.unexplained) {
    findings.push_back(
        make_finding(context.supply.model(), kUnknownComponentUnexplained, Modality::Must, fact));
  }
}

}  // namespace

const Rule kUnknownComponentUnexplained{
    .id = "unknown-component-unexplained",
    .group = RuleGroup::SupplyChain,
    .sources = kSources,
    .modalities = kModalities,
    .summary = {"risks of running on an unknown component, not explained to the institution",
                "不明な構成要素の上で利用される場合のリスクを医療機関等に伝えた記録がない"},
    .fires_when =
        {"a component runs on one that its holder neither selected nor contracted for and of "
         "which it has no information on record, and no agreement with the institution lists "
         "that component as unknown",
         "選定にも契約にも関与しておらず、情報提供も確認も記録されていない構成要素の上で稼働して"
         "いるのに、医療機関等との合意に不明な構成要素として記載されていない"},
    .rationale =
        {"Where provider A does not know what provider B runs below it, the FAQ asks A to tell "
         "the institution what risks there are when its system is used on an unknown "
         "infrastructure, before it provides the system.",
         "事業者Aが事業者Bのシステムについて不明な場合、FAQは、不明なインフラ上で事業者Aのシステ"
         "ムが利用されるときにどのようなリスクがあるのかを医療機関等に伝え、合意形成した上で提供"
         "することとしています。"},
    .message =
        {"{subject} is an unknown component to those above it, and no explanation by {owes} to "
         "{counterparty} of the risks of running on it is on record.",
         "「{subject}」は上位の事業者にとって不明な構成要素ですが、その上で利用される場合のリスク"
         "を{owes}が{counterparty}に伝えた記録がありません。"},
    .remedy =
        {"{owes}: explain these risks to {counterparty} and list the component in "
         "`unknown_components` of the agreement; or learn about it through the institution and "
         "put that disclosure on record.",
         "{owes}は、そのリスクを{counterparty}に説明し、合意の`unknown_components`に記載してくだ"
         "さい。医療機関等を通じて把握できた場合は、その情報提供を`disclosures`に記録してください"
         "。"},
    .run = run,
};

}  // namespace musubi::rules
