#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 5", "2.1"};
constexpr std::array kModalities{Modality::Must};
constexpr std::array kKeys{StatedKey::Risks};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const SupplyGraph& supply = context.supply;
  const Model& model = supply.model();
  std::vector<std::pair<ServiceId, OrganizationId>> managed;
  managed.reserve(model.risks.size());
  for (const Risk& risk : model.risks) {
    managed.emplace_back(risk.service.id, supply.party(risk.owner.id));
  }
  std::ranges::sort(managed);
  for (const Fact& fact : context.agreed.answerable) {
    const bool provides = supply.provider(fact.service) == fact.owes;
    if (!provides || !supply.handles(fact.service)) continue;
    if (std::ranges::binary_search(managed, std::pair(fact.service, fact.owes))) continue;
    findings.push_back(make_finding(model, kRiskManagementMissing, Modality::Must, fact));
  }
}

}  // namespace

const Rule kRiskManagementMissing{
    .id = "risk-management-missing",
    .group = RuleGroup::Risk,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Components,
    .summary = {"a component that handles medical information without risk management",
                "リスクマネジメントの記録がない、医療情報を取り扱う構成要素"},
    .fires_when =
        {"a provider answers to an institution for a component that it provides and that handles "
         "medical information, and no risk of that provider about it is on record",
         "医療機関等に対して責任を負う事業者が、自ら提供し医療情報を取り扱う構成要素について、リ"
         "スクの記録がない"},
    .rationale =
        {"The final responsibility for medical information is the institution's. So that it can "
         "be met, whoever provides a system or service carries out risk management and forms the "
         "agreement with the institution on what comes out of it. A component that nobody "
         "analysed has nothing that could be agreed on.",
         "医療情報の最終的な管理者としての責任は医療機関等にあります。その責任を果たせるように、"
         "提供する事業者はリスクマネジメントを実施し、その結果をもとに医療機関等と合意形成を図り"
         "ます。リスクを特定していない構成要素については、合意の前提となる情報がありません。"},
    .message =
        {"No risk management by {owes} for {subject}, which it provides and which handles medical "
         "information of {counterparty}, is on record.",
         "{owes}が提供し、{counterparty}の医療情報を取り扱う「{subject}」について、リスクマネジメ"
         "ントの記録がありません。"},
    .remedy =
        {"{owes}: identify, analyse and evaluate the risks of the component, decide on their "
         "treatment, agree on it with {counterparty}, and put them on record in `risks`.",
         "{owes}は、この構成要素のリスクを特定・分析・評価し、リスク対応を決めて{counterparty}と"
         "合意形成を図り、`risks`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
