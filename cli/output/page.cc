#include "cli/output/page.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace musubi::cli {
namespace {

constexpr std::size_t kGap = 2;  // columns between two columns of a table
constexpr std::size_t kNarrowestCell = 12;
constexpr std::size_t kLeastFieldText = 30;

std::size_t sum(const std::vector<std::size_t>& widths) {
  return std::accumulate(widths.begin(), widths.end(), std::size_t{0});
}

std::vector<std::size_t> natural_widths(const Table& table) {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    std::size_t width = table.columns[c].head.width();
    for (const auto& row : table.rows) width = std::max(width, row[c].width());
    widths.push_back(width);
  }
  return widths;
}

// Takes columns from the widest cells until the table fits; nothing where it cannot be made to.
std::optional<std::vector<std::size_t>> fitted_widths(const Table& table, std::size_t room) {
  std::vector<std::size_t> widths = natural_widths(table);
  const std::size_t gaps = kGap * (widths.size() - 1);
  while (sum(widths) + gaps > room) {
    std::size_t* widest = nullptr;
    for (std::size_t c = 0; c < widths.size(); ++c) {
      const bool shrinks = !table.columns[c].keeps_width && widths[c] > kNarrowestCell;
      if (shrinks && (widest == nullptr || widths[c] > *widest)) widest = &widths[c];
    }
    if (widest == nullptr) return std::nullopt;
    --*widest;
  }
  return widths;
}

Styled padded(const Styled& text, std::size_t width, Align align) {
  const std::size_t used = text.width();
  const std::string padding(width > used ? width - used : 0, ' ');
  Styled result;
  if (align == Align::Right) result.add(padding);
  result.add(text);
  if (align == Align::Left) result.add(padding);
  return result;
}

}  // namespace

Page::Page(std::size_t width, bool colour)
    : width_(std::clamp(width, kMinPageWidth, kMaxPageWidth)), colour_(colour) {}

void Page::put(const Styled& line, std::size_t indent) {
  if (!line.empty()) text_.append(indent, ' ');
  text_ += line.render(colour_);
  text_ += '\n';
}

void Page::line(const Styled& text) { put(text, 0); }

void Page::blank() { text_ += '\n'; }

void Page::paragraph(const Styled& text, std::size_t indent, std::size_t hanging) {
  const std::size_t rest = std::min(indent + hanging, width_ / 2);
  const std::size_t first = std::min(indent, width_ / 2);
  bool is_first = true;
  for (const Styled& line : wrap(text, width_ - rest, width_ - first)) {
    put(line, is_first ? first : rest);
    is_first = false;
  }
}

void Page::field(const Styled& label, const Styled& text, std::size_t indent,
                 std::size_t label_width) {
  const std::size_t beside = indent + std::max(label_width, label.width()) + kGap;
  if (beside + kLeastFieldText > width_) {
    if (!label.empty()) paragraph(label, indent);
    paragraph(text, indent + kGap);
    return;
  }
  bool is_first = true;
  for (const Styled& line : wrap(text, width_ - beside)) {
    if (is_first) {
      put(padded(label, beside - indent, Align::Left).add(line), indent);
    } else {
      put(line, beside);
    }
    is_first = false;
  }
}

void Page::unbroken_field(const Styled& label, const Styled& text, std::size_t indent,
                          std::size_t label_width) {
  const std::size_t beside = indent + std::max(label_width, label.width()) + kGap;
  if (beside + text.width() <= width_) {
    field(label, text, indent, label_width);
    return;
  }
  if (!label.empty()) paragraph(label, indent);
  put(text, indent + kGap);
}

void Page::table(const Table& table, std::size_t indent) {
  if (table.rows.empty()) return;
  const auto widths = fitted_widths(table, width_ - indent);
  if (!widths) {
    put_blocks(table, indent);
    return;
  }
  const auto wrapped = [&](auto&& cell_of) {
    std::vector<std::vector<Styled>> cells;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      cells.push_back(wrap(cell_of(c), std::max<std::size_t>((*widths)[c], 1)));
    }
    return cells;
  };
  put_row(wrapped([&](std::size_t c) { return table.columns[c].head; }), table, *widths, indent);
  for (const auto& row : table.rows) {
    put_row(wrapped([&](std::size_t c) { return row[c]; }), table, *widths, indent);
  }
}

void Page::put_row(const std::vector<std::vector<Styled>>& cells, const Table& table,
                   const std::vector<std::size_t>& widths, std::size_t indent) {
  std::size_t height = 0;
  for (const auto& lines : cells) height = std::max(height, lines.size());
  for (std::size_t i = 0; i < height; ++i) {
    Styled line;
    std::size_t skipped = 0;  // columns of blanks that only a later cell makes necessary
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const bool has_text = i < cells[c].size() && !cells[c][i].empty();
      if (has_text) {
        const Align align = table.columns[c].align;
        const std::size_t used = align == Align::Right ? widths[c] : cells[c][i].width();
        line.add(std::string(skipped, ' ')).add(padded(cells[c][i], used, align));
        skipped = widths[c] > used ? widths[c] - used : 0;
      } else {
        skipped += widths[c];
      }
      skipped += kGap;
    }
    put(line, indent);
  }
}

void Page::put_blocks(const Table& table, std::size_t indent) {
  std::size_t label_width = 0;
  for (const Column& column : table.columns) {
    label_width = std::max(label_width, column.head.width());
  }
  bool is_first = true;
  for (const auto& row : table.rows) {
    if (!is_first) blank();
    is_first = false;
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (!row[c].empty()) field(table.columns[c].head, row[c], indent, label_width);
    }
  }
}

}  // namespace musubi::cli
