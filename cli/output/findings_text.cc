#include "cli/output/findings_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "cli/output/diagnostics_text.h"
#include "cli/output/evidence_text.h"
#include "cli/output/levels.h"
#include "cli/output/names.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

constexpr std::size_t kIndent = 4;
constexpr std::size_t kLabelWidth = 11;
constexpr std::size_t kNamedSystems = 3;  // more are listed by id alone
constexpr std::size_t kOwnersInFull = 20;
constexpr std::size_t kFollowersInFull = 20;  // of one cause; the rest is a count

// A finding and all that follows from it, directly or by way of another.
struct Group {
  std::size_t cause = 0;
  std::vector<std::size_t> followers;
};

// Groups the findings and puts the one with the most serious finding first.
std::vector<Group> grouped(const FindingsView& view) {
  const std::vector<Finding>& all = view.result->findings;
  std::vector<char> shown(all.size());
  for (const std::size_t row : view.rows) shown[row] = 1;
  const auto root_of = [&](std::size_t row) {
    // A cause that is not shown cannot have anything stand under it.
    while (all[row].cause && shown[*all[row].cause] != 0) row = *all[row].cause;
    return row;
  };
  std::vector<std::size_t> group_of(all.size());
  std::vector<Group> groups;
  for (const std::size_t row : view.rows) {
    if (root_of(row) != row) continue;
    group_of[row] = groups.size();
    groups.push_back({.cause = row, .followers = {}});
  }
  for (const std::size_t row : view.rows) {
    const std::size_t root = root_of(row);
    if (root != row) groups[group_of[root]].followers.push_back(row);
  }
  const auto rank = [&](const Group& group) {
    const auto one = [&](std::size_t row) {
      return std::pair(-static_cast<int>(all[row].level),
                       std::ranges::find(all_rules(), all[row].rule) - all_rules().begin());
    };
    auto best = one(group.cause);
    for (const std::size_t row : group.followers) best = std::min(best, one(row));
    return best;
  };
  std::ranges::stable_sort(groups, {}, rank);
  return groups;
}

class FindingWriter {
 public:
  FindingWriter(Page& page, const FindingsView& view, Language language)
      : page_(&page), view_(&view), language_(language) {}

  void write(std::size_t number, const Group& group) {
    const Finding& cause = finding(group.cause);
    const std::string count = fmt::format("{:>2}. ", number);
    page_->paragraph(Styled(count).add(head(cause)), 0, kIndent);
    page_->paragraph(Styled(cause.message.in(language_), Style::Strong), kIndent);
    write_parties(cause);
    write_systems(cause);
    write_evidence(cause);
    write_place(cause);
    field({.en = "Remedy", .ja = "対処"}, Styled(cause.remedy.in(language_)), kIndent);
    write_followers(group);
  }

 private:
  [[nodiscard]] const Finding& finding(std::size_t row) const {
    return view_->result->findings[row];
  }

  void field(const Phrase& label, const Styled& text, std::size_t indent) {
    page_->field(Styled(label.in(language_), Style::Dim), text, indent, kLabelWidth);
  }

  void write_place(const Finding& one) {
    if (!one.where.valid()) return;
    constexpr Phrase kLabel{.en = "Recorded at", .ja = "記載箇所"};
    page_->unbroken_field(Styled(kLabel.in(language_), Style::Dim),
                          Styled(place_text(view_->model->sources, one.where)), kIndent,
                          kLabelWidth);
  }

  [[nodiscard]] Styled head(const Finding& one) const {
    Styled line(level_label(one.level).in(language_), level_style(one.level));
    line.add("  ").add(one.rule->id, Style::Name).add("  ");
    return line.add(sources_text(one.rule->sources, language_), Style::Dim);
  }

  // Who has to act, and towards whom.
  [[nodiscard]] Styled parties(const Finding& one) const {
    Styled text = label_of(*view_->model, one.owes, language_);
    if (one.counterparty.valid() && one.counterparty != one.owes) {
      text.add(language_ == Language::Ja ? "　相手方：" : ", towards ");
      text.add(label_of(*view_->model, one.counterparty, language_));
    }
    return text;
  }

  void write_parties(const Finding& one) {
    constexpr Phrase kLabel{.en = "Has to act", .ja = "対応する者"};
    if (one.owes.valid()) field(kLabel, parties(one), kIndent);
  }

  void write_systems(const Finding& one) {
    if (one.systems.count == 0) return;
    const std::size_t limit = view_->max_systems.value_or(one.systems.first.size());
    const std::size_t listed = std::min(limit, one.systems.first.size());
    const std::string_view comma = language_ == Language::Ja ? "、" : ", ";
    Styled text;
    for (std::size_t i = 0; i < listed; ++i) {
      if (i > 0) text.add(comma);
      const SystemId system = one.systems.first[i];
      if (one.systems.count > kNamedSystems) {
        text.add(view_->model->id(system), Style::Name);
      } else {
        text.add(label_of(*view_->model, (*view_->model)[system].id, language_));
      }
    }
    if (one.systems.count > listed) {
      if (listed > 0) text.add(comma);
      text.add(
          compose_in(language_, {.en = "{} more", .ja = "ほか {} 件"}, one.systems.count - listed));
    }
    field({.en = "Systems", .ja = "システム"}, text, kIndent);
  }

  void write_evidence(const Finding& one) {
    bool is_first = true;
    for (const Styled& line : chain_text(*view_->model, one.evidence, language_)) {
      field(is_first ? Phrase{.en = "Evidence", .ja = "根拠"} : Phrase{}, line, kIndent);
      is_first = false;
    }
  }

  // What a reader needs of a finding that stands under its cause.
  void write_brief(const Finding& one) {
    constexpr Phrase kLabel{.en = "Has to act: ", .ja = "対応する者："};
    if (one.owes.valid()) {
      page_->paragraph(Styled(kLabel.in(language_), Style::Dim).add(parties(one)), kIndent + 2, 2);
    }
    if (one.where.valid()) {
      page_->unbroken_field({}, Styled(place_text(view_->model->sources, one.where), Style::Dim),
                            kIndent, 0);
    }
  }

  void write_followers(const Group& group) {
    if (group.followers.empty()) return;
    const std::size_t count = group.followers.size();
    page_->blank();
    page_->paragraph(
        Styled(compose_in(language_,
                          count == 1 ? Phrase{.en = "{} more finding follows from this:",
                                              .ja = "これに伴う指摘事項がほかに {} 件あります。"}
                                     : Phrase{.en = "{} more findings follow from this:",
                                              .ja = "これに伴う指摘事項がほかに {} 件あります。"},
                          count)),
        kIndent);
    for (std::size_t i = 0; i < std::min(count, kFollowersInFull); ++i) {
      const Finding& one = finding(group.followers[i]);
      page_->paragraph(Styled("- ").add(head(one)), kIndent, 2);
      page_->paragraph(Styled(one.message.in(language_)), kIndent + 2);
      write_brief(one);
    }
    if (count > kFollowersInFull) {
      page_->paragraph(Styled(compose_in(language_, {.en = "and {} more", .ja = "ほか {} 件"},
                                         count - kFollowersInFull)),
                       kIndent);
    }
  }

  Page* page_;
  const FindingsView* view_;
  Language language_;
};

struct Counts {
  std::array<std::size_t, 3> by_level{};

  [[nodiscard]] std::size_t of(Severity level) const {
    return by_level[static_cast<std::size_t>(level)];
  }
  void add(Severity level) { ++by_level[static_cast<std::size_t>(level)]; }
};

struct OwnerCounts {
  Symbol owner;
  Counts counts;
};

Counts count_all(const FindingsView& view) {
  Counts counts;
  for (const std::size_t row : view.rows) counts.add(view.result->findings[row].level);
  return counts;
}

// Who has to act how often, the one with the most serious findings first.
std::vector<OwnerCounts> count_by_owner(const FindingsView& view) {
  std::map<Symbol, Counts> by_symbol;
  for (const std::size_t row : view.rows) {
    const Finding& one = view.result->findings[row];
    if (one.owes.valid()) by_symbol[one.owes].add(one.level);
  }
  std::vector<OwnerCounts> owners;
  for (const auto& [owner, counts] : by_symbol) owners.push_back({owner, counts});
  std::ranges::sort(owners, [&](const OwnerCounts& left, const OwnerCounts& right) {
    const auto key = [&](const OwnerCounts& one) {
      return std::tuple(one.counts.of(Severity::Error), one.counts.of(Severity::Warning),
                        one.counts.of(Severity::Note));
    };
    if (key(left) != key(right)) return key(left) > key(right);
    return view.model->text(left.owner) < view.model->text(right.owner);
  });
  return owners;
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
      const std::size_t count = owners[i].counts.of(level);
      row.emplace_back(std::to_string(count), count > 0 ? level_style(level) : Style::Dim);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

void write_findings(Page& page, const FindingsView& view, Language language) {
  FindingWriter writer(page, view, language);
  std::size_t number = 0;
  for (const Group& group : grouped(view)) {
    if (number > 0) page.blank();
    writer.write(++number, group);
  }
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
