#include <array>
#include <string>
#include <utility>

#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 4", "3.2.1"};
constexpr std::array kModalities{Modality::Must, Modality::Should};
constexpr std::array kKeys{StatedKey::Agreement};

constexpr std::array kPhrases{
    Phrase{"", ""},
    Phrase{" (explicit agreement alone is)", "（明示的な合意の記録のみがあります）"},
    Phrase{" (common understanding alone is)", "（共通理解の記録のみがあります）"},
    Phrase{" (an agreement is, but neither half of it)",
           "（合意の記録はありますが、いずれについても記載がありません）"},
    Phrase{" (the one on record is dated later)", "（記録されている合意は基準日より後のものです）"},
};

/// What is missing of an agreement, and the words for it.
struct Lack {
  std::vector<std::string> keys;  // empty: nothing
  Phrase words;
};

Lack lack_of(const Agreement* agreement, Date as_of) {
  if (agreement == nullptr) return {{"agreement"}, kPhrases[0]};
  Lack lack;
  if (agreement->common_understanding != true) lack.keys.emplace_back("common_understanding");
  if (agreement->explicit_agreement != true) lack.keys.emplace_back("explicit");
  if (lack.keys.size() == 2) {
    lack.words = kPhrases[3];
  } else if (!lack.keys.empty()) {
    lack.words = lack.keys.front() == "explicit" ? kPhrases[2] : kPhrases[1];
  }
  if (agreement->date && as_of < *agreement->date) {
    lack.keys.emplace_back("date");
    lack.words = kPhrases[4];
  }
  return lack;
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const ContractView& k : contracts_with_institutions(context)) {
    Lack lack = lack_of(context.supply.model().agreement(*k.record), context.supply.as_of());
    if (lack.keys.empty()) continue;
    const Text words = text_of(lack.words);
    findings.push_back(make_finding(
        context, kAgreementMissing, k,
        {.modality = k.standard_terms ? Modality::Should : Modality::Must,
         .owes = k.standard_terms ? k.customer : k.supplier,
         .counterparty = k.standard_terms ? k.supplier : k.customer,
         .blanks = {{"lack", words}},
         .details = {{.key = "missing", .values = std::move(lack.keys), .number = {}}}}));
  }
}

}  // namespace

const Rule kAgreementMissing{
    .id = "agreement-missing",
    .group = RuleGroup::Agreement,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Contracts,
    .summary = {"a contract with a medical institution without an agreement on record",
                "医療機関等との契約について合意形成の記録がない"},
    .fires_when = {"a contract with a medical institution on a service that handles medical "
                   "information has no agreement on record that is both a common understanding and "
                   "explicit, and in force on the date of the check; recommended, and for the "
                   "institution to act on, where it is concluded on standard terms",
                   "医療情報を取り扱うサービスについての医療機関等との契約に、共通理解と明示的な合"
                   "意の双方による、基準日までの合意形成の記録がない。約款による契約のときは推奨と"
                   "し、対応する者は医療機関等"},
    .rationale = {"A medical information system is only used and operated properly on the ground "
                  "of a proper agreement between provider and institution (FAQ 4). To fulfil its "
                  "duty to explain, the provider forms both a common understanding and an explicit "
                  "agreement before the contract (guideline 3.2.1). On standard terms nothing is "
                  "negotiated, so it is the institution that has to see whether they suffice.",
                  "医療情報システム等を適切に利用・運用するには、対象事業者と医療機関等との適切な合"
                  "意形成が必要です（FAQ "
                  "4）。対象事業者は、説明義務を果たすため、契約に先立って共通理解と明示的な合意の"
                  "双方を形成します（ガイドライン "
                  "3.2."
                  "1）。約款による契約では個別の交渉がないため、その内容で足りるかどうかは医療機関"
                  "等が確かめることになります。"},
    .message = {"No agreement of {owes} with {counterparty}, formed by common understanding and by "
                "explicit agreement, is on record for the contract {subject}{lack}.",
                "契約「{subject}」について、{owes}が{counterparty}"
                "との間で共通理解と明示的な合意の双方により合意形成した記録がありません{lack}。"},
    .remedy = {"{owes}: form the agreement with {counterparty} on the handling of medical "
               "information, and put it on record in `agreement` of the contract (`date`, "
               "`common_understanding`, `explicit`).",
               "{owes}は、医療情報の取扱いについて{counterparty}と合意形成し、契約の`agreement`（`"
               "date`、`common_understanding`、`explicit`）に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
