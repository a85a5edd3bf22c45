#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/endings.h"
#include "engine/rules/finding.h"
#include "engine/rules/rules.h"
#include "model/guideline.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 4", "FAQ 5.2"};
constexpr std::array kModalities{Modality::Info};

/// What ends, with a blank for the day.
Phrase pattern_of(Ending::What what) {
  switch (what) {
    case Ending::What::Certification: break;
    case Ending::What::Confirmation:
      return {"the confirmation of risk management ends on {}",
              "リスクマネジメントの確認の有効期間が{}に終わります"};
    case Ending::What::Contract: return {"the contract ends on {}", "契約期間が{}に終わります"};
    case Ending::What::RenewalNotice:
      return {"{} is the last day to give notice that it shall not renew itself",
              "自動更新をしない旨を通知できる期限は{}です"};
    case Ending::What::Review:
      return {"the risk has to be reviewed by {}", "リスクの見直しの期限は{}です"};
  }
  return {"{1} ends on {0}{2}", "{1}の有効期間が{0}に終わります{2}"};
}

Text words_of(const Model& model, const Ending& ending) {
  Text scheme;
  Phrase pending;
  if (ending.certification != nullptr) {
    const std::string id(model.text(ending.certification->scheme));
    scheme = list_of(model, Catalogue::Certification, {&id, 1});
    if (ending.certification->renewal_pending) {
      pending = {" (its renewal is under examination)", "（更新審査中）"};
    }
  }
  const std::string day = ending.day.to_string();
  const Phrase pattern = pattern_of(ending.what);
  return {fmt::format(fmt::runtime(pattern.en), day, scheme.en, pending.en),
          fmt::format(fmt::runtime(pattern.ja), day, scheme.ja, pending.ja)};
}

/// All that ends of one subject.
Finding expiring(const RuleContext& context, std::span<const Ending> endings) {
  const Model& model = context.supply.model();
  std::vector<std::string> days;
  Text words;
  for (const Ending& ending : endings) {
    days.push_back(ending.day.to_string());
    const Text one = words_of(model, ending);
    words.en += (words.en.empty() ? "" : "; ") + one.en;
    words.ja += (words.ja.empty() ? "" : "。") + one.ja;
  }
  Finding finding = make_finding(kExpiring, {.modality = Modality::Info,
                                             .subject = endings.front().subject,
                                             .owes = endings.front().owes,
                                             .where = endings.front().where,
                                             .blanks = {{"endings", words}}});
  finding.details = {{.key = "days", .values = std::move(days), .number = std::nullopt}};
  return finding;
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const SupplyGraph& supply = context.supply;
  const std::vector<Ending> all = find_endings(supply, context.confirmations, context.facts.met,
                                               supply.as_of(), last_expiring_day(supply));
  const auto differ = [](const Ending& a, const Ending& b) {
    return a.subject != b.subject || a.owes != b.owes;
  };
  for (auto begin = all.begin(); begin != all.end();) {
    const auto last = std::ranges::adjacent_find(begin, all.end(), differ);
    const auto end = last == all.end() ? last : last + 1;
    findings.push_back(expiring(context, {begin, end}));
    begin = end;
  }
}

}  // namespace

const Rule kExpiring{
    .id = "expiring",
    .group = RuleGroup::Agreement,
    .sources = kSources,
    .modalities = kModalities,
    .looks_at = Look::Contracts,
    .summary = {"a record that ends soon, with nothing that follows it",
                "有効期間の末日や期限が近く、後に続く記録がないもの"},
    .fires_when =
        {"a certification, an assessment that meets a duty, a contract (where it renews itself: "
         "the last day to give notice) or the review of a risk ends within "
         "`policy.expiring_within_days` (90), and no record of the same parties and subject "
         "follows "
         "without a gap",
         "認証、必要な確認の記録、契約（自動更新の場合は更新しない旨の通知期限）、リスクの見直しの"
         "期限が`policy.expiring_within_days`（90）日以内に到来し、同じ当事者と対象について間を空け"
         "ずに続く記録がない"},
    .rationale =
        {"Agreements and confirmations hold for a time. Whoever sees the end coming can evaluate "
         "the risks again and form the agreement anew before it, and not after.",
         "合意や確認は、その期間に限って有効です。期限の到来をあらかじめ把握していれば、その前に"
         "リスクの再評価や再合意形成を行うことができます。"},
    .message = {"{subject}: {endings}. Nothing that follows is on record.",
                "「{subject}」：{endings}。後に続く記録がありません。"},
    .remedy =
        {"{owes}: renew it in time and put on record what follows, or decide to let it end.",
         "{owes}は、期限までに更新や見直しを行って後に続く記録を加えるか、終了させることを決めてく"
         "ださい。"},
    .run = run,
};

}  // namespace musubi::rules
