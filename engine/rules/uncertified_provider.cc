#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engine/rules/certifications.h"
#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 4.2", "4.4"};
constexpr std::array kModalities{Modality::Must, Modality::Should, Modality::Info};
constexpr std::array kKeys{StatedKey::Certifications};

Text alternative_words(const Model& model, const std::vector<std::string>& alternatives) {
  if (alternatives.empty()) return {};
  const Text list = list_of(model, Catalogue::Certification, alternatives);
  return {" (an alternative is: " + list.en + ")",
          "（これに代わるものとして、" + list.ja + "の記録があります）"};
}

Finding find_uncertified(const RuleContext& context, const Fact* operates, OrganizationId party,
                         std::vector<std::string> alternatives) {
  const Model& model = context.supply.model();
  const Modality held = alternatives.empty() ? Modality::Must : Modality::Should;
  Finding finding = make_finding(
      kUncertifiedProvider, {.modality = operates != nullptr ? held : Modality::Info,
                             .subject = model[party].id,
                             .owes = model[party].id,
                             .counterparty = {},
                             .where = model[party].where,
                             .blanks = {{"alternative", alternative_words(model, alternatives)}}});
  if (!alternatives.empty()) {
    finding.details = {{.key = "certifications", .values = std::move(alternatives), .number = {}}};
  }
  if (operates != nullptr) {
    finding.systems = operates->systems;
    finding.witness = operates->witness;
  }
  return finding;
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Certifications certifications(context.supply);
  const auto& operators = context.agreed.operators;
  for (const ScopeEntry& entry : context.scope) {
    const OrganizationId party = entry.organization;
    if (entry.in_scope != true || certifications.meets_faq_4_2(party)) continue;
    const auto fact = std::ranges::lower_bound(operators, party, {}, &Fact::owes);
    const bool operates = fact != operators.end() && fact->owes == party;
    findings.push_back(find_uncertified(context, operates ? &*fact : nullptr, party,
                                        certifications.alternatives(party)));
  }
}

}  // namespace

const Rule kUncertifiedProvider{
    .id = "uncertified-provider",
    .group = RuleGroup::Agreement,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Organizations,
    .summary = {"a provider in scope without PrivacyMark or ISMS certification on record",
                "プライバシーマーク認定又はISMS認証の記録がない対象事業者がある"},
    .fires_when =
        {"a provider in scope has no valid PrivacyMark or ISMS certification on record; "
         "recommended where an alternative certification is, for information where it operates no "
         "component that handles medical information",
         "対象事業者について、有効なプライバシーマーク認定又はISMS認証の記録がない。これに代わる認"
         "証等の記録があるときは推奨、医療情報を取り扱う構成要素を運用していないときは参考"},
    .rationale =
        {"The guideline asks providers that handle medical information for PrivacyMark or ISMS "
         "certification, as public certification by a third party. It shows minimum eligibility "
         "only: no certificate means that the level of the guideline is met (FAQ 4.2).",
         "ガイドラインは、医療情報を取り扱う対象事業者に対して、公的な第三者認証としてプライバシー"
         "マーク認定又はISMS認証の取得を求めています。これらはあくまで最低限の適格性を示すもので、"
         "取得をもってガイドラインの安全管理水準を満たすわけではありません（FAQ 4.2）。"},
    .message =
        {"No valid PrivacyMark or ISMS certification of {subject} is on record{alternative}.",
         "{subject}について、有効なプライバシーマーク認定又はISMS認証の記録がありません{"
         "alternative}。"},
    .remedy = {"{owes}: obtain or renew PrivacyMark or ISMS certification and put it on record in "
               "`certifications`.",
               "{owes}は、プライバシーマーク認定又はISMS認証を取得又は更新し、`certifications`"
               "に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
