#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/contract_facts.h"
#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 6", "5.1.6"};
constexpr std::array kModalities{Modality::Info};
constexpr std::array kKeys{StatedKey::Items};

using OwnedRisk = std::pair<OrganizationId, ServiceId>;

/// Who has a risk on record for which service; sorted.
std::vector<OwnedRisk> owned_risks(const SupplyGraph& supply) {
  std::vector<OwnedRisk> owned;
  for (const Risk& risk : supply.model().risks) {
    owned.emplace_back(supply.party(risk.owner.id), risk.service.id);
  }
  std::ranges::sort(owned);
  return owned;
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Date as_of = context.supply.as_of();
  const std::vector<OwnedRisk> owned = owned_risks(context.supply);
  for (const ContractView& k : contracts_with_institutions(context)) {
    const auto provides = [&](std::string_view item) {
      return provides_item(k.agreement, item, as_of);
    };
    if (provides("risk_treatment_list") || provides("operations_rules")) continue;
    const auto has_risk = [&](const ServiceRef& service) {
      return std::ranges::binary_search(owned, OwnedRisk(k.supplier, service.id));
    };
    if (std::ranges::none_of(k.record->covers, has_risk)) continue;
    findings.push_back(
        make_finding(context, kRiskCommunicationMissing, k,
                     {.modality = Modality::Info, .owes = k.supplier, .counterparty = k.customer}));
  }
}

}  // namespace

const Rule kRiskCommunicationMissing{
    .id = "risk-communication-missing",
    .group = RuleGroup::Documents,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Contracts,
    .summary = {"risks on record that were not shared with the institution",
                "記録されたリスクについて医療機関等と情報共有した記録がない"},
    .fires_when = {"the provider has risks on record for what a contract with a medical "
                   "institution covers, and neither its risk treatment list nor its operations "
                   "management rules are among the items provided",
                   "医療機関等との契約の対象について事業者のリスクの記録があるのに、リスク対応一覧"
                   "も運用管理規程も情報提供した項目に含まれていない"},
    .rationale =
        {"Explaining the system and its risks helps both sides to understand the same and to agree "
         "on their roles. Sharing the risk treatment list and what the operations management rules "
         "say serves this communication (FAQ 6).",
         "医療情報システム等やそのリスクについて医療機関等に説明することは、共通理解を深め、互いの"
         "役割について合意形成する上で有効です。リスク対応一覧や運用管理規程に定められた事項の情報"
         "共有は、リスクコミュニケーションに役立つものと考えられています（FAQ 6）。"},
    .message = {"That {owes} shared its risk treatment list or its operations management rules "
                "with {counterparty} is not on record for the contract {subject}.",
                "契約「{subject}」について、{owes}がリスク対応一覧又は運用管理規程を{counterparty}"
                "と情報共有した記録がありません。"},
    .remedy = {"{owes}: share the risk treatment list or the operations management rules with "
               "{counterparty} and put them on record in `items` of the agreement.",
               "{owes}は、リスク対応一覧又は運用管理規程を{counterparty}と情報共有し、合意の`items`"
               "に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
