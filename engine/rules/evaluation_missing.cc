#include <array>
#include <string>

#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 4", "4.3"};
constexpr std::array kModalities{Modality::Must, Modality::Should};
constexpr std::array kKeys{StatedKey::Evaluation};

constexpr Phrase kAny{"No evaluation of security management", "安全管理に係る評価"};
constexpr Phrase kIndependent{
    "No evaluation of security management by an independent unit or a third party",
    "独立した部門又は第三者による、安全管理に係る評価"};
constexpr Phrase kSelfOnly{" (one by itself is)", "（自ら行った評価の記録のみがあります）"};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const ContractView& k : contracts_with_institutions(context)) {
    const bool has = k.agreement != nullptr && k.agreement->evaluation &&
                     (!k.agreement->evaluation->date ||
                      *k.agreement->evaluation->date <= context.supply.as_of());
    if (has && k.agreement->evaluation->by != Evaluation::By::Self) continue;
    findings.push_back(make_finding(context, kEvaluationMissing, k,
                                    {.modality = has ? Modality::Should : Modality::Must,
                                     .owes = k.supplier,
                                     .counterparty = k.customer,
                                     .blanks = {{"what", text_of(has ? kIndependent : kAny)},
                                                {"state", text_of(has ? kSelfOnly : Phrase{})}},
                                     .details = {}}));
  }
}

}  // namespace

const Rule kEvaluationMissing{
    .id = "evaluation-missing",
    .group = RuleGroup::Agreement,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Contracts,
    .summary = {"no evaluation of security management shared with the institution",
                "安全管理に係る評価を医療機関等と共有した記録がない"},
    .fires_when = {"a contract with a medical institution on a service that handles medical "
                   "information has no evaluation of security management on record; recommended "
                   "where the only one is by the provider itself",
                   "医療情報を取り扱うサービスについての医療機関等との契約に、安全管理に係る評価の"
                   "記録がない。事業者自らによる評価のみがあるときは推奨"},
    .rationale =
        {"A proper agreement needs that the evaluation of the security management of the system is "
         "shared (FAQ 4). The provider evaluates its system and gives the result to the "
         "institution. An evaluation by the people concerned themselves is less reliable; an "
         "independent audit unit or a third party is desirable (guideline 4.3).",
         "適切な合意形成のためには、医療情報システム等の安全管理に係る評価の共有等がなされる必要が"
         "あります（FAQ "
         "4）。対象事業者は評価を実施し、その結果を医療機関等に提供します。自ら行う評価は信頼性・客"
         "観性が低くなるため、独立した監査部門や第三者による評価が望ましいとされています（ガイドラ"
         "イン 4.3）。"},
    .message = {"{what}, shared by {owes} with {counterparty}, is on record for the contract "
                "{subject}{state}.",
                "契約「{subject}」について、{owes}が{what}の結果を{counterparty}"
                "と共有した記録がありません{state}。"},
    .remedy =
        {"{owes}: have the security management of the system evaluated, best by an independent "
         "unit or a third party, give {counterparty} the result, and put it on record in "
         "`evaluation` of the agreement.",
         "{owes}"
         "は、医療情報システム等の安全管理に係る評価を、できれば独立した部門又は第三者により実施し"
         "、その結果を{counterparty}に提供した上で、合意の`evaluation`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
