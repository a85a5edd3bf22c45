#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 2.1", "2.2.2"};
constexpr std::array kModalities{Modality::Must};
constexpr std::array kKeys{StatedKey::RiskIncludes};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const SupplyGraph& supply = context.supply;
  std::vector<std::pair<ServiceId, OrganizationId>> managed;
  for (const Risk& risk : supply.model().risks) {
    const OrganizationId owner = supply.party(risk.owner.id);
    managed.emplace_back(risk.service.id, owner);
    if (!risk.includes) continue;
    for (const ServiceRef& included : *risk.includes) managed.emplace_back(included.id, owner);
  }
  std::ranges::sort(managed);
  for (const Fact& fact : context.agreed.answerable) {
    if (supply.provider(fact.service) == fact.owes) continue;
    if (std::ranges::binary_search(managed, std::pair(fact.service, fact.owes))) continue;
    findings.push_back(make_finding(supply.model(), kRiskScopeIncomplete, Modality::Must, fact));
  }
}

}  // namespace

const Rule kRiskScopeIncomplete{
    .id = "risk-scope-incomplete",
    .group = RuleGroup::Risk,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Components,
    .summary = {"a procured component that the risk management leaves out",
                "リスクマネジメントに含まれていない、調達した構成要素"},
    .fires_when =
        {"a provider answers to an institution for a component of another provider, and none of "
         "its risks is about the component or includes it",
         "医療機関等に対して責任を負う事業者が調達した他の事業者の構成要素について、これを対象と"
         "し、又はあわせて対象に含めたその事業者のリスクの記録がない"},
    .rationale =
        {"A provider that selects and contracts for another provider's component manages the risk "
         "of the whole, that component included, and forms the agreement with the institution on "
         "it (2.2.2). A risk management that stops at the provider's own components leaves a gap "
         "that nobody fills.",
         "他の事業者を選定して契約する事業者は、その構成要素を含めてリスクマネジメントを行い、医"
         "療機関等と合意形成を行います（2.2.2）。自ら提供する構成要素だけを対象とすると、誰も管理"
         "しないリスクが残ります。"},
    .message =
        {"{owes} answers to {counterparty} for {subject}, which another provider supplies, but no "
         "risk management of its own that includes the component is on record.",
         "{owes}は、他の事業者が提供する「{subject}」について{counterparty}に対して責任を負います"
         "が、この構成要素を含めたリスクマネジメントの記録がありません。"},
    .remedy =
        {"{owes}: take the component into the risk management, and put it on record in `includes` "
         "of the risks that concern it, or as risks of its own.",
         "{owes}は、この構成要素を含めてリスクマネジメントを行い、関係するリスクの`includes`に加え"
         "るか、この構成要素を対象とするリスクとして記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
