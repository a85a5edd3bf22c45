#include <array>

#include "engine/rules/notices.h"
#include "engine/rules/rules.h"
#include "model/memory.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 2.1"};
constexpr std::array kModalities{Modality::Should};
constexpr std::array kKeys{StatedKey::Notice};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  constexpr Phrase kNoContract{"a contract that covers the component, of which none is on record",
                               "この構成要素を対象とする契約（契約そのものの記録がありません）"};
  reserve_large(findings, context.agreed.unnotified.size());
  for (const Fact& fact : context.agreed.unnotified) {
    findings.push_back(make_notice_finding(context.supply, kNoChangeNotice, fact, kNoContract));
  }
}

}  // namespace

const Rule kNoChangeNotice{
    .id = "no-change-notice",
    .group = RuleGroup::Change,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .summary = {"a change of a component of which those who run on it are not told",
                "構成要素の変更が、その上で稼働させている者に通知されない"},
    .fires_when =
        {"one component runs on another of a different provider, and over the notice and relay "
         "periods of the contracts in this supply chain no route for a change of the service or "
         "of the contract leads from that provider to the holder, nor does the institution "
         "receive such a notice under a contract of its own",
         "ある構成要素が別の事業者の構成要素の上で稼働しており、このサプライチェーンの契約に定めた"
         "通知と伝達をたどっても、サービス又は契約の変更がその事業者から担い手に届く経路がなく、医"
         "療機関等も自らの契約によってその通知を受けることになっていない"},
    .rationale =
        {"Where systems are made of the services of several vendors, a change of one service or "
         "contract can affect the services of others. The FAQ considers it important that the "
         "parties discuss and agree on duties such as notice of changes. Without a notice the "
         "change comes as a surprise to those who run on the component, and to everybody above.",
         "マルチクラウドやマルチベンダーの運用では、ある事業者のサービスや契約の変更が、他の事業者"
         "のサービスに影響を及ぼすことがあります。FAQは、関係者間で変更の通知などの責務について検"
         "討し、合意形成することが重要としています。通知の定めがなければ、その構成要素の上で稼働さ"
         "せている者にとって、変更は突然のものとなります。"},
    .message = {"No route is on record by which {owes} tells {counterparty}, which depends on "
                "{subject}, of its changes ({kinds}).",
                "「{subject}」の変更（{kinds}）が、これを利用する{counterparty}に{owes}から通知さ"
                "れる経路の記録がありません。"},
    .remedy = {"{owes}: agree with those who depend on the component how long before a change they "
               "are told, and put that on record as `notice` of {clause}.",
               "{owes}は、変更を何日前までに通知するかを、この構成要素を利用する者と合意し、{claus"
               "e}の`notice`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
