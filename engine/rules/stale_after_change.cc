#include <array>
#include <string>

#include "engine/recorded_changes.h"
#include "engine/rules/contracts.h"
#include "engine/rules/finding.h"
#include "engine/rules/notices.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 2.1", "FAQ 5.2"};
constexpr std::array kModalities{Modality::Must};
constexpr std::array kKeys{StatedKey::Changes};

/// The parts of the message and the remedy in which agreements and confirmations differ.
struct Wording {
  Phrase missing, todo;
};

constexpr Wording kAgreement{
    .missing = {"no agreement that {owes} and {counterparty} formed again under {subject} is on "
                "record",
                "{owes}と{counterparty}が「{subject}」について再合意形成を行った記録がありません"},
    .todo = {"decide with {counterparty} whether the agreement has to be formed again, form it "
             "where it has, and put the day of that on record in `agreement.renewed`",
             "{counterparty}と再合意形成の要否を判断し、必要な場合はあらためて合意を形成して、その"
             "日を`agreement.renewed`に記録してください"}};

constexpr Wording kConfirmation{
    .missing = {"no confirmation by {owes} of the risk management of {counterparty} for {subject} "
                "is on record",
                "{owes}が、{counterparty}の提供する「{subject}」についてリスクマネジメントを確認し"
                "た記録がありません"},
    .todo = {"confirm the risk management of {counterparty} again, as it is after the change, and "
             "put that on record in `assessments`",
             "変更後の{counterparty}のリスクマネジメントをあらためて確認し、`assessments`に記録し"
             "てください"}};

Text labels_of(const Model& model, const StaleRecord& stale) {
  std::vector<Text> labels;
  for (const Change* change : stale.changes) labels.push_back(label_of_change(model, *change));
  return joined(labels);
}

Finding find_on(const RuleContext& context, const StaleRecord& stale) {
  const Model& model = context.supply.model();
  const ImpactAction& action = stale.action;
  const bool reagree = action.kind == ActionKind::Reagree;
  const Wording& wording = reagree ? kAgreement : kConfirmation;
  FindingParts parts{.modality = Modality::Must,
                     .subject = reagree ? model[action.contract].id : model[action.service].id,
                     .owes = model[action.by].id,
                     .counterparty = model[action.with].id,
                     .where = reagree ? place_of_agreement(model, model[action.contract])
                                      : stale.changes.front()->where,
                     .blanks = {{"changes", labels_of(model, stale)}}};
  parts.blanks.emplace_back("missing", fill(model, wording.missing, parts));
  parts.blanks.emplace_back("todo", fill(model, wording.todo, parts));
  Finding finding = make_finding(kStaleAfterChange, parts);
  finding.details.push_back({.key = "changes", .values = {}, .number = {}});
  for (const Change* change : stale.changes) {
    finding.details.back().values.emplace_back(model.text(change->id));
  }
  finding.evidence = action.evidence;
  set_systems(context, stale.systems, finding);
  return finding;
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const StaleRecord& stale : find_stale_records(context.supply, context.confirmations)) {
    findings.push_back(find_on(context, stale));
  }
}

}  // namespace

const Rule kStaleAfterChange{
    .id = "stale-after-change",
    .group = RuleGroup::Change,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Changes,
    .summary = {"an agreement or a confirmation from before a change",
                "変更後に見直されていない合意又は確認"},
    .fires_when =
        {"a recorded change has taken effect, and an agreement that it touches was not formed "
         "again, or a confirmation of what changed was not made again, since it was announced",
         "記録された変更が実施されたのに、公表されて以降、関係する合意の再合意形成、又は変更された"
         "もののリスクマネジメントの確認が行われていない"},
    .rationale =
        {"In a multi-vendor estate a change of one provider's service or contract reaches the "
         "agreements of others. The FAQ asks that agreement be formed again where risks change; "
         "what was agreed or confirmed before says nothing on what runs now. What was settled "
         "between the announcement and the change counts, since that is the time for it.",
         "複数の事業者が関わる環境では、ある事業者のサービスや契約の変更が、他の事業者との合意にも"
         "影響します。FAQは、リスクが変化した場合にはあらためて合意形成を図ることを求めています。変"
         "更前の合意や確認は、いま稼働しているものについて何も示しません。公表から実施までの間に行"
         "われた再合意形成や確認は、これを受けたものとして扱います。"},
    .message = {"Since the change {changes}, {missing}.", "変更{changes}を受けて、{missing}。"},
    .remedy = {"{owes}: {todo}.", "{owes}は、{todo}。"},
    .run = run,
};

}  // namespace musubi::rules
