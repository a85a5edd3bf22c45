#include "cli/output/impact_rows.h"

#include <algorithm>

#include "cli/output/names.h"
#include "cli/phrase.h"
#include "engine/notice.h"
#include "engine/recorded_changes.h"

namespace musubi::cli {

ImpactRows rows_of(const ImpactView& view) {
  ImpactRows rows;
  for (const AffectedOrganization& row : view.impact->organizations) {
    if (row.origin) continue;
    (row.told ? rows.told : rows.untold).push_back(&row);
  }
  const bool in_hours = counts_in_hours(view.question->kind);
  std::ranges::stable_sort(rows.told, [in_hours](ImpactRow a, ImpactRow b) {
    return in_hours ? a->lead < b->lead : a->lead > b->lead;
  });
  return rows;
}

std::optional<Teller> teller_of(const SupplyGraph& supply, const AffectedOrganization& row) {
  Teller teller;
  if (!row.route.empty()) {
    teller.contract = row.route.back().contract;
    teller.relay = row.route.back().by == EvidenceStep::By::Relay;
  } else {
    teller.contract = row.missing_in;
    teller.relay = row.missing_relay;
  }
  if (!teller.contract.valid()) return std::nullopt;
  teller.organization =
      teller.relay ? supply.customer(teller.contract) : supply.supplier(teller.contract);
  return teller;
}

std::string time_text(const ImpactView& view, const AffectedOrganization& row, Language language) {
  if (counts_in_hours(view.question->kind)) {
    return compose_in(language, {.en = "after {} hours", .ja = "{} 時間後"}, *row.lead);
  }
  std::string text = compose_in(language, {.en = "{} days before", .ja = "{} 日前まで"}, *row.lead);
  if (row.latest_notice) {
    const bool is_past = *row.latest_notice < view.supply->as_of();
    text += compose_in(language,
                       is_past ? Phrase{.en = ", by {} (past)", .ja = "（{}、期限経過）"}
                               : Phrase{.en = ", by {}", .ja = "（{}）"},
                       row.latest_notice->to_string());
  }
  return text;
}

std::string told_text(const ImpactView& view, const AffectedOrganization& row, Language language) {
  const auto record = view.supply->model().find(view.id);
  if (view.id.empty() || !record || record->kind != RecordKind::Change) return {};
  const Notified told =
      notified(*view.supply, view.supply->model().changes[record->index], row.organization);
  if (!told.at_all) return {};
  if (!told.on) {
    return std::string(
        Phrase{.en = "Told, on a day that is not on record.", .ja = "通知済み（通知日の記録なし）"}
            .in(language));
  }
  const bool is_late = row.latest_notice && *told.on > *row.latest_notice;
  return compose_in(language,
                    is_late ? Phrase{.en = "Told on {}, after the last day for it.",
                                     .ja = "{}に通知済み（通知期限を過ぎています）"}
                            : Phrase{.en = "Told on {}.", .ja = "{}に通知済み"},
                    told.on->to_string());
}

std::string missing_text(const ImpactView& view, const AffectedOrganization& row,
                         Language language) {
  const Model& model = view.supply->model();
  const auto teller = teller_of(*view.supply, row);
  if (!teller) {
    return std::string(
        Phrase{.en = "No contract on what is affected ties it to anybody who is told.",
               .ja = "影響を受けるものについて、通知を受ける者との契約の記録がありません。"}
            .in(language));
  }
  return compose_in(
      language,
      teller->relay
          ? Phrase{.en = "Nothing on record says that {} passes it on: {} has no `relay` for it.",
                   .ja = "{}が伝達する定めの記録がありません。契約 {} に、これについての`relay`が"
                         "ありません。"}
          : Phrase{.en = "Nothing on record says that {} gives notice: {} has no `notice` for it.",
                   .ja = "{}が通知する定めの記録がありません。契約 {} に、これについての`notice`が"
                         "ありません。"},
      name_of(model, model[teller->organization].id), model.id(teller->contract));
}

std::string late_text(const ImpactView& view, const AffectedOrganization& row, Language language) {
  const Model& model = view.supply->model();
  return compose_in(language,
                    {.en = "That is later than it has promised to tell {} in {}.",
                     .ja = "{}への通知を約束した期間（契約 {}）に間に合いません。"},
                    name_of(model, model[view.supply->customer(row.promised_in)].id),
                    model.id(row.promised_in));
}

std::string reach_text(const ImpactView& view, Language language) {
  const Impact& impact = *view.impact;
  return compose_in(language,
                    {.en = "Affected: services {}, systems {}, institutions {}, organizations {}. "
                           "Steps to take: {}.",
                     .ja = "構成要素 {} 件、システム {} 件、医療機関等 {} 施設、組織 {} 件に影響が"
                           "あり、対応は {} 件です。"},
                    impact.services.size(), impact.systems.size(), impact.institutions.size(),
                    impact.organizations.size(), impact.actions.size());
}

std::string states_text(const ImpactView& view, Language language) {
  if (view.question->kind != ChangeKind::Outage) return {};
  const auto count = [](const auto& rows, ImpactState state) {
    return std::ranges::count_if(rows, [state](const auto& row) { return row.state == state; });
  };
  const Impact& impact = *view.impact;
  return compose_in(
      language,
      {.en = "Down: services {}, systems {}. Degraded: services {}, systems {}.",
       .ja = "停止は構成要素 {} 件とシステム {} 件、一部に影響は構成要素 {} 件と"
             "システム {} 件です。"},
      count(impact.services, ImpactState::Down), count(impact.systems, ImpactState::Down),
      count(impact.services, ImpactState::Degraded), count(impact.systems, ImpactState::Degraded));
}

std::optional<Date> earliest_day(const ImpactView& view) {
  const auto longest = view.impact->longest_notice;
  const bool is_past = view.question->on && *view.question->on <= view.supply->as_of();
  if (!longest || is_past || view.reader != nullptr) return std::nullopt;
  return view.supply->as_of().plus_days(static_cast<int>(*longest));
}

std::string earliest_text(const ImpactView& view, Language language) {
  const auto day = earliest_day(view);
  if (!day) return {};
  return compose_in(
      language,
      {.en = "Announced on {}, it keeps every promise of notice if it takes effect on {} or later.",
       .ja = "{}に公表する場合、約束された予告期間をすべて守れる最も早い実施日は{}です。"},
      view.supply->as_of().to_string(), day->to_string());
}

std::string contact_text(const Contact& contact) {
  std::string text;
  for (const String part :
       {contact.role, contact.name, contact.email, contact.phone, contact.hours}) {
    if (part.empty()) continue;
    if (!text.empty()) text += "  ";
    text += part;
  }
  return text;
}

}  // namespace musubi::cli
