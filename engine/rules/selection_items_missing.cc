#include <array>
#include <string>
#include <utility>

#include "engine/rules/certifications.h"
#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 4.1", "MHLW 6.0 planning 7⑥"};
constexpr std::array kModalities{Modality::Must};
constexpr std::array kKeys{StatedKey::Items};

constexpr std::string_view kAlternative = "certification_alternative";

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  const Certifications certifications(context.supply);
  for (const ContractView& k : contracts_with_institutions(context)) {
    std::vector<std::string> items = missing_items(k, kSelectionItems, context.supply.as_of());
    if (certifications.meets_faq_4_2(k.supplier)) std::erase(items, kAlternative);
    if (items.empty()) continue;
    const Text list = list_of(model, Catalogue::Item, items);
    findings.push_back(
        make_finding(context, kSelectionItemsMissing, k,
                     {.modality = Modality::Must,
                      .owes = k.customer,
                      .counterparty = k.supplier,
                      .blanks = {{"items", list}},
                      .details = {{.key = "items", .values = std::move(items), .number = {}}}}));
  }
}

}  // namespace

const Rule kSelectionItemsMissing{
    .id = "selection-items-missing",
    .group = RuleGroup::Agreement,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Contracts,
    .summary =
        {"items that an institution has to confirm when it selects a provider are not on record",
         "医療機関等が事業者の選定時に確認する必要のある項目の記録がない"},
    .fires_when = {"a contract with a medical institution on a service that handles medical "
                   "information lacks items of class ① of table 4-1; an alternative to the two "
                   "certifications is asked for only where the provider has neither",
                   "医療情報を取り扱うサービスについての医療機関等との契約に、表4-1 "
                   "①の項目の記録がない。認証に代わるものは、プライバシーマーク認定とISMS認証のいず"
                   "れもない事業者についてのみ求める"},
    .rationale = {"Class ① of table 4-1 is what an institution has to confirm at least when it "
                  "selects a provider that keeps medical information for it; the MHLW guideline "
                  "asks it to do so. It serves in the early stage of forming the agreement.",
                  "表4-1 "
                  "①は、医療機関等が外部保存を受託する事業者の選定基準として、厚生労働省ガイドライ"
                  "ンに基づいて少なくとも確認する必要がある項目です。合意形成の初期段階における情報"
                  "提供に利用することが考えられます。"},
    .message = {"That {owes} confirmed the following items with {counterparty} is not on record "
                "for the contract {subject}: {items}.",
                "契約「{subject}」について、{owes}が{counterparty}"
                "に関して確認する必要のある次の項目の記録がありません：{items}。"},
    .remedy = {"{owes}: have {counterparty} provide these items, confirm them, and put them on "
               "record in `items` of the agreement.",
               "{owes}は、これらの項目について{counterparty}から情報の提供を受けて確認し、合意の`"
               "items`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
