#include <string>

#include "cli/output/diagnostics_text.h"
#include "cli/output/finding_parts.h"
#include "cli/output/findings_text.h"
#include "cli/output/levels.h"
#include "cli/output/names.h"
#include "cli/phrase.h"

// What stands beside the findings: those that are suppressed, and those that are gone.
namespace musubi::cli {
namespace {

constexpr std::size_t kIndent = 4;
constexpr std::size_t kLabelWidth = 11;

void write_heading(Page& page, const Phrase& heading, Language language) {
  page.blank();
  page.paragraph(Styled(heading.in(language), Style::Strong));
}

Styled suppression_text(const Suppression& suppression, Language language) {
  const std::string date = suppression.expires.to_string();
  const std::string text =
      suppression.by.empty()
          ? compose_in(language, {.en = "until {}: {}", .ja = "期限 {}：{}"}, date,
                       suppression.reason)
          : compose_in(language, {.en = "until {}, by {}: {}", .ja = "期限 {}、抑制した者 {}：{}"},
                       date, suppression.by, suppression.reason);
  return Styled(text);
}

void field(Page& page, const Phrase& label, const Styled& text, Language language) {
  page.field(Styled(label.in(language), Style::Dim), text, kIndent, kLabelWidth);
}

Styled saved_label(const Model& model, const std::string& id, Language language) {
  const Symbol symbol = model.symbols.find(id);
  return symbol.valid() ? label_of(model, symbol, language) : Styled(id, Style::Name);
}

// The parties may be on no record any more, and then there are only their ids.
Styled saved_parties(const Model& model, const SavedFinding& saved, Language language) {
  Styled text = saved_label(model, saved.owes, language);
  if (!saved.counterparty.empty() && saved.counterparty != saved.owes) {
    text.add(language == Language::Ja ? "　相手方：" : ", towards ");
    text.add(saved_label(model, saved.counterparty, language));
  }
  return text;
}

constexpr Phrase kOwesLabel{.en = "Has to act", .ja = "対応する者"};
constexpr Phrase kOwedLabel{.en = "Had to act", .ja = "対応する者"};

}  // namespace

void write_suppressed(Page& page, const FindingsView& view, Language language) {
  if (view.suppressed.empty()) return;
  write_heading(page, {.en = "Suppressed", .ja = "抑制した指摘事項"}, language);
  for (const std::size_t row : view.suppressed) {
    const Finding& one = view.result->findings[row];
    const Suppression* const suppression = view.suppression_of(row);
    page.paragraph(Styled("- ").add(head_text(one, std::nullopt, language)), 2, 2);
    page.paragraph(Styled(message_in(*view.model, one, language)), kIndent);
    if (one.owes.valid()) {
      field(page, kOwesLabel, parties_text(*view.model, one, language), language);
    }
    field(page, {.en = "Suppressed", .ja = "抑制"}, suppression_text(*suppression, language),
          language);
    page.unbroken_field({}, Styled(place_text(view.model->sources, suppression->where), Style::Dim),
                        kIndent, kLabelWidth);
  }
}

void write_gone(Page& page, const FindingsView& view, Language language) {
  if (view.comparison == nullptr || view.comparison->gone.empty()) return;
  write_heading(page, {.en = "Gone since the baseline", .ja = "比較元にあり、なくなった指摘事項"},
                language);
  for (const SavedFinding& saved : view.comparison->gone) {
    Styled head = Styled("- ").add(level_label(saved.level).in(language), Style::Dim);
    page.paragraph(head.add("  ").add(saved.rule, Style::Name), 2, 2);
    page.paragraph(Styled(saved.message.in(language), Style::Dim), kIndent);
    if (!saved.owes.empty()) {
      field(page, kOwedLabel, saved_parties(*view.model, saved, language), language);
    }
  }
}

}  // namespace musubi::cli
