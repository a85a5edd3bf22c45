#include <algorithm>
#include <optional>
#include <utility>

#include "cli/annex/sections.h"
#include "engine/agreed.h"
#include "engine/contract_facts.h"
#include "engine/rules/certifications.h"
#include "engine/rules/finding.h"
#include "model/guideline.h"

namespace musubi::cli {
namespace {

struct ItemRow {
  std::string id;
  Phrase class_of;
};

/// Items of the catalogues, and those that the model adds.
std::vector<ItemRow> all_items(const Model& model) {
  std::vector<ItemRow> items;
  for (const GuidelineEntry& entry : kSelectionItems.entries) {
    items.push_back({std::string(entry.id), {.en = "①", .ja = "①"}});
  }
  for (const GuidelineEntry& entry : kUnderstandingItems.entries) {
    items.push_back({std::string(entry.id), {.en = "②", .ja = "②"}});
  }
  for (const CatalogueEntry& entry : model.guideline.items) {
    items.push_back({entry.id.str(), {.en = "added", .ja = "追加"}});
  }
  return items;
}

AnnexCell provided_cell(const AnnexFacts& facts, const AnnexWords& words, const std::string& item) {
  for (const ContractId contract : facts.contracts()) {
    const Agreement* const agreement = agreed_in(facts.supply(), contract);
    if (!provides_item(agreement, item, facts.as_of())) continue;
    const auto found =
        std::ranges::find(*agreement->items, std::string_view(item), &AgreementItem::id);
    return cell(found->date ? compose({.en = "provided on {}", .ja = "提供済み（{}）"},
                                      words.date(*found->date))
                            : Text{.en = "provided", .ja = "提供済み"});
  }
  if (item == "certification_alternative" &&
      rules::Certifications(facts.supply()).meets_faq_4_2(facts.supplier())) {
    return cell({.en = "not asked for: PrivacyMark or ISMS certification is on record",
                 .ja = "対象外（プライバシーマーク認定またはISMS認証の記録あり）"});
  }
  AnnexCell made = cell({.en = "missing: not on record", .ja = "不足（提供の記録がありません）"});
  made.is_missing = true;
  return made;
}

/// Whether anything is on record at all for the contracts, of one key of their agreements.
template <class Key>
bool is_stated(const AnnexFacts& facts, Key key) {
  return std::ranges::any_of(facts.contracts(), [&](ContractId contract) {
    const Agreement* const agreement = agreed_in(facts.supply(), contract);
    return agreement != nullptr && (agreement->*key).has_value();
  });
}

AnnexCell letters_cell(const AnnexWords& words, const Agreement* agreement, bool wanted) {
  if (agreement == nullptr || !agreement->operations_rules) return missing_cell();
  std::vector<Text> letters;
  for (const GuidelineEntry& entry : kOperationsRules.entries) {
    const bool has = std::ranges::find(*agreement->operations_rules, entry.id) !=
                     agreement->operations_rules->end();
    if (has != wanted) continue;
    letters.push_back(entry.title.en.empty()
                          ? compose({.en = "({})", .ja = "({})"}, entry.id)
                          : compose({.en = "({0}) {1}", .ja = "({0}) {1}"}, entry.id, entry.title));
  }
  const bool none = letters.empty();
  AnnexCell made = none ? cell({.en = "none", .ja = "なし"}) : cell(words.list(letters));
  made.is_missing = wanted == none;
  return made;
}

AnnexCell equipment_cell(const Agreement* agreement) {
  if (agreement == nullptr || !agreement->equipment) return missing_cell();
  const Equipment& equipment = *agreement->equipment;
  if (!equipment.distributed) {
    return cell({.en = "no devices are distributed", .ja = "機器等の配布なし"});
  }
  std::vector<Text> texts;
  texts.push_back(equipment.count
                      ? compose({.en = "devices distributed: {}", .ja = "配布する機器等：{} 台"},
                                *equipment.count)
                      : Text{.en = "devices distributed, number not on record",
                             .ja = "配布する機器等：台数の記録がありません"});
  const bool has_ledger = equipment.ledger.value_or(false);
  texts.push_back(has_ledger
                      ? Text{.en = "ledger: kept", .ja = "管理台帳：あり"}
                      : Text{.en = "ledger: not on record", .ja = "管理台帳：記録がありません"});
  if (!equipment.place_of_use.empty()) {
    texts.push_back(
        compose({.en = "place of use: {}", .ja = "利用場所：{}"}, equipment.place_of_use));
  }
  AnnexCell made = lines(std::move(texts));
  made.is_missing = !has_ledger;
  return made;
}

AnnexCell evaluation_cell(const AnnexWords& words, const Agreement* agreement) {
  if (agreement == nullptr || !agreement->evaluation) return missing_cell();
  const Evaluation& evaluation = *agreement->evaluation;
  const Phrase by = evaluation.by == Evaluation::By::Self
                        ? Phrase{.en = "by the provider itself", .ja = "事業者自ら"}
                    : evaluation.by == Evaluation::By::Independent
                        ? Phrase{.en = "by an independent department", .ja = "独立した部門"}
                        : Phrase{.en = "by a third party", .ja = "第三者"};
  return cell(evaluation.date ? compose({.en = "{0}, on {1}", .ja = "{0}（{1}）"}, by,
                                        words.date(*evaluation.date))
                              : compose({.en = "{}", .ja = "{}"}, by));
}

AnnexCell editions_cell(const Agreement* agreement) {
  if (agreement == nullptr || !agreement->guideline) return missing_cell();
  std::vector<Text> texts;
  if (const String edition = agreement->guideline->provider; !edition.empty()) {
    texts.push_back(
        compose({.en = "provider guideline {}", .ja = "事業者向けガイドライン {}版"}, edition));
  }
  if (const String edition = agreement->guideline->mhlw; !edition.empty()) {
    texts.push_back(
        compose({.en = "MHLW guideline {}", .ja = "厚生労働省ガイドライン {}版"}, edition));
  }
  return lines_or_missing(std::move(texts));
}

}  // namespace

AnnexSection items_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{
      .id = "items",
      .title = {.en = "Items to be provided (table 4-1)", .ja = "情報提供すべき項目（表4-1）"}};
  section.paragraph(
      {.en = "① is what the institution has to confirm at least when it selects, ② what common "
             "understanding needs.",
       .ja =
           "①は医療機関等が選定時に少なくとも確認する必要のある項目、②は共通理解の形成に必要な項目"
           "です。"});
  if (!is_stated(facts, &Agreement::items)) {
    section.missing({.en = "No item is on record as provided under these contracts.",
                     .ja = "これらの契約について、提供した項目の記録がありません。"});
  }
  AnnexTable table;
  table.heads = {{.en = "class", .ja = "区分"},
                 {.en = "item", .ja = "項目"},
                 {.en = "provided or missing", .ja = "提供・不足"}};
  table.widths = {10, 55, 35};
  for (const ItemRow& item : all_items(facts.model())) {
    const std::vector<std::string> one{item.id};
    table.rows.push_back({cell(item.class_of),
                          cell(rules::list_of(facts.model(), Catalogue::Item, one)),
                          provided_cell(facts, words, item.id)});
  }
  section.table(std::move(table));
  section.list({text_of(kSelectionItems.limits), text_of(kUnderstandingItems.limits)});
  return section;
}

AnnexSection rules_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{.id = "rules",
                       .title = {.en = "Operations management rules, equipment and evaluation",
                                 .ja = "運用管理規程、機器等および安全管理に係る評価"}};
  for (const ContractId contract : facts.contracts()) {
    const Agreement* const agreement = agreed_in(facts.supply(), contract);
    section.heading(words.contract(contract));
    AnnexTable table;
    table.widths = {35, 65};
    const auto add = [&](const Phrase& label, AnnexCell value) {
      table.rows.push_back({cell(label), std::move(value)});
    };
    add({.en = "rules, letters provided", .ja = "運用管理規程：定めのある項目"},
        letters_cell(words, agreement, true));
    add({.en = "rules, letters missing", .ja = "運用管理規程：定めの記録がない項目"},
        letters_cell(words, agreement, false));
    add({.en = "(エ) equipment", .ja = "(エ) 機器等の管理"}, equipment_cell(agreement));
    add({.en = "evaluation of security management", .ja = "安全管理に係る評価"},
        evaluation_cell(words, agreement));
    add({.en = "editions to be followed", .ja = "従うガイドラインの版"}, editions_cell(agreement));
    section.table(std::move(table));
  }
  section.list({text_of(kOperationsRules.limits)});
  return section;
}

}  // namespace musubi::cli
