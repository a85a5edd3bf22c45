#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/rules/requirements.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 7.1"};
constexpr std::array kModalities{Modality::Must};
constexpr std::array kKeys{StatedKey::Requirements};

bool is_checked(const Requirement& record) {
  return record.met || (record.applicable == std::optional(false) && !record.reason.empty());
}

/// What is on record of a service, checked or not.
class Recorded {
 public:
  explicit Recorded(const Model& model) {
    for (const Requirement& record : model.requirements) {
      if (is_checked(record)) checked_.emplace_back(record.service.id, record.requirement);
    }
    std::ranges::sort(checked_);
  }
  [[nodiscard]] bool has(ServiceId service, std::string_view requirement) const {
    return std::ranges::binary_search(checked_, std::pair(service, requirement));
  }

 private:
  std::vector<std::pair<ServiceId, std::string_view>> checked_;
};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  const std::vector<std::string> all = all_requirements(model);
  const Recorded recorded(model);
  ServiceId last;
  for (const Fact& fact : context.agreed.components) {
    const bool own = fact.owes == fact.counterparty;
    if (own || fact.service == last || !context.supply.handles(fact.service)) continue;
    last = fact.service;
    RequirementsOfService found{fact.service, {}, model[fact.service].where};
    std::ranges::copy_if(
        all, std::back_inserter(found.requirements),
        [&](const std::string& requirement) { return !recorded.has(fact.service, requirement); });
    add_requirements(context, kRequirementUnchecked, Modality::Must, found, findings);
  }
}

}  // namespace

const Rule kRequirementUnchecked{
    .id = "requirement-unchecked",
    .group = RuleGroup::Statutory,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Components,
    .summary = {"a statutory requirement of which nothing is on record",
                "対応の記録がない制度上の要求事項"},
    .fires_when =
        {"a component that handles medical information lacks a record, for a requirement of the "
         "catalogue, that it is met, not met, or not applicable with a reason",
         "医療情報を取り扱う構成要素に、一覧にある要求事項を満たす、満たさない、又は理由により対"
         "象外であるとの記録がない"},
    .rationale =
        {"What laws impose has to be met by everybody alike: each requirement has to be looked at "
         "for each component, if only to find that it does not apply. The built-in catalogue names "
         "what the FAQ and the guideline name; consult the laws themselves.",
         "法令等で義務付けられている項目には一律に対応する必要があるため、対象外であることの判断"
         "も含めて、要求事項ごとの確認が必要です。組み込みの一覧はFAQやガイドラインが挙げるもの"
         "に限られるため、各法令の文書も参照してください。"},
    .message =
        {"For {subject}, whether these statutory requirements are met is not on record: "
         "{requirements}.",
         "「{subject}」について、次の制度上の要求事項を満たすかどうかの記録がありません：{requirem"
         "ents}。"},
    .remedy =
        {"{owes}: find out whether each requirement applies and is met, and record it in "
         "`requirements` with what shows it, or with the reason why it does not apply.",
         "{owes}は、各要求事項が対象となるか、満たしているかを確認し、それを示す資料又は対象外であ"
         "る理由とともに`requirements`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
