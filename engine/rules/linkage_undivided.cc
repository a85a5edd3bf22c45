#include <array>
#include <cstddef>
#include <utility>

#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"MHLW 6.0 planning 2"};
constexpr std::array kModalities{Modality::Info};
constexpr std::array kKeys{StatedKey::Links};

Text between(const Model& model, const Link& link) {
  std::vector<Text> ends;
  for (const ServiceRef& service : link.between) {
    ends.push_back(label(model, model[service.id].id));
  }
  Text text;
  for (const Text& end : ends) {
    text.en += (text.en.empty() ? "" : " and ") + end.en;
    text.ja += (text.ja.empty() ? "" : "と") + end.ja;
  }
  return text;
}

void add_undivided(const RuleContext& context, SystemId id, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  const System& system = model[id];
  std::vector<Text> links;
  SourceLocation where;
  for (const Link& link : *system.links) {
    if (link.agreed_in.given()) continue;
    if (links.empty()) where = {.file = system.where.file, .offset = link.offset};
    links.push_back(between(model, link));
  }
  if (links.empty()) return;
  Finding finding = make_finding(kLinkageUndivided, {.modality = Modality::Info,
                                                     .subject = system.id,
                                                     .owes = model[context.supply.owner(id)].id,
                                                     .counterparty = {},
                                                     .where = where,
                                                     .blanks = {{"links", joined(links)}}});
  finding.systems = {.count = 1, .first = {id}};
  findings.push_back(std::move(finding));
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  for (std::size_t i = 0; i < model.systems.size(); ++i) {
    if (model.systems[i].links) add_undivided(context, SystemId(i), findings);
  }
}

}  // namespace

const Rule kLinkageUndivided{
    .id = "linkage-undivided",
    .group = RuleGroup::Agreement,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Systems,
    .mhlw_since = "6.0",
    .summary = {"a linkage between services without an agreement on who answers for it",
                "サービス間の連携部分について、責任分界の取決めの記録がない"},
    .fires_when = {"a link between two services of a system names no contract in which the "
                   "demarcation of responsibility was agreed",
                   "システムのサービス間の連携に、責任分界を取り決めた契約の記録がない"},
    .rationale = {"An institution that combines the services of several providers settles the "
                  "demarcation of responsibility with each of them, and for the parts that link "
                  "them as well: technical specifications, and what the providers do together in "
                  "an emergency (MHLW guideline 6.0, planning volume 2).",
                  "複数の事業者のサービスを組み合わせる医療機関等は、それぞれの事業者との責任分界に"
                  "加えて、サービス間の連携部分についても、技術的な仕様や非常時の事業者間の対応を取"
                  "り決めます（厚生労働省ガイドライン6.0版 企画管理編 2）。"},
    .message = {"For the linkage of {links} in {subject}, no contract in which {owes} agreed on "
                "the demarcation of responsibility is on record.",
                "「{subject}」における{links}の連携部分について、{owes}"
                "が責任分界を取り決めた契約の記録がありません。"},
    .remedy = {"{owes}: agree with the providers concerned on who answers for the linkage and put "
               "the contract on record as `agreed_in` of the link.",
               "{owes}は、関係する事業者と連携部分の責任分界を取り決め、その契約を連携の`agreed_in`"
               "に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
