#include "model/nearest.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace musubi {
namespace {

/// What a character counts as: `-` as `_`, a capital ASCII letter as the small one.
char32_t folded(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c - U'A' + U'a';
  return c == U'-' ? U'_' : c;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// The characters of `text`, folded. Each is a lead byte with the continuation bytes after it, so
/// equal characters are equal numbers, malformed or not.
void read_characters(std::string_view text, std::u32string& characters) {
  characters.clear();
  for (std::size_t i = 0; i < text.size();) {
    char32_t value = static_cast<unsigned char>(text[i++]);
    for (int more = 0; more < 3 && i < text.size() && is_continuation(text[i]); ++more, ++i) {
      value = (value << 8U) | static_cast<unsigned char>(text[i]);
    }
    characters.push_back(folded(value));
  }
}

/// The edit distance of two texts (optimal string alignment) as far as it is at most a limit.
/// Its rows are kept from one comparison to the next.
class EditDistance {
 public:
  /// `limit + 1` where the distance is greater than `limit`.
  std::size_t operator()(const std::u32string& a, const std::u32string& b, std::size_t limit) {
    const std::size_t difference = a.size() < b.size() ? b.size() - a.size() : a.size() - b.size();
    if (difference > limit) return limit + 1;
    for (std::vector<std::size_t>& row : rows_) row.assign(b.size() + 1, limit + 1);
    for (std::size_t j = 0; j <= std::min(b.size(), limit); ++j) rows_[1][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      if (fill_row(a, b, i, limit) > limit) return limit + 1;
      std::rotate(rows_.begin(), rows_.begin() + 1, rows_.end());
    }
    return std::min(rows_[1][b.size()], limit + 1);
  }

 private:
  /// Fills rows_[2], row `i`, near the diagonal: a cell farther off is greater than the limit.
  /// Returns its smallest cell.
  std::size_t fill_row(const std::u32string& a, const std::u32string& b, std::size_t i,
                       std::size_t limit) {
    const auto& [before, above, unused] = rows_;
    std::vector<std::size_t>& row = rows_[2];
    std::ranges::fill(row, limit + 1);
    std::size_t smallest = row[0] = std::min(i, limit + 1);
    const std::size_t first = i > limit ? i - limit : 1;
    for (std::size_t j = std::max<std::size_t>(first, 1); j <= std::min(b.size(), i + limit); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      std::size_t cell = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cell = std::min(cell, before[j - 2] + 1);
      }
      row[j] = cell;
      smallest = std::min(smallest, cell);
    }
    return smallest;
  }

  std::array<std::vector<std::size_t>, 3> rows_;  // of i - 2, i - 1, i
};

}  // namespace

std::optional<std::string_view> nearest(std::string_view wanted,
                                        std::span<const std::string_view> candidates) {
  std::u32string characters;
  std::u32string other;
  read_characters(wanted, characters);
  EditDistance distance;
  std::size_t limit = (characters.size() + 1) / 3;
  std::optional<std::string_view> best;
  for (const std::string_view candidate : candidates) {
    // A character has four bytes at most: most candidates are told apart by their size alone.
    if (candidate.size() > 4 * (characters.size() + limit)) continue;
    if (candidate.size() + limit < characters.size()) continue;
    read_characters(candidate, other);
    const std::size_t found = distance(characters, other, limit);
    if (found > limit || (best && found == limit && *best <= candidate)) continue;
    best = candidate;
    limit = found;
  }
  return best;
}

}  // namespace musubi
