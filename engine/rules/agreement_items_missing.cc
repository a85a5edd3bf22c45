#include <array>
#include <string>
#include <utility>

#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 4.1"};
constexpr std::array kModalities{Modality::Info};
constexpr std::array kKeys{StatedKey::Items};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  for (const ContractView& k : contracts_with_institutions(context)) {
    std::vector<std::string> items = missing_items(k, kUnderstandingItems, context.supply.as_of());
    if (items.empty()) continue;
    const Text list = list_of(model, Catalogue::Item, items);
    findings.push_back(
        make_finding(context, kAgreementItemsMissing, k,
                     {.modality = Modality::Info,
                      .owes = k.supplier,
                      .counterparty = k.customer,
                      .blanks = {{"items", list}},
                      .details = {{.key = "items", .values = std::move(items), .number = {}}}}));
  }
}

}  // namespace

const Rule kAgreementItemsMissing{
    .id = "agreement-items-missing",
    .group = RuleGroup::Agreement,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Contracts,
    .summary = {"items for a common understanding are not on record",
                "共通理解の形成のために情報提供すべき項目の記録がない"},
    .fires_when = {"a contract with a medical institution on a service that handles medical "
                   "information lacks items of class ② of table 4-1, as far as these are known",
                   "医療情報を取り扱うサービスについての医療機関等との契約に、表4-1 "
                   "②の項目（把握できているもの）の記録がない"},
    .rationale = {"Class ② of table 4-1 is what a provider gives to form a common understanding; "
                  "it can be used to deepen the agreement once the talks come to the contract. How "
                  "far it has to go depends on what both sides need for a proper agreement. The "
                  "list of class ② is not complete here: it was taken from other clauses.",
                  "表4-1 "
                  "②は、医療機関等との共通理解を形成するために情報提供すべき項目です。契約に向けて"
                  "話が進んだ段階で、合意形成の内容を深めるために利用することが考えられます。どの程"
                  "度まで提供するかは、適切な合意形成に何が必要かによります。ここでの②の項目は他の"
                  "条項から補ったもので、すべてではありません。"},
    .message = {"That {owes} provided the following items to {counterparty} is not on record for "
                "the contract {subject}: {items}.",
                "契約「{subject}」について、{owes}が{counterparty}"
                "に次の項目を情報提供した記録がありません：{items}。"},
    .remedy = {"{owes}: provide {counterparty} with the items that the agreement needs, and put "
               "them on record in `items` of the agreement.",
               "{owes}は、合意形成に必要な項目を{counterparty}に情報提供し、合意の`items`"
               "に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
