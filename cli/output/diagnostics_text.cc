#include "cli/output/diagnostics_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "cli/output/characters.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

constexpr std::size_t kTabStop = 4;
// How much of a line is looked at on either side of the place; a file of one line stays cheap.
constexpr std::size_t kReach = 2000;
constexpr std::string_view kCut = "…";

Phrase word_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return {.en = "error", .ja = "エラー"};
    case Severity::Warning: return {.en = "warning", .ja = "警告"};
    case Severity::Note: break;
  }
  return {.en = "note", .ja = "補足"};
}

Style style_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return Style::Error;
    case Severity::Warning: return Style::Warning;
    case Severity::Note: break;
  }
  return Style::Note;
}

// A piece of a line as it is printed, and where in the line it came from.
struct Cell {
  std::string text;
  std::size_t width = 0;
  std::size_t offset = 0;
};

std::vector<Cell> cells_of(std::string_view line, std::size_t first_offset) {
  std::vector<Cell> cells;
  std::size_t column = 0;
  for (const Cluster& cluster : clusters(line)) {
    const auto at = static_cast<std::size_t>(cluster.bytes.data() - line.data());
    std::string text = cluster.bytes == "\t" ? std::string(kTabStop - column % kTabStop, ' ')
                                             : visible(cluster.bytes);
    const std::size_t width = display_width(text);
    column += width;
    cells.push_back({.text = std::move(text), .width = width, .offset = first_offset + at});
  }
  return cells;
}

bool is_inside_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The part of a line around `at` that fits into `room` columns, and the column of `at` in it.
struct Excerpt {
  std::string text;
  std::size_t caret = 0;
};

// The cells, from the first to before the last, that fit into `room` columns around the caret:
// two thirds of the room before it, the rest after it, and room for a mark at both ends.
std::pair<std::size_t, std::size_t> window(const std::vector<Cell>& cells, std::size_t caret,
                                           std::size_t room) {
  std::size_t total = 0;
  for (const Cell& cell : cells) total += cell.width;
  if (total <= room) return {0, cells.size()};
  const std::size_t before = (room - 2) * 2 / 3;
  std::size_t used = 0;
  std::size_t first = caret;
  while (first > 0 && used + cells[first - 1].width <= before) used += cells[--first].width;
  std::size_t last = first;
  used = 0;
  while (last < cells.size() && used + cells[last].width <= room - 2) used += cells[last++].width;
  return {first, last};
}

Excerpt excerpt(std::string_view line, std::size_t at, std::size_t room) {
  std::size_t begin = at > kReach ? at - kReach : 0;
  while (begin > 0 && is_inside_character(line[begin])) --begin;
  std::size_t end = std::min(line.size(), at + kReach);
  while (end < line.size() && is_inside_character(line[end])) ++end;
  const std::vector<Cell> cells = cells_of(line.substr(begin, end - begin), begin);

  std::size_t caret_cell = 0;
  while (caret_cell < cells.size() && cells[caret_cell].offset < at) ++caret_cell;
  const auto [first, last] = window(cells, caret_cell, room);
  Excerpt result;
  if (first > 0 || begin > 0) result.text = kCut;
  result.caret = display_width(result.text);
  for (std::size_t i = first; i < last; ++i) {
    if (i < caret_cell) result.caret += cells[i].width;
    result.text += cells[i].text;
  }
  if (last < cells.size() || end < line.size()) result.text += kCut;
  return result;
}

void write_excerpt(Page& page, const SourceMap& sources, SourceLocation where) {
  const std::string_view line = sources.line(where);
  const std::string number = std::to_string(sources.line_column(where).line);
  const std::string gutter = fmt::format("{:>5} | ", number);
  const auto line_begin = static_cast<std::size_t>(line.data() - sources.text(where.file).data());
  const std::size_t at = std::min<std::size_t>(where.offset - line_begin, line.size());
  const Excerpt shown = excerpt(line, at, page.width() - gutter.size());
  page.line(Styled(gutter, Style::Dim).add(shown.text));
  const std::string below = fmt::format("{:>{}} | ", "", gutter.size() - 3);
  page.line(Styled(below, Style::Dim).add(std::string(shown.caret, ' ')).add("^", Style::Good));
}

Styled head(const SourceMap& sources, SourceLocation where, Severity severity,
            const std::string& message, Language language) {
  Styled line;
  line.add(where.valid() ? place_text(sources, where) : "musubi", Style::Strong).add(": ");
  line.add(word_of(severity).in(language), style_of(severity));
  return line.add(": ").add(message);
}

void write_one(Page& page, const Diagnostic& diagnostic, const SourceMap& sources,
               Language language) {
  Styled line = head(sources, diagnostic.where, diagnostic.severity,
                     diagnostic.message.in(language), language);
  page.line(line.add(fmt::format(" [{}]", diagnostic.code), Style::Dim));
  if (diagnostic.where.valid()) write_excerpt(page, sources, diagnostic.where);
  for (const DiagnosticNote& note : diagnostic.notes) {
    page.line(head(sources, note.where, Severity::Note, note.message.in(language), language));
    if (note.where.valid()) write_excerpt(page, sources, note.where);
  }
}

std::string counted(std::size_t count, Severity severity, Language language) {
  if (language == Language::Ja) return fmt::format("{} {} 件", word_of(severity).ja, count);
  return fmt::format("{} {}{}", count, word_of(severity).en, count == 1 ? "" : "s");
}

void write_count(Page& page, const Diagnostics& diagnostics, Language language) {
  std::array<std::size_t, 3> counts{};
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    ++counts[static_cast<std::size_t>(diagnostic.severity)];
  }
  std::string line;
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Note}) {
    const std::size_t count = counts[static_cast<std::size_t>(severity)];
    if (count == 0) continue;
    if (!line.empty()) line += language == Language::Ja ? "、" : ", ";
    line += counted(count, severity, language);
  }
  if (diagnostics.all().size() > kMaxDiagnostics) {
    line +=
        compose_in(language, {.en = "; the first {} are shown", .ja = "（表示は最初の {} 件まで）"},
                   kMaxDiagnostics);
  }
  page.line(Styled(line, Style::Strong));
}

}  // namespace

std::string place_text(const SourceMap& sources, SourceLocation where) {
  const LineColumn at = sources.line_column(where);
  return fmt::format("{}:{}:{}", sources.path(where.file), at.line, at.column);
}

void write_diagnostics(Page& page, const Diagnostics& diagnostics, const SourceMap& sources,
                       Language language) {
  if (diagnostics.empty()) return;
  const std::size_t shown = std::min(kMaxDiagnostics, diagnostics.all().size());
  for (std::size_t i = 0; i < shown; ++i) {
    write_one(page, diagnostics.all()[i], sources, language);
  }
  write_count(page, diagnostics, language);
}

}  // namespace musubi::cli
