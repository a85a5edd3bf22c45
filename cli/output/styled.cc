#include "cli/output/styled.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "cli/output/characters.h"

namespace musubi::cli {
namespace {

std::string_view escape_sequence(Style style) {
  switch (style) {
    case Style::Plain: return "";
    case Style::Strong: return "\x1b[1m";
    case Style::Dim: return "\x1b[2m";
    case Style::Name: return "\x1b[36m";
    case Style::Error: return "\x1b[1;31m";
    case Style::Warning: return "\x1b[1;33m";
    case Style::Note: return "\x1b[1;34m";
    case Style::Good: return "\x1b[32m";
  }
  return "";
}

// The characters of a literal, to be searched for: each one of a long text is.
template <std::size_t Size>
constexpr std::array<char32_t, Size> sorted(const char32_t (&literal)[Size]) {
  std::array<char32_t, Size> set = std::to_array(literal);
  std::ranges::sort(set);
  return set;
}

bool contains(std::span<const char32_t> set, std::int32_t code_point) {
  return code_point > 0 && std::ranges::binary_search(set, static_cast<char32_t>(code_point));
}

// No line begins with one of these (行頭禁則).
bool never_first(std::int32_t code_point) {
  static constexpr auto kSet = sorted(
      U"、。，．・：；？！‐゠–〜～）］｝〕〉》」』】〙〗’”»ー々ゝゞヽヾ"
      U"ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ％℃°′″…‥,.:;?!)]}%'\"");
  return contains(kSet, code_point);
}

// No line ends with one of these (行末禁則).
bool never_last(std::int32_t code_point) {
  static constexpr auto kSet = sorted(U"（［｛〔〈《「『【〘〖‘“«([{'\"");
  return contains(kSet, code_point);
}

// A word written in katakana stays together where a line has room for it.
bool is_katakana(std::int32_t code_point) {
  return (code_point >= 0x30A1 && code_point <= 0x30FA) || code_point == 0x30FC;
}

struct Atom {
  Cluster cluster;
  Style style = Style::Plain;

  // The ideographic space is one too.
  [[nodiscard]] bool is_space() const { return cluster.bytes == " " || cluster.first == 0x3000; }
};

bool may_break_between(const Atom& left, const Atom& right) {
  if (left.is_space()) return !right.is_space();
  if (right.is_space()) return true;
  if (left.cluster.width != 2 && right.cluster.width != 2) return false;
  if (never_first(right.cluster.first) || never_last(left.cluster.first)) return false;
  return !is_katakana(left.cluster.first) || !is_katakana(right.cluster.first);
}

std::vector<Atom> atoms_of(const Styled& text) {
  std::vector<Atom> atoms;
  for (const Styled::Part& part : text.parts()) {
    for (const Cluster& cluster : clusters(part.text)) atoms.push_back({cluster, part.style});
  }
  return atoms;
}

Styled to_line(const std::vector<Atom>& atoms, std::size_t begin, std::size_t end) {
  while (end > begin && atoms[end - 1].is_space()) --end;
  Styled line;
  for (std::size_t i = begin; i < end;) {
    // What stands side by side in one part is added in one piece.
    const Style style = atoms[i].style;
    std::string_view piece = atoms[i].cluster.bytes;
    while (++i < end && atoms[i].style == style &&
           atoms[i].cluster.bytes.data() == piece.data() + piece.size()) {
      piece = {piece.data(), piece.size() + atoms[i].cluster.bytes.size()};
    }
    line.add(piece, style);
  }
  return line;
}

}  // namespace

Styled& Styled::add(std::string_view text, Style style) {
  if (text.empty()) return *this;
  if (!parts_.empty() && parts_.back().style == style) {
    parts_.back().text += visible(text);
  } else {
    parts_.push_back({visible(text), style});
  }
  return *this;
}

Styled& Styled::add(const Styled& other) {
  // Its parts are safe already.
  for (const Part& part : other.parts_) {
    if (!parts_.empty() && parts_.back().style == part.style) {
      parts_.back().text += part.text;
    } else {
      parts_.push_back(part);
    }
  }
  return *this;
}

std::size_t Styled::width() const {
  std::size_t width = 0;
  for (const Part& part : parts_) width += display_width(part.text);
  return width;
}

std::string Styled::render(bool colour) const {
  std::string result;
  for (const Part& part : parts_) {
    const std::string_view sequence = colour ? escape_sequence(part.style) : "";
    result += sequence;
    result += part.text;
    if (!sequence.empty()) result += "\x1b[0m";
  }
  return result;
}

std::vector<Styled> wrap(const Styled& text, std::size_t width, std::size_t first_width) {
  const std::vector<Atom> atoms = atoms_of(text);
  std::vector<Styled> lines;
  std::size_t begin = 0;  // of the line that is being filled
  std::size_t last_break = 0;
  std::size_t used = 0;
  std::size_t i = 0;
  while (i < atoms.size()) {
    if (i > begin && may_break_between(atoms[i - 1], atoms[i])) last_break = i;
    const std::size_t room = std::max<std::size_t>(lines.empty() ? first_width : width, 2);
    if (used + atoms[i].cluster.width <= room || atoms[i].is_space()) {
      used += atoms[i].cluster.width;
      ++i;
      continue;
    }
    const std::size_t end = last_break > begin ? last_break : std::max(i, begin + 1);
    lines.push_back(to_line(atoms, begin, end));
    begin = end;
    while (begin < atoms.size() && atoms[begin].is_space()) ++begin;
    last_break = begin;
    used = 0;
    i = begin;
  }
  if (begin < atoms.size() || lines.empty()) lines.push_back(to_line(atoms, begin, atoms.size()));
  return lines;
}

}  // namespace musubi::cli
