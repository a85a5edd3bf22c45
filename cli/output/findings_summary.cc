#include "cli/output/findings_summary.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/output/levels.h"
#include "cli/output/names.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

constexpr std::size_t kOwnersInFull = 20;

struct Counts {
  std::array<std::size_t, 3> by_level{};

  [[nodiscard]] std::size_t of(Severity level) const {
    return by_level[static_cast<std::size_t>(level)];
  }
  void add(Severity level) { ++by_level[static_cast<std::size_t>(level)]; }
};

Counts count_all(const FindingsView& view) {
  Counts counts;
  for (const std::size_t row : view.rows) counts.add(view.result->findings[row].level);
  return counts;
}

constexpr std::array kLevels{Severity::Error, Severity::Warning, Severity::Note};

Table owner_table(const FindingsView& view, const std::vector<OwnerCounts>& owners,
                  Language language) {
  Table table;
  table.columns.push_back(
      {.head = Styled(language == Language::Ja ? "対応する者" : "has to act", Style::Dim)});
  for (const Severity level : kLevels) {
    table.columns.push_back({.head = Styled(level_label(level).in(language), Style::Dim),
                             .align = Align::Right,
                             .keeps_width = true});
  }
  for (std::size_t i = 0; i < std::min(owners.size(), kOwnersInFull); ++i) {
    std::vector<Styled> row{label_of(*view.model, owners[i].owner, language)};
    for (const Severity level : kLevels) {
      const std::size_t count = owners[i].of(level);
      row.emplace_back(std::to_string(count), count > 0 ? level_style(level) : Style::Dim);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

void write_comparison(Page& page, const FindingsView& view, Language language) {
  if (view.comparison == nullptr) return;
  const Comparison& one = *view.comparison;
  constexpr Phrase kLine{.en = "Compared with the baseline: {} new, {} unchanged, {} gone",
                         .ja = "比較元との差：新規 {} 件、継続 {} 件、なくなったもの {} 件"};
  page.paragraph(Styled(compose_in(language, kLine, one.new_count, one.unchanged, one.gone.size())),
                 2);
}

void write_rule_names(Page& page, const Phrase& label, const std::vector<const Rule*>& rules,
                      Language language) {
  if (rules.empty()) return;
  Styled line(label.in(language), Style::Strong);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (i > 0) line.add(language == Language::Ja ? "、" : ", ");
    line.add(rules[i]->id, Style::Name);
  }
  page.paragraph(line, 2, 2);
}

// No treatment of a risk replaces what law imposes, so that this is never silent.
void write_statutory(Page& page, const CheckResult& result, Language language) {
  const HiddenStatutory hidden = find_hidden_statutory(result);
  write_rule_names(page,
                   {.en = "Statutory rules that the policy switches off: ",
                    .ja = "policy で無効にした制度上の要求事項のルール："},
                   hidden.switched_off, language);
  write_rule_names(page,
                   {.en = "Statutory rules with suppressed findings: ",
                    .ja = "指摘事項を抑制した制度上の要求事項のルール："},
                   hidden.suppressed, language);
}

}  // namespace

std::vector<OwnerCounts> count_by_owner(const FindingsView& view) {
  std::map<Symbol, Counts> by_symbol;
  for (const std::size_t row : view.rows) {
    const Finding& one = view.result->findings[row];
    if (one.owes.valid()) by_symbol[one.owes].add(one.level);
  }
  std::vector<OwnerCounts> owners;
  for (const auto& [owner, counts] : by_symbol) owners.push_back({owner, counts.by_level});
  std::ranges::sort(owners, [&](const OwnerCounts& left, const OwnerCounts& right) {
    const auto key = [&](const OwnerCounts& one) {
      return std::tuple(one.of(Severity::Error), one.of(Severity::Warning), one.of(Severity::Note));
    };
    if (key(left) != key(right)) return key(left) > key(right);
    return view.model->text(left.owner) < view.model->text(right.owner);
  });
  return owners;
}

void write_summary(Page& page, const FindingsView& view, Language language) {
  const bool is_japanese = language == Language::Ja;
  const Counts total = count_all(view);
  page.paragraph(Styled(is_japanese ? "まとめ" : "Summary", Style::Strong));
  Styled line;
  for (const Severity level : kLevels) {
    if (!line.empty()) line.add(is_japanese ? "、" : ", ");
    const std::string_view label = level_label(level).in(language);
    line.add(is_japanese ? fmt::format("{} {} 件", label, total.of(level))
                         : fmt::format("{} {}", total.of(level), label),
             total.of(level) > 0 ? level_style(level) : Style::Plain);
  }
  if (view.result->suppressed > 0) {
    line.add(compose_in(language, {.en = "; {} suppressed", .ja = "（ほかに抑制 {} 件）"},
                        view.result->suppressed));
  }
  page.paragraph(line, 2);
  write_comparison(page, view, language);
  write_statutory(page, *view.result, language);
  const std::vector<OwnerCounts> owners = count_by_owner(view);
  if (owners.empty()) return;
  page.blank();
  page.table(owner_table(view, owners, language), 2);
  if (owners.size() > kOwnersInFull) {
    page.paragraph(Styled(compose_in(language, {.en = "and {} more", .ja = "ほか {} 件"},
                                     owners.size() - kOwnersInFull)),
                   2);
  }
}

}  // namespace musubi::cli
