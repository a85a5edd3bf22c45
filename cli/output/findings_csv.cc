#include "cli/output/findings_csv.h"

#include <array>
#include <vector>

#include "cli/output/csv.h"
#include "cli/output/finding_parts.h"
#include "cli/output/levels.h"
#include "cli/output/names.h"

namespace musubi::cli {
namespace {

using Cells = std::vector<std::string>;

constexpr auto kHeads = std::to_array<Phrase>({
    {.en = "level", .ja = "重要度"},
    {.en = "rule", .ja = "ルール"},
    {.en = "sources", .ja = "出典"},
    {.en = "subject", .ja = "対象"},
    {.en = "name of the subject", .ja = "対象の名称"},
    {.en = "has to act", .ja = "対応する者"},
    {.en = "name of who has to act", .ja = "対応する者の名称"},
    {.en = "towards", .ja = "相手方"},
    {.en = "name of the counterparty", .ja = "相手方の名称"},
    {.en = "systems", .ja = "システム"},
    {.en = "number of systems", .ja = "システムの数"},
    {.en = "message", .ja = "指摘内容"},
    {.en = "remedy", .ja = "対処"},
    {.en = "file", .ja = "ファイル"},
    {.en = "line", .ja = "行"},
    {.en = "column", .ja = "列"},
    {.en = "fingerprint", .ja = "指摘の識別値"},
});
constexpr Phrase kBaselineHead{.en = "baseline", .ja = "比較元との差"};
constexpr Phrase kGone{.en = "gone", .ja = "なくなったもの"};
constexpr auto kSuppressionHeads = std::to_array<Phrase>({
    {.en = "suppressed until", .ja = "抑制の期限"},
    {.en = "suppressed by", .ja = "抑制した者"},
    {.en = "reason for the suppression", .ja = "抑制の理由"},
});

class CsvTable {
 public:
  CsvTable(const FindingsView& view, Language language)
      : view_(&view), model_(view.model), language_(language) {}

  std::string text() {
    csv_.row(heads());
    for (const std::size_t row : all_rows(*view_)) csv_.row(cells_of(row));
    if (view_->comparison != nullptr) {
      for (const SavedFinding& saved : view_->comparison->gone) csv_.row(cells_of(saved));
    }
    return csv_.text();
  }

 private:
  [[nodiscard]] Cells heads() const {
    Cells cells;
    for (const Phrase& head : kHeads) cells.emplace_back(head.in(language_));
    if (view_->comparison != nullptr) cells.emplace_back(kBaselineHead.in(language_));
    if (view_->shows_suppressed) {
      for (const Phrase& head : kSuppressionHeads) cells.emplace_back(head.in(language_));
    }
    return cells;
  }

  // An id, and what the model calls it.
  void add_id(Cells& cells, Symbol id) const {
    cells.emplace_back(model_->text(id));
    cells.push_back(id.valid() ? name_of(*model_, id).in(language_) : std::string());
  }

  void add_id(Cells& cells, const std::string& id) const {
    const Symbol symbol = id.empty() ? Symbol() : model_->symbols.find(id);
    cells.push_back(id);
    cells.push_back(symbol.valid() ? name_of(*model_, symbol).in(language_) : std::string());
  }

  void add_suppression(Cells& cells, const Suppression* suppression) const {
    if (!view_->shows_suppressed) return;
    if (suppression == nullptr) {
      cells.resize(cells.size() + kSuppressionHeads.size());
      return;
    }
    cells.push_back(suppression->expires.to_string());
    cells.push_back(suppression->by.str());
    cells.push_back(suppression->reason.str());
  }

  [[nodiscard]] Cells cells_of(std::size_t row) const {
    const Finding& finding = view_->result->findings[row];
    Cells cells{std::string(level_label(finding.level).in(language_)),
                std::string(finding.rule->id), sources_text(finding.rule->sources, language_)};
    add_id(cells, finding.subject);
    add_id(cells, finding.owes);
    add_id(cells, finding.counterparty);
    cells.push_back(systems_list(*view_, finding, "; "));
    cells.push_back(std::to_string(finding.systems.count));
    cells.push_back(message_in(*model_, finding, language_));
    cells.push_back(remedy_in(*model_, finding, language_));
    add_place(cells, finding.where);
    cells.push_back(fingerprint(finding, *model_));
    if (view_->comparison != nullptr) {
      const auto state = view_->state_of(row);
      cells.emplace_back(state ? state_label(*state).in(language_) : "");
    }
    add_suppression(cells, view_->suppression_of(row));
    return cells;
  }

  void add_place(Cells& cells, SourceLocation where) const {
    if (!where.valid()) {
      cells.resize(cells.size() + 3);
      return;
    }
    const LineColumn at = model_->sources.line_column(where);
    cells.push_back(model_->sources.path(where.file));
    cells.push_back(std::to_string(at.line));
    cells.push_back(std::to_string(at.column));
  }

  [[nodiscard]] Cells cells_of(const SavedFinding& saved) const {
    const Rule* const rule = find_rule(saved.rule);
    Cells cells{std::string(level_label(saved.level).in(language_)), saved.rule,
                rule == nullptr ? std::string() : sources_text(rule->sources, language_)};
    add_id(cells, saved.subject);
    add_id(cells, saved.owes);
    add_id(cells, saved.counterparty);
    std::string systems;
    for (const std::string& system : saved.systems) {
      systems += (systems.empty() ? "" : "; ") + system;
    }
    cells.push_back(systems);
    cells.emplace_back();
    cells.push_back(saved.message.in(language_));
    cells.emplace_back();
    cells.push_back(saved.file);
    cells.push_back(saved.line > 0 ? std::to_string(saved.line) : std::string());
    cells.push_back(saved.column > 0 ? std::to_string(saved.column) : std::string());
    cells.push_back(saved.fingerprint);
    cells.emplace_back(kGone.in(language_));
    add_suppression(cells, nullptr);
    return cells;
  }

  CsvWriter csv_;
  const FindingsView* view_;
  const Model* model_;
  Language language_;
};

}  // namespace

std::string findings_csv(const FindingsView& view, Language language) {
  return CsvTable(view, language).text();
}

}  // namespace musubi::cli
