#include <array>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 4.2"};
constexpr std::array kModalities{Modality::Info};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Facts& facts = context.facts;
  for (const auto* unmet :
       {&facts.unmet_independent, &facts.unmet_of_owner, &facts.unmet_of_others}) {
    for (const Fact& fact : *unmet) {
      if (fact.state != ConfirmationState::CertificateOnly) continue;
      findings.push_back(
          make_finding(context.supply.model(), kCertificateOnlyAssessment, Modality::Info, fact));
      findings.back().state = fact.state;
    }
  }
}

}  // namespace

const Rule kCertificateOnlyAssessment{
    .id = "certificate-only-assessment",
    .group = RuleGroup::SupplyChain,
    .sources = kSources,
    .modalities = kModalities,
    .summary = {"a confirmation that rests on a certificate alone", "認証の取得のみに基づく確認"},
    .fires_when =
        {"one of the three rules before fires, and what is on record is a confirmation whose "
         "only basis is a certificate",
         "上の三つのルールのいずれかに当たり、記録されている確認の根拠が認証の取得のみである"},
    .rationale =
        {"PrivacyMark and ISMS certification show that personal data are handled in an orderly "
         "way; they are a means to show minimum eligibility. The FAQ says that holding one does "
         "not mean meeting the level of the guideline.",
         "プライバシーマーク認定及びISMS認証は、最低限の適格性を示す手段です。FAQは、これらの認証"
         "の取得をもってガイドラインの安全管理水準を満たすわけではないとしています。"},
    .message =
        {"The confirmation by {owes} of {counterparty} for {subject} rests on a certificate "
         "alone, which shows minimum eligibility and not that the guideline is met.",
         "{owes}による{counterparty}の「{subject}」の確認は、認証の取得のみに基づいています。認証"
         "は最低限の適格性を示すもので、ガイドラインの安全管理水準を満たすことを示すものではあり"
         "ません。"},
    .remedy =
        {"{owes}: confirm the risk management itself as well (MDS/SDS, disclosure, "
         "questionnaire, audit or report of {counterparty}), and add that basis to the "
         "confirmation.",
         "{owes}は、{counterparty}のMDS/SDS、開示書、調査票、監査、報告などによりリスクマネジメン"
         "トそのものを確認し、確認の根拠に加えてください。"},
    .run = run,
};

}  // namespace musubi::rules
