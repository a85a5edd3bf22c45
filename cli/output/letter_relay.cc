#include <algorithm>

#include "cli/output/letter_parts.h"
#include "engine/notice.h"

namespace musubi::cli {
namespace {

const AffectedOrganization* row_of(const LetterFacts& facts, OrganizationId who) {
  const auto& rows = facts.view->impact->organizations;
  const auto found = std::ranges::find(rows, who, &AffectedOrganization::organization);
  return found == rows.end() ? nullptr : &*found;
}

// How long before a change, or after an event, somebody is to be told.
std::string time_of(const LetterFacts& facts, const LetterWords& words, std::int32_t length) {
  if (is_event(facts)) {
    return words.say({.en = "within {} hours", .ja = "{} 時間以内"}, length);
  }
  std::string days =
      words.say({.en = "{} days before it takes effect", .ja = "実施日の {} 日前まで"}, length);
  const auto& on = facts.view->question->on;
  if (!on) return days;
  return words.say({.en = "{}, that is by {}", .ja = "{}（{}）"}, days,
                   words.date(on->plus_days(-length)));
}

std::optional<std::int32_t> period_of(const LetterFacts& facts, const Periods* periods) {
  if (periods == nullptr) return std::nullopt;
  return periods->find(told_as(facts.view->question->kind));
}

// The reader's suppliers whom a clause makes it tell.
void add_relays(LetterPart& part, const LetterFacts& facts, const LetterWords& words) {
  const SupplyGraph& supply = *facts.view->supply;
  const Model& model = supply.model();
  for (const ContractId k : supply.bought_by(facts.reader)) {
    const AffectedOrganization* const row = row_of(facts, supply.supplier(k));
    const auto period = period_of(facts, model.relay(model[k]));
    if (!period || row == nullptr || row->origin || supply.supplier(k) == facts.sender ||
        !covers_affected(*facts.view, k)) {
      continue;
    }
    part.lines.push_back({words.organization(supply.supplier(k)),
                          words.say({.en = "{}, under {}", .ja = "{}（{}の定めによる）"},
                                    time_of(facts, words, *period), words.contract(k))});
  }
}

// Parties of the reader's contracts whom nobody tells on any record.
void add_untold(LetterPart& part, const LetterFacts& facts, const LetterWords& words) {
  const SupplyGraph& supply = *facts.view->supply;
  std::vector<OrganizationId> untold;
  const auto add = [&](ContractId k, OrganizationId other) {
    const AffectedOrganization* const row = row_of(facts, other);
    if (row != nullptr && !row->told && other != facts.sender && is_supply_kind(supply.kind(k)) &&
        covers_affected(*facts.view, k)) {
      untold.push_back(other);
    }
  };
  for (const ContractId k : supply.bought_by(facts.reader)) add(k, supply.supplier(k));
  for (const ContractId k : supply.sold_by(facts.reader)) add(k, supply.customer(k));
  std::ranges::sort(untold);
  const auto twice = std::ranges::unique(untold);
  untold.erase(twice.begin(), twice.end());
  for (const OrganizationId who : untold) {
    part.lines.push_back(
        {words.organization(who),
         words.say({.en = "affected too, but nothing on record says that anybody tells it; please "
                          "pass this on early",
                    .ja = "影響を受けますが、通知を受ける定めの記録がありません。早めの伝達をお願い"
                          "いたします。"})});
  }
}

// What the reader has promised its own customers: how many contracts, and the first day.
void add_customers(LetterPart& part, const LetterFacts& facts, const LetterWords& words) {
  const SupplyGraph& supply = *facts.view->supply;
  const Model& model = supply.model();
  std::size_t count = 0;
  std::optional<std::int32_t> first;
  for (const ContractId k : supply.sold_by(facts.reader)) {
    const auto period = period_of(facts, model.notice(model[k]));
    if (!period || supply.customer(k) == facts.sender || !covers_affected(*facts.view, k)) {
      continue;
    }
    ++count;
    const bool earlier = !first || (is_event(facts) ? *period < *first : *period > *first);
    if (earlier) first = period;
  }
  if (!first) return;
  part.lines.push_back({words.say({.en = "Your own customers", .ja = "{}のお客様"}, words.you()),
                        words.say({.en = "{} contracts with a clause on notice; the first: {}",
                                   .ja = "通知の定めのある契約 {} 件、最も早い期限：{}"},
                                  count, time_of(facts, words, *first))});
}

}  // namespace

LetterPart relay_part(const LetterFacts& facts, const LetterWords& words) {
  LetterPart part{
      words.say({.en = "Whom we ask you to tell", .ja = "変更の伝達をお願いしたい相手"}), {}};
  if (is_event(facts)) {
    part.heading = words.say({.en = "Whom we ask you to tell", .ja = "伝達をお願いしたい相手"});
  }
  add_relays(part, facts, words);
  add_untold(part, facts, words);
  add_customers(part, facts, words);
  if (part.lines.empty()) {
    part.lines.push_back({"", words.blank({.en = "whom else to tell, and by when, if anybody",
                                           .ja = "伝達をお願いする相手と期限（なければ"
                                                 "「なし」）"})});
  }
  return part;
}

}  // namespace musubi::cli
