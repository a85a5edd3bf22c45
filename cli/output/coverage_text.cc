#include "cli/output/coverage_text.h"

#include <algorithm>
#include <array>
#include <string>

#include "cli/phrase.h"

namespace musubi::cli {
namespace {

Style state_style(CoverageState state) {
  switch (state) {
    case CoverageState::Checked: return Style::Good;
    case CoverageState::Partly:
    case CoverageState::NotModelled: return Style::Warning;
    case CoverageState::NotChecked: break;
  }
  return Style::Dim;
}

std::size_t count(const CheckResult& result, CoverageState state) {
  return static_cast<std::size_t>(
      std::ranges::count(result.coverage, state, &CoverageEntry::state));
}

void write_limits(Page& page, const CheckResult& result, Language language) {
  page.paragraph(
      Styled(language == Language::Ja ? "モデルからは判断できないこと" : "What no model can decide",
             Style::Strong));
  for (const CoverageEntry& entry : result.coverage) {
    if (entry.limits.en.empty() || entry.state == CoverageState::NotChecked) continue;
    page.field(Styled("FAQ " + std::string(entry.faq), Style::Dim),
               Styled(entry.limits.in(language)), 2, 7);
  }
}

}  // namespace

Phrase phrase_of(CoverageState state) {
  constexpr auto kLabels =
      std::to_array<Phrase>({{.en = "checked", .ja = "判定済み"},
                             {.en = "partly", .ja = "一部記載"},
                             {.en = "not modelled", .ja = "モデルに記載なし"},
                             {.en = "not asked for", .ja = "対象外（指定による）"}});
  return kLabels[static_cast<std::size_t>(state)];
}

// The keys of one table of the model share its name: "contracts[].agreement: items, phases".
std::string missing_keys(const CoverageEntry& entry, Language language) {
  std::string text;
  std::string_view last;
  for (const StatedKey key : entry.missing) {
    const std::string_view path = path_of(key);
    const std::size_t dot = path.rfind('.');
    const std::string_view holder = dot == std::string_view::npos ? "" : path.substr(0, dot);
    if (!text.empty()) text += language == Language::Ja ? "、" : ", ";
    const bool repeated = !holder.empty() && holder == last;
    text += repeated ? path.substr(dot) : path;
    last = holder;
  }
  return text;
}

void write_coverage_summary(Page& page, const CheckResult& result, Language language) {
  page.paragraph(
      Styled(compose_in(language,
                        {.en = "Of {} sections of the FAQ, {} checked, {} partly, {} not modelled",
                         .ja = "FAQ {} 項目のうち、判定済み {}、一部記載 {}、モデルに記載なし {}"},
                        result.coverage.size(), count(result, CoverageState::Checked),
                        count(result, CoverageState::Partly),
                        count(result, CoverageState::NotModelled))),
      2);
}

void write_coverage(Page& page, const CheckResult& result, Language language) {
  const bool japanese = language == Language::Ja;
  page.paragraph(Styled(japanese ? "FAQ のどこを見たか" : "What was looked at", Style::Strong));
  Table table;
  table.columns = {
      {.head = Styled("FAQ", Style::Dim), .keeps_width = true},
      {.head = Styled(japanese ? "状態" : "state", Style::Dim), .keeps_width = true},
      {.head = Styled(japanese ? "記録数" : "records", Style::Dim),
       .align = Align::Right,
       .keeps_width = true},
      {.head = Styled(japanese ? "記載があれば判定できるもの" : "would have to be modelled",
                      Style::Dim)}};
  for (const CoverageEntry& entry : result.coverage) {
    table.rows.push_back({Styled(entry.faq),
                          Styled(phrase_of(entry.state).in(language), state_style(entry.state)),
                          Styled(entry.subjects > 0 ? std::to_string(entry.subjects) : "–"),
                          Styled(missing_keys(entry, language), Style::Name)});
  }
  page.table(table, 2);
  page.paragraph(
      Styled(japanese ? "モデルに記載のないことは判定していません。問題がないという意味では"
                        "ありません。"
                      : "What the model does not say was not judged, which does not mean "
                        "that it is fine."),
      2);
  page.blank();
  write_limits(page, result, language);
}

}  // namespace musubi::cli
