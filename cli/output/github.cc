#include "cli/output/github.h"

#include <iterator>

#include <fmt/format.h>

#include "cli/output/characters.h"
#include "cli/output/finding_parts.h"
#include "cli/output/levels.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

std::string encoded(std::string_view text, std::string_view reserved) {
  std::string result;
  for (const char c : text) {
    if (reserved.contains(c)) {
      fmt::format_to(std::back_inserter(result), "%{:02X}", static_cast<unsigned char>(c));
    } else {
      result += c;
    }
  }
  return result;
}

std::string_view command_of(const Finding& finding) {
  if (finding.suppressed) return "notice";
  switch (finding.level) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Note: break;
  }
  return "notice";
}

// "unassessed-supplier (required, new)"
std::string title_of(const FindingsView& view, std::size_t row, Language language) {
  const Finding& finding = view.result->findings[row];
  const std::string_view comma = language == Language::Ja ? "、" : ", ";
  std::string notes(level_label(finding.level).in(language));
  if (const auto state = view.state_of(row)) {
    notes += comma;
    notes += state_label(*state).in(language);
  }
  if (finding.suppressed) {
    notes += comma;
    notes += language == Language::Ja ? "抑制" : "suppressed";
  }
  return compose_in(language, {.en = "{} ({})", .ja = "{}（{}）"}, finding.rule->id, notes);
}

std::string message_of(const FindingsView& view, std::size_t row, Language language) {
  const Finding& finding = view.result->findings[row];
  constexpr Phrase kMessage{.en = "{} Remedy: {}", .ja = "{}対処：{}"};
  std::string text = compose_in(language, kMessage, message_in(*view.model, finding, language),
                                remedy_in(*view.model, finding, language));
  if (const Suppression* const suppression = view.suppression_of(row)) {
    constexpr Phrase kReason{.en = " Suppressed until {}: {}", .ja = "{}まで抑制：{}"};
    text += compose_in(language, kReason, suppression->expires.to_string(), suppression->reason);
  }
  return visible(text);
}

}  // namespace

std::string github_message(std::string_view text) { return encoded(text, "%\r\n"); }
std::string github_property(std::string_view text) { return encoded(text, "%\r\n:,"); }

std::string github_text(const FindingsView& view, Language language) {
  std::string text;
  for (const std::size_t row : all_rows(view)) {
    const Finding& finding = view.result->findings[row];
    text += fmt::format("::{} ", command_of(finding));
    if (finding.where.valid()) {
      const SourceMap& sources = view.model->sources;
      const LineColumn at = sources.line_column(finding.where);
      text += fmt::format("file={},line={},col={},",
                          github_property(sources.path(finding.where.file)), at.line, at.column);
    }
    text += fmt::format("title={}::{}\n", github_property(title_of(view, row, language)),
                        github_message(message_of(view, row, language)));
  }
  return text;
}

}  // namespace musubi::cli
