#include <algorithm>
#include <array>

#include "engine/chain.h"
#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 2"};
constexpr std::array kModalities{Modality::Should};

/// Contracts of resale whose supplier has no chain of contracts to the provider of what they cover.
void add_broken(const RuleContext& context, ServiceId service, std::vector<Finding>& findings) {
  const SupplyGraph& supply = context.supply;
  const Model& model = supply.model();
  const OrganizationId provider = supply.provider(service);
  std::vector<OrganizationId> told;
  for (const ContractId k : supply.covering(service)) {
    const ContractKind kind = supply.kind(k);
    if (kind != ContractKind::Service && kind != ContractKind::Entrustment) continue;
    const OrganizationId reseller = supply.supplier(k);
    if (reseller == provider || supply.customer(k) == provider) continue;
    if (std::ranges::find(told, reseller) != told.end()) continue;
    told.push_back(reseller);
    const auto any = [](ContractId) { return true; };
    if (find_chain(supply, reseller, service, any).exists()) continue;
    findings.push_back(make_finding(kBrokenContractChain, {.modality = Modality::Should,
                                                           .subject = model[service].id,
                                                           .owes = model[reseller].id,
                                                           .counterparty = model[provider].id,
                                                           .where = model[k].where}));
  }
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (std::size_t i = 0; i < context.supply.service_count(); ++i) {
    add_broken(context, ServiceId(i), findings);
  }
}

}  // namespace

const Rule kBrokenContractChain{
    .id = "broken-contract-chain",
    .group = RuleGroup::SupplyChain,
    .sources = kSources,
    .modalities = kModalities,
    .summary = {"a reseller with no chain of contracts to the provider of what it sells",
                "提供元に至る契約の連鎖がない元請・再販事業者"},
    .fires_when =
        {"an active contract covers a component that neither of its parties provides, and no "
         "chain of active contracts leads from its supplier to the provider",
         "有効な契約が、当事者のいずれも提供していない構成要素を対象としており、その供給者から提"
         "供する事業者に至る有効な契約の連鎖がない"},
    .rationale =
        {"A prime contractor or reseller passes on what others run. The supply chain holds only "
         "if each link is a contract: where one is missing, what was promised to the institution "
         "does not reach the provider.",
         "元請・再販事業者は、他の事業者が運用するものを供給します。サプライチェーンは一つ一つの"
         "契約によって成り立っており、途中の契約がなければ、医療機関等に約束された内容が提供する"
         "事業者に及びません。"},
    .message =
        {"{owes} supplies {subject} under a contract, but no chain of contracts from it to "
         "{counterparty}, which provides the component, is on record.",
         "{owes}は契約により「{subject}」を供給していますが、これを提供する{counterparty}に至る契"
         "約の連鎖の記録がありません。"},
    .remedy =
        {"{owes}: conclude a contract that covers the component with {counterparty} or with the "
         "supplier through whom it comes, or put the contract that exists on record.",
         "{owes}は、この構成要素を対象とする契約を{counterparty}又は途中の供給者と締結するか、既"
         "にある契約を記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
