#include <array>
#include <cstddef>

#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 3"};
constexpr std::array kModalities{Modality::Info};
constexpr std::array kKeys{StatedKey::Agreement};

/// Both sides provide: the customer is no medical institution, the supplier not only one.
bool is_between_providers(const SupplyGraph& supply, ContractId k) {
  const Parties& parties = supply.parties();
  return !parties.kinds(supply.customer(k)).has(OrganizationKind::MedicalInstitution) &&
         !parties.kinds(supply.supplier(k)).only(OrganizationKind::MedicalInstitution);
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const SupplyGraph& supply = context.supply;
  for (std::size_t i = 0; i < supply.model().contracts.size(); ++i) {
    const ContractId id(i);
    if (!supply.active(id) || !is_supply_kind(supply.kind(id))) continue;
    if (!is_between_providers(supply, id)) continue;
    const ContractView k = view_of(context, id);
    if (k.agreement != nullptr && k.agreement->responsibility_scope == true) continue;
    findings.push_back(
        make_finding(context, kSupplierDutiesUndivided, k,
                     {.modality = Modality::Info, .owes = k.customer, .counterparty = k.supplier}));
  }
}

}  // namespace

const Rule kSupplierDutiesUndivided{
    .id = "supplier-duties-undivided",
    .group = RuleGroup::Lifecycle,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Contracts,
    .summary = {"a contract between two providers that does not divide duties and responsibilities",
                "事業者間の契約に、義務と責任を合意した記録がない"},
    .fires_when = {"a contract of one provider with another has no scope of responsibility in the "
                   "agreement on record",
                   "事業者間の契約に、責任の範囲を明確化した合意の記録がない"},
    .rationale =
        {"What the guideline says of duties and responsibilities over the lifecycle (3.2) is "
         "written for institution and provider. It can be applied through the whole supply chain: "
         "to a provider, too, whose application runs on the platform of another (FAQ 3).",
         "ライフサイクルにおける義務と責任（ガイドライン "
         "3."
         "2）は、医療機関等と対象事業者の合意形成に焦点を当てて書かれていますが、サプライチェーン全"
         "体に適応可能です。事業者Aのアプリケーションを事業者Bのプラットフォーム上で利用する場合の"
         "、事業者AB間の合意形成にも適応できます（FAQ 3）。"},
    .message = {"No agreement of {owes} with {counterparty} on the scope of responsibility under "
                "the contract {subject} is on record.",
                "契約「{subject}」について、{owes}と{counterparty}"
                "が責任の範囲を合意した記録がありません。"},
    .remedy = {"{owes}: agree with {counterparty} on duties and responsibilities over the "
               "lifecycle and put the scope on record as `responsibility_scope` of the agreement.",
               "{owes}は、ライフサイクルにおける義務と責任について{counterparty}"
               "と合意形成し、責任の範囲を合意の`responsibility_scope`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
