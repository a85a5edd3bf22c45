#include "cli/report/parts.h"

#include <algorithm>

#include "cli/output/levels.h"
#include "cli/output/responsibility_matrix.h"

namespace musubi::cli {
namespace {

constexpr std::array kLevels{Severity::Error, Severity::Warning, Severity::Note};

}  // namespace

void write_both(HtmlWriter& html, const Text& text) {
  if (text.en == text.ja) return html.text(text.en);
  html.leaf("span", text.en, {{"class", "en"}, {"lang", "en"}});
  html.leaf("span", text.ja, {{"class", "ja"}, {"lang", "ja"}});
}

void write_both(HtmlWriter& html, const Phrase& phrase) {
  write_both(html, Text{.en = std::string(phrase.en), .ja = std::string(phrase.ja)});
}

void both_leaf(HtmlWriter& html, std::string_view name, const Phrase& phrase,
               HtmlAttributes attributes) {
  const auto element = html.element(name, attributes);
  write_both(html, phrase);
}

void write_record(HtmlWriter& html, const Model& model, Symbol id) {
  const auto link =
      html.element("a", {{"data-go", "record?id"}, {"data-id", std::string(model.text(id))}});
  write_both(html, label_text(model, id));
}

std::vector<LevelCounts> count_by_system(const ReportContent& content) {
  std::vector<LevelCounts> counts(content.model().systems.size());
  for (const std::size_t row : open_findings(*content.result)) {
    const Finding& finding = content.result->findings[row];
    for (const SystemId system : finding.systems.first) {
      ++counts[system.index()][static_cast<std::size_t>(finding.level)];
    }
  }
  return counts;
}

std::vector<std::size_t> open_findings(const CheckResult& result) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < result.findings.size(); ++row) {
    if (!result.findings[row].suppressed) rows.push_back(row);
  }
  return rows;
}

std::vector<SystemId> worst_first(const ReportContent& content,
                                  const std::vector<LevelCounts>& counts) {
  std::vector<SystemId> systems;
  for (std::size_t i = 0; i < content.model().systems.size(); ++i) systems.emplace_back(i);
  const auto key = [&](SystemId system) {
    const LevelCounts& of = counts[system.index()];
    return std::tuple(of[static_cast<std::size_t>(Severity::Error)],
                      of[static_cast<std::size_t>(Severity::Warning)],
                      of[static_cast<std::size_t>(Severity::Note)]);
  };
  std::ranges::stable_sort(systems, [&](SystemId left, SystemId right) {
    return key(left) != key(right) ? key(left) > key(right) : left < right;
  });
  return systems;
}

void write_level_heads(HtmlWriter& html) {
  for (const Severity level : kLevels) {
    both_leaf(html, "th", level_label(level), {{"scope", "col"}, {"class", "number"}});
  }
}

void write_level_cells(HtmlWriter& html, const LevelCounts& counts) {
  for (const Severity level : kLevels) {
    html.leaf("td", std::to_string(counts[static_cast<std::size_t>(level)]), {{"class", "number"}});
  }
}

}  // namespace musubi::cli
