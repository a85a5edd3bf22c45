#include <array>
#include <string>

#include "engine/recorded_changes.h"
#include "engine/rules/finding.h"
#include "engine/rules/notices.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 2.1"};
constexpr std::array kModalities{Modality::Should};
constexpr std::array kKeys{StatedKey::Changes};

Text what_happened(const LateNotice& late) {
  if (!late.told_on) {
    return {"is not on record as told", "通知した記録がありません"};
  }
  const std::string day = late.told_on->to_string();
  return {"was told on " + day, "通知したのは" + day + "です"};
}

Finding find_on(const RuleContext& context, const LateNotice& late) {
  const Model& model = context.supply.model();
  const std::string due = late.due.to_string();
  Finding finding =
      make_finding(kLateNotice, {.modality = Modality::Should,
                                 .subject = late.change->id,
                                 .owes = model[late.teller].id,
                                 .counterparty = model[late.told].id,
                                 .where = late.change->where,
                                 .blanks = {{"change", label_of_change(model, *late.change)},
                                            {"due", Text{due, due}},
                                            {"told", what_happened(late)}}});
  finding.details.push_back({.key = "due", .values = {due}, .number = {}});
  if (late.told_on) {
    finding.details.push_back({.key = "told", .values = {late.told_on->to_string()}, .number = {}});
  }
  finding.evidence = late.route;
  set_systems(context, late.systems, finding);
  return finding;
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const LateNotice& late : find_late_notices(context.supply)) {
    findings.push_back(find_on(context, late));
  }
}

}  // namespace

const Rule kLateNotice{
    .id = "late-notice",
    .group = RuleGroup::Change,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Changes,
    .summary = {"a change told later than agreed", "合意した期限までに通知されていない変更"},
    .fires_when =
        {"an organization that a recorded change affects was told of it later than the contract by "
         "which it is told has it, or is not on record as told although that day is past",
         "記録された変更について、影響を受ける組織への通知が、契約に定めた期限に遅れた。又は期限を"
         "過ぎても通知の記録がない"},
    .rationale =
        {"The FAQ considers it important that the parties agree on duties such as notice of "
         "changes. A notice that comes late leaves those who depend on the service without the "
         "time that was agreed on to look at its effect and to prepare.",
         "FAQは、関係者間で変更の通知などの責務について合意形成することが重要としています。通知が"
         "遅れると、影響の検討や準備のために合意した時間が失われます。"},
    .message = {"Of the change {change}, {counterparty} {told}. By the contract, the last day for "
                "{owes} to tell it was {due}.",
                "変更{change}について、{owes}による{counterparty}への通知期限は{due}でしたが、{tol"
                "d}。"},
    .remedy = {"{owes}: where {counterparty} has not been told, tell it now and put the day on "
               "record in `told`. Settle with it how to proceed with less notice than agreed.",
               "{owes}は、まだであれば直ちに{counterparty}に通知してその日を`told`に記録し、予告期"
               "間に満たない変更の進め方を{counterparty}と協議してください。"},
    .run = run,
};

}  // namespace musubi::rules
