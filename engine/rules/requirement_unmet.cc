#include <array>

#include "engine/rules/requirements.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 7", "FAQ 7.1"};
constexpr std::array kModalities{Modality::Must};
constexpr std::array kKeys{StatedKey::Requirements};

bool is_unmet(const Requirement& record) {
  return record.applicable != std::optional(false) && record.met == std::optional(false);
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const auto& found : recorded_requirements(context.supply.model(), is_unmet)) {
    add_requirements(context, kRequirementUnmet, Modality::Must, found, findings);
  }
}

}  // namespace

const Rule kRequirementUnmet{
    .id = "requirement-unmet",
    .group = RuleGroup::Statutory,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Requirements,
    .summary = {"a statutory requirement recorded as not met",
                "満たしていないと記録された制度上の要求事項"},
    .fires_when = {"a requirement is recorded as not met and not as inapplicable",
                   "満たしていないと記録され、対象外とは記録されていない要求事項がある"},
    .rationale =
        {"Measures of security are chosen by risk, but what laws impose has to be met by everybody "
         "alike. No treatment of a risk takes its place.",
         "安全管理措置はリスクに応じて選択しますが、法令等で義務付けられている項目には一律に対応"
         "する必要があり、リスク対応によって代えることはできません。"},
    .message =
        {"For {subject}, these statutory requirements are recorded as not met: {requirements}.",
         "「{subject}」について、次の制度上の要求事項が満たされていないと記録されています：{requir"
         "ements}。"},
    .remedy =
        {"{owes}: consult the texts of the laws themselves, meet the requirements, and record it "
         "in `requirements` with what shows it; or record why a requirement does not apply.",
         "{owes}は、各法令の文書を参照して対応し、それを示す資料とともに`requirements`に記録してく"
         "ださい。対象外である場合は、その理由を記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
