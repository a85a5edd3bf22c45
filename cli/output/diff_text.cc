#include "cli/output/diff_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "cli/output/finding_parts.h"
#include "cli/output/impact_actions_text.h"
#include "cli/output/impact_rows.h"
#include "cli/output/impact_text.h"
#include "cli/output/model_text.h"
#include "cli/output/names.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kInner = 4;

Style style_of(DiffOp op) {
  switch (op) {
    case DiffOp::Added: return Style::Good;
    case DiffOp::Removed: return Style::Error;
    case DiffOp::Changed: return Style::Warning;
    case DiffOp::Renamed: break;
  }
  return Style::Note;
}

class DiffPageWriter {
 public:
  DiffPageWriter(Page& page, const DiffView& view, Language language)
      : page_(page), view_(view), language_(language) {}

  void write() {
    write_head();
    page_.blank();
    if (view_.empty()) {
      page_.paragraph(Styled(say({.en = "No difference.", .ja = "差はありません。"}), Style::Good));
      return;
    }
    page_.paragraph(Styled(records_summary(view_, language_), Style::Strong));
    write_changes();
    write_impact();
    write_findings();
  }

 private:
  [[nodiscard]] std::string say(const Phrase& text) const {
    return std::string(text.in(language_));
  }

  void heading(const Phrase& text) {
    page_.blank();
    page_.paragraph(Styled(text.in(language_), Style::Strong));
  }

  void write_head() {
    const auto write_side = [&](const Phrase& label, const DiffSide& side) {
      const Model& model = side.supply->model();
      std::string text(model.name.in(language_));
      if (!text.empty()) text += language_ == Language::Ja ? "　" : "  ";
      text += date_text(side.as_of, language_);
      page_.field(Styled(label.in(language_), Style::Dim), Styled(text), 0, 5);
      page_.field({}, Styled(record_counts(model, language_), Style::Dim), 0, 5);
    };
    write_side({.en = "Old", .ja = "旧"}, view_.before);
    write_side({.en = "New", .ja = "新"}, view_.after);
  }

  void write_changes() {
    if (!view_.diff->settings.empty() || !view_.changes.empty()) page_.blank();
    for (const SettingChange& setting : view_.diff->settings) {
      page_.paragraph(mark(DiffOp::Changed)
                          .add(say({.en = "setting ", .ja = "設定 "}))
                          .add(setting.key, Style::Name),
                      kIndent, 2);
      write_values(setting.values, {});
    }
    for (const ModelChange& one : view_.changes) {
      Styled line = mark(one.change.op).add(record_text(view_, one.change, language_));
      const std::string kind = kind_text(one, language_);
      if (!kind.empty()) {
        line.add(language_ == Language::Ja ? "　" : "  ").add("[" + kind + "]", Style::Dim);
      }
      page_.paragraph(line, kIndent, 2);
      write_values(one.change.values, one.change.by_terms);
    }
  }

  static Styled mark(DiffOp op) { return Styled(sign_of(op), style_of(op)).add(" "); }

  void write_values(const std::vector<ValueChange>& values,
                    const std::vector<std::string>& by_terms) {
    for (const ValueLine& line : value_lines(values, by_terms, language_)) {
      page_.paragraph(Styled(line.path, Style::Name)
                          .add(language_ == Language::Ja ? "：" : ": ")
                          .add(line.text),
                      kIndent + kInner, 2);
    }
  }

  void write_impact() {
    if (view_.impact.parts.empty()) return;
    heading({.en = "Impact", .ja = "影響"});
    page_.paragraph(Styled(impact_summary(view_, language_)), kIndent);
    write_untold();
    write_told();
    write_actions();
  }

  void write_untold() {
    bool is_first = true;
    for (const auto& [part, row] : view_.impact.organizations) {
      if (row.told) continue;
      if (is_first) heading({.en = "Never told", .ja = "通知されない者"});
      is_first = false;
      const ImpactView view = view_.part(part);
      const Model& model = view.supply->model();
      Styled line = Styled("- ").add(label_of(model, model[row.organization].id, language_));
      line.add(language_ == Language::Ja ? "　" : "  ");
      line.add("[" + question_text(view_, part, language_) + "]", Style::Dim);
      page_.paragraph(line, kIndent, 2);
      page_.paragraph(Styled(missing_text(view, row, language_), Style::Warning), kInner);
    }
  }

  void write_told() {
    bool is_first = true;
    for (const auto* one : told_rows(view_)) {
      if (is_first) {
        heading(
            {.en = "Told, the first notice first", .ja = "通知される者（通知期限の早い者から）"});
      }
      is_first = false;
      const Model& model = view_.part(one->part).supply->model();
      Styled line("- ");
      line.add(lead_text(one->row, language_), Style::Strong);
      line.add(language_ == Language::Ja ? "　" : "  ");
      line.add(label_of(model, model[one->row.organization].id, language_));
      page_.paragraph(line, kIndent, 2);
    }
  }

  void write_actions() {
    if (view_.impact.actions.empty()) return;
    heading({.en = "What has to be done, in this order", .ja = "行うこと（この順序で）"});
    for (const auto& [part, row] : view_.impact.actions) {
      page_.paragraph(Styled("[ ] ").add(action_text(view_.part(part), row, language_)), kIndent,
                      4);
    }
  }

  void write_findings() {
    page_.blank();
    page_.paragraph(Styled(findings_summary(view_, language_), Style::Strong));
    write_rows({.en = "Gone", .ja = "なくなった指摘事項"}, view_.before, view_.findings.gone);
    write_rows({.en = "New", .ja = "新規の指摘事項"}, view_.after, view_.findings.fresh);
  }

  void write_rows(const Phrase& label, const DiffSide& side, const std::vector<std::size_t>& rows) {
    if (rows.empty()) return;
    heading(label);
    for (const std::size_t row : rows) {
      const Finding& finding = side.findings.result->findings[row];
      page_.paragraph(Styled("- ").add(head_text(finding, std::nullopt, language_)), kIndent, 2);
      page_.paragraph(Styled(message_in(*side.findings.model, finding, language_)), kInner);
    }
  }

  Page& page_;
  const DiffView& view_;
  Language language_;
};

}  // namespace

void write_diff(Page& page, const DiffView& view, Language language) {
  DiffPageWriter(page, view, language).write();
}

}  // namespace musubi::cli
