#include <array>

#include "engine/rules/contracts.h"
#include "engine/rules/development.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 3.1"};
constexpr std::array kModalities{Modality::Must};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const Fact& fact : context.agreed.developed_by_others) {
    if (!development_contracts(context.supply, fact).empty()) continue;
    findings.push_back(
        make_finding(context.supply.model(), kMissingDevelopmentContract, Modality::Must, fact));
  }
}

}  // namespace

const Rule kMissingDevelopmentContract{
    .id = "missing-development-contract",
    .group = RuleGroup::Lifecycle,
    .sources = kSources,
    .modalities = kModalities,
    .summary = {"a component that another develops, without a contract with the developer",
                "開発を担当する事業者との契約の記録がない構成要素がある"},
    .fires_when = {"somebody else than its provider develops a component, and no contract of the "
                   "provider with the developer for development, maintenance or services covers it",
                   "構成要素を提供する事業者と開発を担当する事業者が異なるのに、これを対象とする両"
                   "者の開発、保守又は提供の契約の記録がない"},
    .rationale = {"The lifecycle of a system has a development phase besides operation. Where one "
                  "provider operates what another develops, the two have to make clear and agree "
                  "on their duties and responsibilities in development, and the institution can "
                  "only turn to the one with which it has a contract.",
                  "医療情報システム等のライフサイクルには、運用フェーズだけでなく開発フェーズがあり"
                  "ます。運用と開発を別の事業者が担当する場合、両者は開発に関する義務と責任を明確化"
                  "し、合意形成しておく必要があります。"},
    .message =
        {"No contract of {owes} with {counterparty}, the developer of {subject}, is on record.",
         "「{subject}」の開発を担当する{counterparty}と{owes}との契約の記録がありません。"},
    .remedy = {"{owes}: conclude a contract with {counterparty} on development that covers the "
               "component, or put the contract that exists on record in `contracts`.",
               "{owes}は、この構成要素の開発に関する契約を{counterparty}"
               "と締結するか、既にある契約を`contracts`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
