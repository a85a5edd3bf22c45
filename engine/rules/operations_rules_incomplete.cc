#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 6.1"};
constexpr std::array kModalities{Modality::Must};
constexpr std::array kKeys{StatedKey::OperationsRules};

/// Whether equipment is distributed and no ledger says where it is.
bool lacks_ledger(const ContractView& k) {
  return k.agreement != nullptr && k.agreement->equipment && k.agreement->equipment->distributed &&
         k.agreement->equipment->ledger != true;
}

std::vector<std::string> missing_letters(const ContractView& k) {
  std::vector<std::string> missing;
  for (const GuidelineEntry& letter : kOperationsRules.entries) {
    const bool has = k.agreement != nullptr && k.agreement->operations_rules &&
                     std::ranges::find(*k.agreement->operations_rules, letter.id) !=
                         k.agreement->operations_rules->end();
    if (!has || (letter.id == kEquipmentRule && lacks_ledger(k))) missing.emplace_back(letter.id);
  }
  return missing;
}

Text list_of_letters(std::span<const std::string> letters) {
  std::vector<Text> list;
  for (const std::string& letter : letters)
    list.push_back({"(" + letter + ")", "（" + letter + "）"});
  return joined(list);
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const ContractView& k : contracts_with_institutions(context)) {
    std::vector<std::string> letters = missing_letters(k);
    if (letters.empty()) continue;
    const Text ledger = lacks_ledger(k)
                            ? Text{" (equipment is distributed, and no ledger of it is on record)",
                                   "（機器等が配布されていますが、台帳の記録がありません）"}
                            : Text{};
    const Text list = list_of_letters(letters);
    findings.push_back(make_finding(
        context, kOperationsRulesIncomplete, k,
        {.modality = Modality::Must,
         .owes = k.supplier,
         .counterparty = k.customer,
         .blanks = {{"letters", list}, {"ledger", ledger}},
         .details = {{.key = "operations_rules", .values = std::move(letters), .number = {}}}}));
  }
}

}  // namespace

const Rule kOperationsRulesIncomplete{
    .id = "operations-rules-incomplete",
    .group = RuleGroup::Documents,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Contracts,
    .summary = {"items of the operations management rules that are not on record",
                "運用管理規程に含める項目の記録がない"},
    .fires_when =
        {"a contract with a medical institution on a service that handles medical information "
         "lacks one of the letters (ア) to (コ) of the operations management rules, or equipment "
         "is distributed and no ledger of it is on record (エ)",
         "医療情報を取り扱うサービスについての医療機関等との契約に、運用管理規程の（ア）から（コ）"
         "のいずれかの記録がない、又は機器等を配布しているのに台帳の記録がない（エ）"},
    .rationale =
        {"The provider documents what it agreed with the institution and sets operations "
         "management rules. (ア) to (コ) are the least that they contain. (エ), for example, asks "
         "for a check of where equipment is, by a ledger or the like; where terminals are "
         "distributed, their count and place of use are written down as far as needed.",
         "対象事業者は、医療機関等と合意形成した結果を文書化し、運用管理規程を定めることが求められ"
         "ています。（ア）から（コ）は、これに含める項目の最低限の具体例です。例えば（エ）は、台帳"
         "管理等による機器等の所在確認を求めており、端末を配布する場合は、台数の確認や利用場所の限"
         "定を必要な範囲で記載します。"},
    .message = {"Operations management rules of {owes}, agreed with {counterparty} under the "
                "contract {subject}, are not on record for {letters}{ledger}.",
                "契約「{subject}」について、{owes}が{counterparty}と合意した運用管理規程のうち、{"
                "letters}の記録がありません{ledger}。"},
    .remedy = {"{owes}: set these rules with {counterparty} and put them on record in "
               "`operations_rules` of the agreement; for distributed equipment keep a ledger and "
               "put it on record in `equipment`.",
               "{owes}は、{counterparty}"
               "とのリスクコミュニケーションを通じて運用管理規程にこれらの項目を定め、合意の`"
               "operations_rules`に記録してください。機器等を配布している場合は、台帳を整備して`"
               "equipment`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
