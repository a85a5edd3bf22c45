#include <array>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 2", "FAQ 2.1"};
constexpr std::array kModalities{Modality::Must, Modality::Should};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const Fact& fact : context.facts.missing_contracts) {
    const Modality modality = fact.strong ? Modality::Must : Modality::Should;
    findings.push_back(make_finding(context.supply.model(), kMissingContract, modality, fact));
  }
}

}  // namespace

const Rule kMissingContract{
    .id = "missing-contract",
    .group = RuleGroup::SupplyChain,
    .sources = kSources,
    .modalities = kModalities,
    .summary = {"a component in use without a contract with its provider",
                "利用している構成要素について、提供する事業者との契約の記録がない"},
    .fires_when =
        {"a component is procured or independent, and no party of the system holds a contract "
         "with its provider for it; required where the institution owes it or the holder answers "
         "to the institution",
         "調達された、又は選定に関与していない構成要素について、システムの関係者のいずれも、これ"
         "を提供する事業者との契約の記録がない。医療機関等が対応する場合、又は担い手が医療機関等"
         "に対して責任を負う場合は必須"},
    .rationale =
        {"Medical information systems are provided on the basis of contracts, through the whole "
         "supply chain. Where nobody holds a contract with the provider of a component, nobody "
         "can ask it to manage its risk, to give notice of changes or to report an incident.",
         "医療情報システム等は契約等に基づいて提供され、サプライチェーン全体を通して適切に運用さ"
         "れるべきものです。構成要素を提供する事業者と誰も契約していなければ、リスクマネジメント"
         "、変更の通知、インシデントの報告を求めることができません。"},
    .message =
        {"No contract with {counterparty} for {subject}, held by anybody in this supply chain, "
         "is on record.",
         "「{subject}」について、サプライチェーン上のいずれの者も、提供する{counterparty}との契約"
         "の記録がありません。"},
    .remedy =
        {"{owes}: conclude a contract with {counterparty} that covers the component, or put the "
         "contract that exists on record in `contracts`.",
         "{owes}は、この構成要素を対象とする契約を{counterparty}と締結するか、既にある契約を`cont"
         "racts`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
