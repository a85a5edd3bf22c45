#include <array>
#include <string>

#include "engine/rules/components.h"
#include "engine/rules/risk_parties.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 7"};
constexpr std::array kModalities{Modality::Must};
constexpr std::array kKeys{StatedKey::Risks};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  for (const Risk& risk : model.risks) {
    if (!is_left_as_it_is(risk) || risk.requirement.empty()) continue;
    const std::string requirement = risk.requirement.str();
    const std::array blanks{
        NamedBlank("requirement", list_of(model, Catalogue::Requirement, {&requirement, 1}))};
    Finding finding =
        make_risk_finding(context, kRequirementWaived, Modality::Must, risk, {}, blanks);
    hold_in_systems_of(context, risk.service.id, finding);
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule kRequirementWaived{
    .id = "requirement-waived",
    .group = RuleGroup::Statutory,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Risks,
    .summary = {"a statutory requirement left to the treatment of a risk",
                "リスク移転・リスク保有で済ませた制度上の要求事項"},
    .fires_when =
        {"a risk that is about a statutory requirement is treated by transfer or "
         "retention",
         "制度上の要求事項に関係するリスクについて、リスク移転又はリスク保有を選択している"},
    .rationale =
        {"A provider may choose how to treat a risk. What laws impose is not a matter of choice: "
         "it has to be met by everybody alike, so neither transferring nor retaining a risk, "
         "agreed or not, settles it. From edition 1.1 of the guideline on, the transfer of a risk "
         "is called sharing.",
         "リスクへの対応は選択できますが、法令等で義務付けられている項目には一律に対応する必要が"
         "あります。合意の有無にかかわらず、リスク移転やリスク保有によって代えることはできません"
         "。ガイドライン第1.1版からは、リスク移転をリスク共有といいます。"},
    .message =
        {"The risk {subject} of {service} is about a statutory requirement ({requirement}), and "
         "{owes} chose {treatment} for it; that does not take the place of meeting the "
         "requirement.",
         "「{service}」のリスク「{subject}」は制度上の要求事項（{requirement}）に関係しますが、{owe"
         "s}は{treatment}を選択しています。これによって要求事項への対応に代えることはできません。"},
    .remedy =
        {"{owes}: meet the requirement, and treat the risk by reduction or avoidance, not by "
         "retention or {transfer}.",
         "{owes}は、要求事項に対応し、リスク保有やリスク{transfer}ではなく、リスク低減又はリスク回"
         "避を選択してください。"},
    .run = run,
};

}  // namespace musubi::rules
