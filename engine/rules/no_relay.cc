#include <array>

#include "engine/rules/notices.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 2.1"};
constexpr std::array kModalities{Modality::Should};
constexpr std::array kKeys{StatedKey::Notice};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  constexpr Phrase kNoContract{"a contract between the two, of which none is on record",
                               "両者の契約（契約そのものの記録がありません）"};
  for (const Fact& fact : context.agreed.unrelayed) {
    findings.push_back(make_notice_finding(context.supply, kNoRelay, fact, kNoContract));
  }
}

}  // namespace

const Rule kNoRelay{
    .id = "no-relay",
    .group = RuleGroup::Change,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .summary =
        {"a change of a component that the institution is told of, and not who runs on it",
         "構成要素の変更が医療機関等には通知されるが、その上で稼働させている者に伝達されない"},
    .fires_when =
        {"one component runs on another of a different provider, the institution is told of a "
         "change of the service or of the contract under a contract of its own, and no route of "
         "notices and relays leads on to the holder",
         "ある構成要素が別の事業者の構成要素の上で稼働しており、サービス又は契約の変更は医療機関等"
         "に自らの契約によって通知されるが、そこから担い手に伝達される経路がない"},
    .rationale =
        {"In case 2.2.3 provider A has no contract with provider B: it hears of a change of B "
         "only from the medical institution. The FAQ considers it important that the parties "
         "discuss and agree on duties such as notice of changes; here that includes passing on "
         "what the institution is told.",
         "2.2.3のケースでは、事業者Aと事業者Bとの間に直接の契約がないため、事業者Aが事業者Bの変更"
         "を知るのは医療機関等を通じてのみです。FAQは、関係者間で変更の通知などの責務について検討"
         "し、合意形成することが重要としています。医療機関等が受けた通知の伝達も、これに含まれます"
         "。"},
    .message = {"{owes} is told of changes of {subject}, but nothing on record says that it passes "
                "them on to {counterparty}, which depends on it ({kinds}).",
                "「{subject}」の変更（{kinds}）は{owes}に通知されますが、これを利用する{counterpar"
                "ty}に伝達する定めの記録がありません。"},
    .remedy = {"{owes}: agree with {counterparty} to pass such notices on, and how long before the "
               "change; put that on record as `relay` of {clause}.",
               "{owes}は、受けた通知を変更の何日前までに伝達するかを{counterparty}と合意し、{claus"
               "e}の`relay`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
