#include <array>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"
#include "model/memory.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 2", "FAQ 5"};
constexpr std::array kModalities{Modality::Must};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  reserve_large(findings, context.facts.gaps.size());
  for (const Fact& fact : context.facts.gaps) {
    findings.push_back(
        make_finding(context.supply.model(), kResponsibilityGap, Modality::Must, fact));
  }
}

}  // namespace

const Rule kResponsibilityGap{
    .id = "responsibility-gap",
    .group = RuleGroup::SupplyChain,
    .sources = kSources,
    .modalities = kModalities,
    .summary = {"a component for which nobody answers to the institution",
                "医療機関等に対して責任を負う者がいない構成要素がある"},
    .fires_when =
        {"a component is not the institution's own, and nobody who manages its risk has a "
         "contract with the institution that leads to it",
         "医療機関等自らの構成要素ではなく、そのリスクを管理する者のうち、これに至る契約を医療機"
         "関等と結んでいる者がいない"},
    .rationale =
        {"The institution is finally responsible, and can only carry that responsibility if "
         "somebody answers to it by contract for each component that it does not run itself: the "
         "provider itself, or one above it whose risk management includes it.",
         "医療情報の最終的な管理者としての責任は医療機関等にあります。その責任を果たすには、自ら"
         "運用しない構成要素のそれぞれについて、提供する事業者、又はこれを含めてリスクマネジメン"
         "トを行う上位の事業者が、契約により医療機関等に対して責任を負う必要があります。"},
    .message =
        {"Nobody is on record as answering to {owes} for the risks of {subject}, provided by "
         "{counterparty}.",
         "{counterparty}の提供する「{subject}」のリスクについて、{owes}に対して責任を負う者の記録"
         "がありません。"},
    .remedy =
        {"{owes}: conclude a contract with {counterparty} or with the provider through whom the "
         "component comes, or put the contract that exists on record.",
         "{owes}は、{counterparty}、又はこの構成要素を供給する上位の事業者と契約を締結するか、既"
         "にある契約を記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
