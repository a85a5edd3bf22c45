#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 4", "4.2"};
constexpr std::array kModalities{Modality::Must, Modality::Should, Modality::Info};
constexpr std::array kKeys{StatedKey::Duties};

/// The duties that have to be divided, by the model's policy or else by the catalogue.
std::vector<std::string> duties_to_divide(const Model& model) {
  std::vector<std::string> duties;
  if (model.policy.duties) {
    for (const String& duty : *model.policy.duties) duties.push_back(duty.str());
    return duties;
  }
  for (const GuidelineEntry& duty : kDuties.entries) duties.emplace_back(duty.id);
  return duties;
}

Modality modality_of(const ContractView& k) {
  if (k.duties != nullptr && !k.duties->empty()) return Modality::Info;
  return k.standard_terms ? Modality::Should : Modality::Must;
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  const std::vector<std::string> duties = duties_to_divide(model);
  for (const ContractView& k : contracts_with_institutions(context)) {
    std::vector<std::string> missing = duties;
    if (k.duties != nullptr) {
      std::erase_if(missing, [&](std::string_view duty) {
        return std::ranges::find(*k.duties, duty, &DutyAssignment::duty) != k.duties->end();
      });
    }
    const Modality modality = modality_of(k);
    if (missing.empty() && modality == Modality::Info) continue;
    const Text list = list_of(model, Catalogue::Duty, missing);
    Finding finding =
        make_finding(context, kDutyUnassigned, k,
                     {.modality = modality,
                      .owes = k.standard_terms ? k.customer : k.supplier,
                      .counterparty = k.standard_terms ? k.supplier : k.customer,
                      .blanks = {{"duties", list}},
                      .details = {{.key = "duties", .values = std::move(missing), .number = {}}}});
    finding.where = k.record->where;
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule kDutyUnassigned{
    .id = "duty-unassigned",
    .group = RuleGroup::Agreement,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Contracts,
    .summary = {"duties that the two sides did not divide on record",
                "役割分担の記録がない事項がある"},
    .fires_when = {"a contract with a medical institution on a service that handles medical "
                   "information divides no duties on record, or, for information, not all that the "
                   "policy or the built-in list names; without any, recommended where it is "
                   "concluded on standard terms, and then for the institution to act on",
                   "医療情報を取り扱うサービスについての医療機関等との契約に、役割分担の記録がない"
                   "。一部の事項のみ記録がないときは参考とし、約款による契約で記録がまったくないと"
                   "きは推奨とする。約款のとき、対応する者は医療機関等"},
    .rationale = {"A proper agreement needs a clear division of roles between provider and "
                  "institution (FAQ 4, guideline 4.2). The FAQ does not list what has to be "
                  "divided; the built-in list is ours, and `policy.duties` replaces it.",
                  "適切な合意形成のためには、対象事業者と医療機関等の役割分担の明確化が必要です（FA"
                  "Q 4、ガイドライン "
                  "4."
                  "2）。FAQは分担すべき事項を列挙していません。組み込みの一覧は本ソフトウェアによる"
                  "もので、`policy.duties`で置き換えられます。"},
    .message = {"Who of {owes} and {counterparty} does the following is not on record for the "
                "contract {subject}: {duties}.",
                "契約「{subject}」について、{owes}と{counterparty}"
                "のいずれが担うかの記録がない事項があります：{duties}。"},
    .remedy = {"{owes}: divide these duties with {counterparty} and put the division on record in "
               "`duties` of the contract.",
               "{owes}は、これらの事項の役割分担を{counterparty}との間で明確にし、契約の`duties`"
               "に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
