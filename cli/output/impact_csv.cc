#include "cli/output/impact_csv.h"

#include <array>
#include <vector>

#include "cli/output/csv.h"
#include "cli/output/evidence_text.h"
#include "cli/output/impact_actions_text.h"
#include "cli/output/impact_rows.h"
#include "cli/output/names.h"
#include "engine/notice.h"

namespace musubi::cli {
namespace {

constexpr auto kHeads = std::to_array<Phrase>({
    {.en = "change", .ja = "変更の種別"},
    {.en = "targets", .ja = "変更の対象"},
    {.en = "takes effect on", .ja = "実施日"},
    {.en = "line", .ja = "行の種類"},
    {.en = "what", .ja = "内容"},
    {.en = "by", .ja = "行う者"},
    {.en = "name of who does it", .ja = "行う者の名称"},
    {.en = "contacts of who does it", .ja = "行う者の連絡先"},
    {.en = "towards", .ja = "相手"},
    {.en = "name of the counterparty", .ja = "相手の名称"},
    {.en = "contacts of the counterparty", .ja = "相手の連絡先"},
    {.en = "contract", .ja = "契約"},
    {.en = "service", .ja = "構成要素"},
    {.en = "days before", .ja = "日前まで"},
    {.en = "hours after", .ja = "時間後まで"},
    {.en = "last day", .ja = "期限"},
    {.en = "told too late for its own promise", .ja = "約束した予告期間に間に合わない"},
    {.en = "reason", .ja = "理由・経路"},
    {.en = "day sent or done", .ja = "送付日・完了日"},
    {.en = "means", .ja = "方法"},
});

constexpr Phrase kNotice{.en = "notice", .ja = "通知"};
constexpr Phrase kNeverTold{.en = "never told", .ja = "通知されない者"};
constexpr Phrase kStep{.en = "to do", .ja = "行うこと"};

/// What differs from line to line; everything else is the same for a whole plan.
struct Line {
  Phrase sort;
  std::string what;
  OrganizationId by, with;
  ContractId contract;
  ServiceId service;
  std::optional<std::int64_t> lead;
  std::optional<Date> last_day;
  bool late = false;
  std::string reason;
};

class PlanTable {
 public:
  PlanTable(CsvWriter& csv, const ImpactView& view, Language language)
      : csv_(csv), view_(view), model_(view.supply->model()), language_(language) {}

  void write() {
    const ImpactRows rows = rows_of(view_);
    for (const ImpactRow row : rows.untold) write_row(*row);
    for (const ImpactRow row : rows.told) write_row(*row);
    for (const ImpactAction& action : view_.impact->actions) {
      put({.sort = kStep,
           .what = action_text(view_, action, language_).render(false),
           .by = action.by,
           .with = action.with,
           .contract = action.contract,
           .service = action.service,
           .lead = {},
           .last_day = {},
           .reason = chain_line(model_, action.evidence, language_)});
    }
  }

 private:
  void write_row(const AffectedOrganization& row) {
    Line line;
    line.sort = row.told ? kNotice : kNeverTold;
    line.what = row.told ? time_text(view_, row, language_) : missing_text(view_, row, language_);
    if (const auto teller = teller_of(*view_.supply, row)) {
      line.by = teller->organization;
      line.contract = teller->contract;
    }
    line.with = row.organization;
    line.lead = row.lead;
    line.last_day = row.latest_notice;
    line.late = row.late;
    line.reason = chain_line(model_, row.route, language_);
    put(line);
  }

  [[nodiscard]] std::string targets() const {
    std::string text;
    for (const RecordRef target : view_.question->targets) {
      if (!text.empty()) text += "; ";
      text += model_.text(model_.record(target).id);
    }
    return text;
  }

  // An id, what the model calls it, and how to reach it.
  void add_party(std::vector<std::string>& cells, OrganizationId who) const {
    if (!who.valid()) {
      cells.resize(cells.size() + 3);
      return;
    }
    cells.emplace_back(model_.id(who));
    cells.push_back(name_of(model_, model_[who].id).in(language_));
    std::string& contacts = cells.emplace_back();
    for (const Contact& contact : model_[who].contacts) {
      if (!contacts.empty()) contacts += "; ";
      contacts += contact_text(contact);
    }
  }

  void put(const Line& line) {
    std::vector<std::string> cells{std::string(phrase_of(view_.question->kind).in(language_)),
                                   targets(),
                                   view_.question->on ? view_.question->on->to_string() : "",
                                   std::string(line.sort.in(language_)), line.what};
    add_party(cells, line.by);
    add_party(cells, line.with);
    cells.emplace_back(line.contract.valid() ? model_.id(line.contract) : "");
    cells.emplace_back(line.service.valid() ? model_.id(line.service) : "");
    const bool in_hours = counts_in_hours(view_.question->kind);
    const std::string lead = line.lead ? std::to_string(*line.lead) : "";
    cells.push_back(in_hours ? "" : lead);
    cells.push_back(in_hours ? lead : "");
    cells.push_back(line.last_day ? line.last_day->to_string() : "");
    constexpr Phrase kYes{.en = "yes", .ja = "はい"};
    cells.emplace_back(line.late ? kYes.in(language_) : "");
    cells.push_back(line.reason);
    cells.resize(kHeads.size());  // to be filled in
    csv_.row(cells);
  }

  CsvWriter& csv_;
  const ImpactView& view_;
  const Model& model_;
  Language language_;
};

}  // namespace

std::string impact_csv(std::span<const ImpactView> views, Language language) {
  CsvWriter csv;
  std::vector<std::string> heads;
  for (const Phrase& head : kHeads) heads.emplace_back(head.in(language));
  csv.row(heads);
  for (const ImpactView& view : views) PlanTable(csv, view, language).write();
  return csv.text();
}

}  // namespace musubi::cli
