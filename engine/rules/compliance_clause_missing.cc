#include <array>

#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"MHLW 6.0 7.4"};
constexpr std::array kModalities{Modality::Should};
constexpr std::array kKeys{StatedKey::GuidelineClause};

bool names_edition(const ContractView& k) {
  return k.agreement != nullptr && k.agreement->guideline &&
         !(k.agreement->guideline->provider.empty() && k.agreement->guideline->mhlw.empty());
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const ContractView& k : contracts_with_institutions(context)) {
    if (names_edition(k)) continue;
    findings.push_back(make_finding(
        context, kComplianceClauseMissing, k,
        {.modality = Modality::Should, .owes = k.customer, .counterparty = k.supplier}));
  }
}

}  // namespace

const Rule kComplianceClauseMissing{
    .id = "compliance-clause-missing",
    .group = RuleGroup::Agreement,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Contracts,
    .mhlw_since = "6.0",
    .summary = {"a contract with a medical institution that names no edition of the guidelines",
                "医療機関等との契約に、従うべきガイドラインの版の定めの記録がない"},
    .fires_when =
        {"a contract with a medical institution on a service that handles medical information "
         "names neither the edition of the guideline for providers nor that of the MHLW guideline",
         "医療情報を取り扱うサービスについての医療機関等との契約に、従うべき事業者向けガイドライン"
         "及び厚生労働省ガイドラインの版の定めの記録がない"},
    .rationale = {"A contract that says which guidelines are followed gives both sides the same "
                  "ground to stand on (MHLW guideline 6.0). Editions change, so the one that both "
                  "sides had before them should be named.",
                  "契約で従うべきガイドラインを定めておくと、双方が同じ前提に立つことができます（厚"
                  "生労働省ガイドライン6."
                  "0版）。ガイドラインは改定されるため、双方が前提とした版を挙げておくべきです。"},
    .message = {"That {owes} and {counterparty} agreed on the editions of the guidelines to follow "
                "is not on record for the contract {subject}.",
                "契約「{subject}」について、従うべきガイドラインの版を{owes}と{counterparty}"
                "が取り決めた記録がありません。"},
    .remedy = {"{owes}: agree with {counterparty} on the editions to follow and put them on record "
               "in `guideline` of the agreement.",
               "{owes}は、従うべきガイドラインの版を{counterparty}と取り決め、合意の`guideline`"
               "に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
