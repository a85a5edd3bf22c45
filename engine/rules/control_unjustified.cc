#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "engine/rules/components.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 5.3"};
constexpr std::array kModalities{Modality::Must};
constexpr std::array kKeys{StatedKey::Controls};

bool is_justified(const Control& control) {
  if (control.adopted) return true;
  if (!control.reason) return false;
  switch (*control.reason) {
    case Control::Reason::Alternative: return !control.alternative.empty();
    case Control::Reason::Other: return !control.text.empty();
    case Control::Reason::NotApplicable: break;
  }
  return true;
}

/// The controls of one service, as the model lists them, each once.
Finding unjustified(const RuleContext& context, std::span<const Control* const> controls) {
  const Model& model = context.supply.model();
  const ServiceId service = controls.front()->service.id;
  std::vector<std::string> ids;
  std::vector<Text> titles;
  for (const Control* control : controls) {
    if (std::ranges::find(ids, control->control.view()) != ids.end()) continue;
    titles.push_back({control->control.str(), control->control.str()});
    ids.push_back(control->control.str());
  }
  Finding finding =
      make_finding(kControlUnjustified, {.modality = Modality::Must,
                                         .subject = model[service].id,
                                         .owes = model[context.supply.provider(service)].id,
                                         .where = controls.front()->where,
                                         .blanks = {{"controls", joined(titles)}}});
  finding.details = {{.key = "controls", .values = std::move(ids), .number = std::nullopt}};
  hold_in_systems_of(context, service, finding);
  return finding;
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  std::vector<const Control*> found;
  for (const Control& control : context.supply.model().controls) {
    if (!is_justified(control)) found.push_back(&control);
  }
  const auto service_of = [](const Control* control) { return control->service.id; };
  std::ranges::stable_sort(found, {}, service_of);
  for (auto begin = found.begin(); begin != found.end();) {
    const auto end =
        std::ranges::upper_bound(begin, found.end(), service_of(*begin), {}, service_of);
    findings.push_back(unjustified(context, {begin, end}));
    begin = end;
  }
}

}  // namespace

const Rule kControlUnjustified{
    .id = "control-unjustified",
    .group = RuleGroup::Controls,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Controls,
    .summary = {"a control of annex 2 that is not adopted, without a rational reason",
                "合理的な理由の記録なく採用していない対策項目（別紙2）"},
    .fires_when =
        {"a control is recorded as not adopted, without a reason, or with an alternative measure "
         "or another reason that is not told",
         "採用しないと記録された対策項目に、理由の記録がない。又は、代替措置やその他の理由である"
         "のに内容の記録がない"},
    .rationale =
        {"The guideline takes a risk-based approach: annex 2 serves to confirm, at least, that the "
         "system is run appropriately, and other measures may take the place of its controls. Not "
         "to adopt one needs a rational reason, for instance that it does not concern the system, "
         "or that there is an alternative measure.",
         "ガイドラインはリスクベースアプローチを採用しており、別紙2は運用が適切であることを最低限"
         "確認するためのものです。代替措置などほかの対策も妨げられませんが、別紙2の対策項目を採用"
         "しない場合は、そのシステムに関係しない、代替措置があるなどの合理的な理由が必要です。"},
    .message =
        {"{owes} does not adopt these controls of annex 2 for {subject}, and no rational reason is "
         "on record: {controls}.",
         "{owes}が「{subject}」について採用していない対策項目（別紙2：{controls}）に、合理的な理由"
         "の記録がありません。"},
    .remedy =
        {"{owes}: record the reason, with the alternative measure where there is one, or adopt the "
         "control.",
         "{owes}は、採用しない理由（代替措置がある場合はその内容）を記録するか、対策項目を採用して"
         "ください。"},
    .run = run,
};

}  // namespace musubi::rules
