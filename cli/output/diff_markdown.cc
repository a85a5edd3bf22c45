#include "cli/output/diff_markdown.h"

#include <vector>

#include "cli/output/finding_parts.h"
#include "cli/output/impact_actions_text.h"
#include "cli/output/impact_rows.h"
#include "cli/output/impact_text.h"
#include "cli/output/levels.h"
#include "cli/output/markdown.h"
#include "cli/output/model_text.h"
#include "cli/output/names.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

using Cells = std::vector<std::string>;

constexpr std::size_t kShownRows = 20;  // of a table or a list; more are folded away

class MarkdownWriter {
 public:
  MarkdownWriter(const DiffView& view, Language language) : view_(view), language_(language) {}

  std::string write() {
    text_ = "## " + say({.en = "What changes in the model", .ja = "モデルの変更点"}) + "\n";
    if (view_.empty())
      return text_ + "\n" + say({.en = "No difference.", .ja = "差はありません。"}) + "\n";
    paragraph(markdown_text(records_summary(view_, language_)));
    if (!view_.impact.parts.empty()) paragraph(markdown_text(impact_summary(view_, language_)));
    paragraph(markdown_text(findings_summary(view_, language_)));
    write_changes();
    write_to_do();
    write_findings();
    write_affected();
    write_inputs();
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string say(const Phrase& text) const {
    return std::string(text.in(language_));
  }
  void paragraph(const std::string& text) { text_ += "\n" + text + "\n"; }
  void heading(const Phrase& text) { paragraph("### " + say(text)); }

  // The first lines as they are, the others folded away; a table has a head, which is repeated.
  void list(const std::vector<std::string>& lines, const std::string& head) {
    std::string shown = head;
    std::string folded = head;
    for (std::size_t i = 0; i < lines.size(); ++i) (i < kShownRows ? shown : folded) += lines[i];
    text_ += "\n" + shown;
    if (lines.size() > kShownRows) {
      paragraph(markdown_details(
          compose_in(language_, {.en = "{} more", .ja = "ほか {} 件"}, lines.size() - kShownRows),
          folded));
    }
  }

  [[nodiscard]] std::string cell_of(const std::vector<ValueChange>& values,
                                    const std::vector<std::string>& by_terms) const {
    std::string cell;
    for (const ValueLine& line : value_lines(values, by_terms, language_)) {
      if (!cell.empty()) cell += "<br>";
      cell += markdown_code(line.path) + " " + markdown_text(line.text);
    }
    return cell;
  }

  void write_changes() {
    std::vector<std::string> rows;
    for (const SettingChange& setting : view_.diff->settings) {
      rows.push_back(markdown_row(
          Cells{"`~`", say({.en = "setting", .ja = "設定"}) + " " + markdown_code(setting.key),
                cell_of(setting.values, {}), ""}));
    }
    for (const ModelChange& one : view_.changes) {
      rows.push_back(markdown_row(Cells{"`" + std::string(sign_of(one.change.op)) + "`",
                                        markdown_text(record_text(view_, one.change, language_)),
                                        cell_of(one.change.values, one.change.by_terms),
                                        markdown_text(kind_text(one, language_))}));
    }
    if (rows.empty()) return;
    heading({.en = "Records", .ja = "記録"});
    list(rows, markdown_head(Cells{"", say({.en = "record", .ja = "記録"}),
                                   say({.en = "old → new", .ja = "旧 → 新"}),
                                   say({.en = "meaning", .ja = "変更の種別"})}));
  }

  void write_to_do() {
    std::vector<std::string> lines;
    for (const auto& [part, row] : view_.impact.organizations) {
      if (row.told) continue;
      const ImpactView view = view_.part(part);
      const Model& model = view.supply->model();
      lines.push_back(
          "- [ ] " +
          compose_in(
              language_,
              {.en = "**Never told: {}** ({}). {}", .ja = "**通知されない者：{}**（{}）。{}"},
              markdown_text(label_of(model, model[row.organization].id, language_)),
              markdown_text(question_text(view_, part, language_)),
              markdown_text(missing_text(view, row, language_))) +
          "\n");
    }
    for (const auto& [part, row] : view_.impact.actions) {
      lines.push_back("- [ ] " + markdown_text(action_text(view_.part(part), row, language_)) +
                      "\n");
    }
    if (lines.empty()) return;
    heading({.en = "What has to be done", .ja = "行うこと"});
    list(lines, "");
  }

  void write_findings() {
    write_rows({.en = "New findings", .ja = "新規の指摘事項"}, view_.after, view_.findings.fresh,
               true);
    write_rows({.en = "Findings that are gone", .ja = "なくなった指摘事項"}, view_.before,
               view_.findings.gone, false);
  }

  void write_rows(const Phrase& label, const DiffSide& side, const std::vector<std::size_t>& rows,
                  bool is_to_do) {
    if (rows.empty()) return;
    heading(label);
    std::vector<std::string> lines;
    for (const std::size_t row : rows) {
      const Finding& finding = side.findings.result->findings[row];
      std::string line = is_to_do ? "- [ ] " : "- ";
      line +=
          "**" + say(level_label(finding.level)) + "** " + markdown_code(finding.rule->id) + " ";
      line += markdown_text(message_in(*side.findings.model, finding, language_));
      if (is_to_do)
        line += " " + markdown_text(remedy_in(*side.findings.model, finding, language_));
      lines.push_back(line + "\n");
    }
    list(lines, "");
  }

  void write_affected() {
    if (view_.impact.parts.empty()) return;
    std::string content;
    const auto add = [&](const Phrase& label, const auto& rows, auto id_of) {
      if (rows.empty()) return;
      content += "**" + say(label) + "**\n\n";
      for (const auto& [part, row] : rows) {
        const Model& model = view_.part(part).supply->model();
        content += "- " + markdown_text(label_of(model, model[id_of(row)].id, language_)) + "\n";
      }
      content += "\n";
    };
    add({.en = "Services", .ja = "構成要素"}, view_.impact.services,
        [](const AffectedService& row) { return row.service; });
    add({.en = "Systems", .ja = "システム"}, view_.impact.systems,
        [](const AffectedSystem& row) { return row.system; });
    add({.en = "Medical institutions", .ja = "医療機関等"}, view_.impact.institutions,
        [](const AffectedInstitution& row) { return row.facility; });
    const auto told = told_rows(view_);
    if (!told.empty()) {
      content += "**" + say({.en = "Told", .ja = "通知される者"}) + "**\n\n";
      for (const auto* one : told) {
        const Model& model = view_.part(one->part).supply->model();
        content += "- " + markdown_text(lead_text(one->row, language_)) + " " +
                   markdown_text(label_of(model, model[one->row.organization].id, language_)) +
                   "\n";
      }
      content += "\n";
    }
    content.pop_back();
    paragraph(markdown_details(say({.en = "Who and what is affected", .ja = "影響を受けるもの"}),
                               content));
  }

  void write_inputs() {
    const auto side = [&](const Phrase& label, const DiffSide& one) {
      const Model& model = one.supply->model();
      std::string line = "- " + say(label) + markdown_text(model.name.in(language_));
      line += language_ == Language::Ja ? "　" : " ";
      line += markdown_text(date_text(one.as_of, language_)) + say({.en = " (", .ja = "（"}) +
              markdown_text(record_counts(model, language_)) + say({.en = ")", .ja = "）"}) + "\n";
      return line;
    };
    paragraph(markdown_details(say({.en = "The two models", .ja = "比べたモデル"}),
                               side({.en = "Old: ", .ja = "旧："}, view_.before) +
                                   side({.en = "New: ", .ja = "新："}, view_.after)));
  }

  const DiffView& view_;
  Language language_;
  std::string text_;
};

}  // namespace

std::string diff_markdown(const DiffView& view, Language language) {
  return MarkdownWriter(view, language).write();
}

}  // namespace musubi::cli
