#include "cli/output/findings_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/output/diagnostics_text.h"
#include "cli/output/evidence_text.h"
#include "cli/output/finding_parts.h"
#include "cli/output/levels.h"
#include "cli/output/names.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

constexpr std::size_t kIndent = 4;
constexpr std::size_t kLabelWidth = 11;
constexpr std::size_t kNamedSystems = 3;      // more are listed by id alone
constexpr std::size_t kFollowersInFull = 20;  // of one cause; the rest is a count
constexpr std::size_t kOfPiece = 256;         // groups

// A finding and all that follows from it, directly or by way of another.
struct Group {
  std::size_t cause = 0;
  std::vector<std::size_t> followers;
};

// Groups the findings and puts the one with the most serious finding first.
std::vector<Group> grouped(const FindingsView& view) {
  const FindingList& all = view.result->findings;
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
    page_->paragraph(Styled(count).add(head(group.cause)), 0, kIndent);
    page_->paragraph(Styled(message_in(*view_->model, cause, language_), Style::Strong), kIndent);
    write_parties(cause);
    write_systems(cause);
    write_evidence(cause);
    write_place(cause);
    field({.en = "Remedy", .ja = "対処"}, Styled(remedy_in(*view_->model, cause, language_)),
          kIndent);
    write_followers(group);
  }

 private:
  [[nodiscard]] const Finding& finding(std::size_t row) const {
    return view_->result->findings[row];
  }

  [[nodiscard]] Styled head(std::size_t row) const {
    return head_text(finding(row), view_->state_of(row), language_);
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

  void write_parties(const Finding& one) {
    constexpr Phrase kLabel{.en = "Has to act", .ja = "対応する者"};
    if (one.owes.valid()) field(kLabel, parties_text(*view_->model, one, language_), kIndent);
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
      page_->paragraph(
          Styled(kLabel.in(language_), Style::Dim).add(parties_text(*view_->model, one, language_)),
          kIndent + 2, 2);
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
      page_->paragraph(Styled("- ").add(head(group.followers[i])), kIndent, 2);
      page_->paragraph(Styled(message_in(*view_->model, one, language_)), kIndent + 2);
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

// Some of the groups, from `begin` on.
void write_groups(Page& page, const FindingsView& view, Language language,
                  std::span<const Group> groups, std::size_t begin, std::size_t end) {
  FindingWriter writer(page, view, language);
  for (std::size_t i = begin; i < end; ++i) {
    if (i > 0) page.blank();
    writer.write(i + 1, groups[i]);
  }
}

}  // namespace

void write_findings(Page& page, const FindingsView& view, Language language) {
  const std::vector<Group> groups = grouped(view);
  write_groups(page, view, language, groups, 0, groups.size());
}

void pour_findings(Page& page, const FindingsView& view, Language language, unsigned threads,
                   const Sink& sink) {
  const std::vector<Group> groups = grouped(view);
  sink(page.take());
  const auto new_maker = [&]() -> MakePiece {
    return [&, part = page.next()](std::size_t piece) mutable {
      const std::size_t begin = piece * kOfPiece;
      write_groups(part, view, language, groups, begin, std::min(begin + kOfPiece, groups.size()));
      return part.take();
    };
  };
  pour_pieces((groups.size() + kOfPiece - 1) / kOfPiece, threads, new_maker, sink);
}

}  // namespace musubi::cli
