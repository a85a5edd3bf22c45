#include <array>

#include "engine/rules/requirements.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 7.1"};
constexpr std::array kModalities{Modality::Info};
constexpr std::array kKeys{StatedKey::Requirements};

bool is_bare(const Requirement& record) {
  return record.met == std::optional(true) && record.evidence.empty();
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const auto& found : recorded_requirements(context.supply.model(), is_bare)) {
    add_requirements(context, kRequirementWithoutEvidence, Modality::Info, found, findings);
  }
}

}  // namespace

const Rule kRequirementWithoutEvidence{
    .id = "requirement-without-evidence",
    .group = RuleGroup::Statutory,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Requirements,
    .summary = {"a statutory requirement recorded as met, without what shows it",
                "満たしていることを示す記録がない制度上の要求事項"},
    .fires_when = {"a requirement is recorded as met, and nothing that shows it is on record",
                   "満たしていると記録された要求事項に、それを示す記録がない"},
    .rationale =
        {"Statutory requirements have to be met by consulting each law itself, not the guideline "
         "alone. What shows that this was done is of use when the institution asks, and when the "
         "component or the law changes.",
         "制度上の要求事項には、ガイドラインのみによることなく、各文書を参照の上で対応する必要が"
         "あります。対応したことを示す記録は、医療機関等への説明や、構成要素や法令の変更の際に役"
         "立ちます。"},
    .message =
        {"For {subject}, these statutory requirements are recorded as met, but what shows it is "
         "not on record: {requirements}.",
         "「{subject}」について満たしていると記録された制度上の要求事項のうち、次のものにはそれを"
         "示す記録がありません：{requirements}。"},
    .remedy =
        {"{owes}: record in `evidence` what shows that the requirement is met.",
         "{owes}は、要求事項を満たしていることを示す資料などを`evidence`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
