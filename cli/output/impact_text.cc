#include "cli/output/impact_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "cli/output/evidence_text.h"
#include "cli/output/impact_actions_text.h"
#include "cli/output/impact_members_text.h"
#include "cli/output/impact_rows.h"
#include "cli/output/names.h"
#include "cli/phrase.h"
#include "engine/notice.h"

namespace musubi::cli {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kBoxIndent = 6;  // after "  [ ] "

class PlanWriter {
 public:
  PlanWriter(Page& page, const ImpactView& view, Language language)
      : page_(page),
        view_(view),
        impact_(*view.impact),
        model_(view.supply->model()),
        language_(language),
        japanese_(language == Language::Ja),
        in_hours_(counts_in_hours(view.question->kind)),
        rows_(rows_of(view)) {}

  void write() {
    write_question();
    write_summary();
    write_untold();
    write_told();
    write_members(page_, view_, language_);
    write_actions(page_, view_, language_);
    write_services();
    write_institutions();
  }

 private:
  [[nodiscard]] Styled label(Symbol id) const { return label_of(model_, id, language_); }
  [[nodiscard]] Styled label(OrganizationId o) const { return label(model_[o].id); }

  void heading(const Phrase& text) {
    page_.blank();
    page_.paragraph(Styled(text.in(language_), Style::Strong));
  }

  void write_question() {
    Styled line;
    if (!view_.id.empty()) line.add(view_.id, Style::Name).add(japanese_ ? "　" : "  ");
    line.add(phrase_of(view_.question->kind).in(language_), Style::Strong);
    line.add(japanese_ ? "：" : ": ");
    bool is_first = true;
    if (view_.question->targets.empty()) {
      line.add(kHiddenTarget.in(language_));
    }
    for (const RecordRef target : view_.question->targets) {
      if (!is_first) line.add(japanese_ ? "、" : ", ");
      line.add(label(model_.record(target).id));
      is_first = false;
    }
    if (view_.question->on) {
      line.add(compose_in(language_, {.en = ", on {}", .ja = "（実施日 {}）"},
                          view_.question->on->to_string()));
    }
    page_.paragraph(line, 0, 2);
    if (view_.reader == nullptr) return;
    Styled part(japanese_ ? "" : "The part of ");
    part.add(label(view_.reader->party())).add(japanese_ ? "に関わる部分" : "");
    page_.paragraph(part, kIndent);
  }

  void write_summary() {
    const auto late = std::ranges::count(impact_.organizations, true, &AffectedOrganization::late);
    page_.paragraph(Styled(reach_text(view_, language_)), kIndent);
    if (const std::string states = states_text(view_, language_); !states.empty()) {
      page_.paragraph(Styled(states), kIndent);
    }
    Styled line(
        compose_in(language_, {.en = "Told: {}", .ja = "通知される組織 {} 件"}, rows_.told.size()));
    line.add(japanese_ ? "、" : ", ");
    line.add(compose_in(language_, {.en = "never told: {}", .ja = "通知されない組織 {} 件"},
                        rows_.untold.size()),
             rows_.untold.empty() ? Style::Good : Style::Error);
    line.add(japanese_ ? "、" : ", ");
    line.add(compose_in(language_,
                        {.en = "told too late for what they promised others: {}",
                         .ja = "約束した予告期間に間に合わない組織 {} 件"},
                        late),
             late == 0 ? Style::Good : Style::Warning);
    page_.paragraph(line.add(japanese_ ? "。" : "."), kIndent);
    if (const std::string earliest = earliest_text(view_, language_); !earliest.empty()) {
      page_.paragraph(Styled(earliest), kIndent);
    }
  }

  void write_untold() {
    if (rows_.untold.empty()) return;
    heading({.en = "Never told", .ja = "通知されない者"});
    for (const ImpactRow row : rows_.untold) {
      page_.paragraph(Styled("[ ] ").add(label(row->organization)), kIndent, 4);
      page_.paragraph(Styled(missing_text(view_, *row, language_), Style::Warning), kBoxIndent);
      write_contacts(*row);
    }
  }

  void write_told() {
    if (rows_.told.empty()) return;
    heading(in_hours_ ? Phrase{.en = "Who learns of it, the first one first",
                               .ja = "伝わる順序（早い者から）"}
                      : Phrase{.en = "Whom to tell, the first notice first",
                               .ja = "通知する相手（通知期限の早い者から）"});
    for (const ImpactRow row : rows_.told) {
      const std::string told = told_text(view_, *row, language_);
      Styled line(told.empty() ? "[ ] " : "[x] ");
      line.add(time_text(view_, *row, language_), Style::Strong).add(japanese_ ? "　" : "  ");
      page_.paragraph(line.add(label(row->organization)), kIndent, 4);
      for (const Styled& step : chain_text(model_, row->route, language_)) {
        page_.paragraph(step, kBoxIndent, 2);
      }
      if (!told.empty()) page_.paragraph(Styled(told, Style::Good), kBoxIndent);
      if (row->late) {
        page_.paragraph(Styled(late_text(view_, *row, language_), Style::Warning), kBoxIndent);
      }
      write_contacts(*row);
    }
  }

  void write_contacts(const AffectedOrganization& row) {
    for (const Contact& contact : model_[row.organization].contacts) {
      page_.paragraph(Styled(contact_text(contact), Style::Dim), kBoxIndent);
    }
  }

  [[nodiscard]] static Style style_of(ImpactState state) {
    return state == ImpactState::Down       ? Style::Error
           : state == ImpactState::Degraded ? Style::Warning
                                            : Style::Plain;
  }

  [[nodiscard]] Styled column(const Phrase& head) const {
    return Styled(head.in(language_), Style::Dim);
  }

  [[nodiscard]] Styled provider_text(OrganizationId provider) const {
    if (view_.reader == nullptr || view_.reader->knows(provider)) {
      return Styled(name_of(model_, model_[provider].id).in(language_));
    }
    return Styled(japanese_ ? "（開示されていません）" : "(not disclosed)", Style::Dim);
  }

  void write_services() {
    if (impact_.services.empty()) return;
    heading({.en = "Affected services", .ja = "影響を受ける構成要素"});
    Table table;
    table.columns = {{.head = column({.en = "service", .ja = "構成要素"})},
                     {.head = column({.en = "provided by", .ja = "提供"})},
                     {.head = column({.en = "state", .ja = "状態"}), .keeps_width = true},
                     {.head = column({.en = "medical information", .ja = "医療情報"})}};
    for (const AffectedService& row : impact_.services) {
      const bool at_risk =
          view_.supply->handles(row.service) && view_.question->kind == ChangeKind::Incident;
      const Phrase handles = at_risk ? Phrase{.en = "at risk", .ja = "漏えい等のおそれ"}
                             : view_.supply->handles(row.service)
                                 ? Phrase{.en = "handled", .ja = "取り扱う"}
                                 : Phrase{.en = "none", .ja = "なし"};
      table.rows.push_back({label(model_[row.service].id),
                            provider_text(view_.supply->provider(row.service)),
                            Styled(phrase_of(row.state).in(language_), style_of(row.state)),
                            Styled(handles.in(language_), at_risk ? Style::Error : Style::Plain)});
    }
    page_.table(table, kIndent);
  }

  void write_institutions() {
    if (impact_.systems.empty()) return;
    heading({.en = "Affected institutions and systems", .ja = "影響を受ける医療機関等とシステム"});
    Table table;
    table.columns = {{.head = column({.en = "institution", .ja = "医療機関等"})},
                     {.head = column({.en = "system", .ja = "システム"})},
                     {.head = column({.en = "criticality", .ja = "重要度"}), .keeps_width = true},
                     {.head = column({.en = "state", .ja = "状態"}), .keeps_width = true}};
    std::vector<const AffectedSystem*> rows;
    for (const AffectedSystem& row : impact_.systems) rows.push_back(&row);
    std::ranges::stable_sort(
        rows, {}, [this](const AffectedSystem* row) { return model_[row->system].owner.id; });
    OrganizationId last;
    for (const AffectedSystem* row : rows) {
      const System& system = model_[row->system];
      const bool repeated = system.owner.id == last;
      last = system.owner.id;
      table.rows.push_back({repeated ? Styled() : label(system.owner.id), label(system.id),
                            Styled(criticality(system.criticality).in(language_)),
                            Styled(phrase_of(row->state).in(language_), style_of(row->state))});
    }
    page_.table(table, kIndent);
  }

  [[nodiscard]] static Phrase criticality(Criticality criticality) {
    switch (criticality) {
      case Criticality::High: return {.en = "high", .ja = "高"};
      case Criticality::Low: return {.en = "low", .ja = "低"};
      case Criticality::Normal: break;
    }
    return {.en = "normal", .ja = "通常"};
  }

  Page& page_;
  const ImpactView& view_;
  const Impact& impact_;
  const Model& model_;
  Language language_;
  bool japanese_, in_hours_;
  ImpactRows rows_;
};

}  // namespace

void write_impact(Page& page, const ImpactView& view, Language language) {
  PlanWriter(page, view, language).write();
}

}  // namespace musubi::cli
