#include "cli/output/diff_view.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "cli/output/model_text.h"
#include "cli/output/names.h"
#include "cli/phrase.h"
#include "model/json_layout.h"

namespace musubi::cli {
namespace {

// On one line; a plain text as it is.
std::string shown(const JsonValue& value, bool is_inside = false) {
  using Kind = JsonValue::Kind;
  if (value.kind == Kind::String && is_inside) {
    std::string text;
    append_json_string(text, value.text);
    return text;
  }
  if (!value.is_container()) return value.text;
  const bool is_object = value.kind == Kind::Object;
  std::string text = is_object ? "{" : "[";
  for (const JsonValue& child : value.children) {
    if (&child != &value.children.front()) text += ", ";
    if (is_object) text += child.key + ": ";
    text += shown(child, true);
  }
  return text + (is_object ? "}" : "]");
}

std::string change_text(const ValueChange& change, Language language) {
  if (change.is_element)
    return change.before ? "- " + shown(*change.before) : "+ " + shown(*change.after);
  const std::string nothing(Phrase{.en = "not on record", .ja = "記録なし"}.in(language));
  const auto side = [&](const std::optional<JsonValue>& value) {
    return value ? shown(*value) : nothing;
  };
  return side(change.before) + " → " + side(change.after);
}

}  // namespace

std::size_t DiffView::count(DiffOp op) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(changes, [&](const ModelChange& one) { return one.change.op == op; }));
}

const Model& DiffView::model_of(const RecordChange& change) const {
  return (change.op == DiffOp::Removed ? before : after).supply->model();
}

ImpactView DiffView::part(std::size_t part) const {
  const AnsweredChange& one = impact.parts[part];
  return {.supply = (one.of_old ? before : after).supply,
          .question = &one.question,
          .impact = &one.impact};
}

std::string_view word_of(DiffOp op) {
  switch (op) {
    case DiffOp::Added: return "added";
    case DiffOp::Removed: return "removed";
    case DiffOp::Renamed: return "renamed";
    case DiffOp::Changed: break;
  }
  return "changed";
}

std::string records_summary(const DiffView& view, Language language) {
  std::string text =
      compose_in(language,
                 {.en = "Records: {} added, {} removed, {} changed, {} renamed.",
                  .ja = "記録：追加 {} 件、削除 {} 件、変更 {} 件、ID の変更 {} 件。"},
                 view.count(DiffOp::Added), view.count(DiffOp::Removed),
                 view.count(DiffOp::Changed), view.count(DiffOp::Renamed));
  if (!view.diff->settings.empty()) {
    text += compose_in(
        language,
        {.en = " Settings of the model: {} changed.", .ja = "モデル全体の設定：変更 {} 件。"},
        view.diff->settings.size());
  }
  return text;
}

std::string findings_summary(const DiffView& view, Language language) {
  return compose_in(language,
                    {.en = "Findings: {} new, {} gone, {} unchanged.",
                     .ja = "指摘事項：新規 {} 件、なくなったもの {} 件、継続 {} 件。"},
                    view.findings.fresh.size(), view.findings.gone.size(), view.findings.unchanged);
}

std::string impact_summary(const DiffView& view, Language language) {
  const ModelImpact& impact = view.impact;
  const std::size_t untold = static_cast<std::size_t>(
      std::ranges::count_if(impact.organizations, [](const auto& row) { return !row.row.told; }));
  if (language == Language::Ja) {
    return fmt::format(
        "構成要素 {} 件、システム {} 件、医療機関等 {} 施設、組織 {} 件（うち通知されない組織 {} "
        "件）に影響があり、対応は {} 件です。",
        impact.services.size(), impact.systems.size(), impact.institutions.size(),
        impact.organizations.size(), untold, impact.actions.size());
  }
  const auto count = [](std::size_t number, std::string_view one, std::string_view several) {
    return fmt::format("{} {}", number, number == 1 ? one : several);
  };
  return fmt::format(
      "Affects {}, {} of {} and {}, {}; {} to take.",
      count(impact.services.size(), "service", "services"),
      count(impact.systems.size(), "system", "systems"),
      count(impact.institutions.size(), "institution", "institutions"),
      count(impact.organizations.size(), "organization", "organizations"),
      untold == 0 ? "all of them told" : fmt::format("{} of them never told", untold),
      count(impact.actions.size(), "step", "steps"));
}

std::string question_text(const DiffView& view, std::size_t part, Language language) {
  const AnsweredChange& one = view.impact.parts[part];
  return compose_in(language,
                    one.of_old ? Phrase{.en = "{}, by the old model", .ja = "{}、旧モデルによる"}
                               : Phrase{.en = "{}, by the new model", .ja = "{}、新モデルによる"},
                    phrase_of(one.question.kind));
}

std::string_view sign_of(DiffOp op) {
  switch (op) {
    case DiffOp::Added: return "+";
    case DiffOp::Removed: return "-";
    case DiffOp::Renamed: return "→";
    case DiffOp::Changed: break;
  }
  return "~";
}

Styled record_text(const DiffView& view, const RecordChange& change, Language language) {
  const Model& model = view.model_of(change);
  Styled text(record_word(change.record).in(language));
  text.add(" ");
  if (change.op == DiffOp::Renamed) text.add(change.old_id, Style::Name).add(" → ");
  if (!change.id.empty()) {
    const Symbol id = model.symbols.find(change.id);
    return model.find(id) ? text.add(label_of(model, id, language))
                          : text.add(change.id, Style::Name);
  }
  bool is_first = true;
  for (const auto& [key, value] : change.known_by) {
    if (!is_first) text.add(language == Language::Ja ? "、" : ", ");
    text.add(value, Style::Name);
    is_first = false;
  }
  return text;
}

std::string kind_text(const ModelChange& change, Language language) {
  switch (change.lapse) {
    case Lapse::Ended:
      return std::string(Phrase{.en = "no longer in force", .ja = "効力が終了"}.in(language));
    case Lapse::Began:
      return std::string(Phrase{.en = "in force now", .ja = "効力が発生"}.in(language));
    case Lapse::None: break;
  }
  return change.kind ? std::string(phrase_of(*change.kind).in(language)) : std::string();
}

std::vector<const PartRow<AffectedOrganization>*> told_rows(const DiffView& view) {
  std::vector<const PartRow<AffectedOrganization>*> rows;
  for (const auto& row : view.impact.organizations) {
    if (row.row.told && row.row.lead) rows.push_back(&row);
  }
  std::ranges::stable_sort(rows, std::greater(),
                           [](const auto* row) { return row->row.lead.value_or(0); });
  return rows;
}

std::string lead_text(const AffectedOrganization& row, Language language) {
  std::string text =
      compose_in(language, {.en = "{} days before", .ja = "{} 日前まで"}, row.lead.value_or(0));
  if (row.late) {
    text += Phrase{.en = " (later than it has promised to tell others)",
                   .ja = "（自らが約束した予告期間に間に合いません）"}
                .in(language);
  }
  return text;
}

std::vector<ValueLine> value_lines(const std::vector<ValueChange>& values,
                                   const std::vector<std::string>& by_terms, Language language) {
  std::vector<ValueLine> lines;
  for (const ValueChange& change : values) {
    ValueLine line{.path = change.path, .text = change_text(change, language)};
    const std::string key = change.path.substr(0, change.path.find('.'));
    if (std::ranges::find(by_terms, key) != by_terms.end()) {
      line.text += Phrase{.en = " (by its terms)", .ja = "（約款等による）"}.in(language);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace musubi::cli
