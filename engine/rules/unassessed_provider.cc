#include <array>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"
#include "model/memory.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 3> kSources{"FAQ 2", "FAQ 4.1", "APPI 25"};
constexpr std::array kModalities{Modality::Must};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  reserve_large(findings, context.facts.unmet_of_owner.size());
  for (const Fact& fact : context.facts.unmet_of_owner) {
    findings.push_back(
        make_finding(context.supply.model(), kUnassessedProvider, Modality::Must, fact));
    findings.back().state = fact.state;
  }
}

}  // namespace

const Rule kUnassessedProvider{
    .id = "unassessed-provider",
    .group = RuleGroup::SupplyChain,
    .sources = kSources,
    .modalities = kModalities,
    .summary = {"a provider of the institution that the institution did not confirm",
                "医療機関等が契約又は選定した事業者について、医療機関等による確認の記録がない"},
    .fires_when =
        {"the medical institution contracts for or selects a component, and no confirmation of "
         "it by the institution is on record",
         "医療機関等が契約又は選定した構成要素について、医療機関等による確認の記録がない"},
    .rationale =
        {"The institution stays finally responsible for the medical information. Whoever "
         "entrusts its handling selects and supervises the entrusted party (APPI art. 25), and "
         "table 4-1 lists what has to be confirmed at least when a provider is selected.",
         "医療情報の最終的な管理者としての責任は医療機関等にあります。取扱いを委託する者は委託先"
         "を適切に選定し、監督する必要があり（個人情報保護法第25条）、表4-1は事業者の選定に当たっ"
         "て少なくとも確認する必要がある項目を示しています。"},
    .message = kUnconfirmedMessage,
    .remedy = kUnconfirmedRemedy,
    .run = run,
};

}  // namespace musubi::rules
