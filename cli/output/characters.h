#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What a terminal makes of UTF-8: which bytes belong together as one character to the eye, and how
// many columns it takes.
namespace musubi::cli {

/// One character as a person sees it: a letter with its accents, a kanji, an emoji of several code
/// points.
struct Cluster {
  std::string_view bytes;
  std::int32_t first = 0;  // its first code point
  std::size_t width = 0;   // in columns; 0 for a mark that stands alone
};

/// The characters of `text`, in order. Views into `text`; linear. Precondition: valid UTF-8 (what
/// `visible` returns is); a byte that is not counts as one column.
[[nodiscard]] std::vector<Cluster> clusters(std::string_view text);

/// The columns that `text` takes on a terminal. East Asian wide characters take two.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// `text` in a form that cannot steer a terminal: control characters, line separators and the marks
/// that reverse the direction of writing become `\u001b` and the like, broken UTF-8 becomes U+FFFD.
[[nodiscard]] std::string visible(std::string_view text);

/// Whether `text` is UTF-8.
[[nodiscard]] bool is_valid_utf8(std::string_view text);

/// `text` with U+FFFD for every byte that is no UTF-8.
[[nodiscard]] std::string valid_utf8(std::string_view text);

/// Whether the byte belongs to a word of Latin letters, as names and ids are made of.
[[nodiscard]] constexpr bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
         c == '-';
}

/// Whether text[begin, end) stands there as a word of its own, as far as its script has words.
[[nodiscard]] constexpr bool is_whole_word(std::string_view text, std::size_t begin,
                                           std::size_t end) {
  const bool begins = begin == 0 || !is_word_byte(text[begin - 1]) || !is_word_byte(text[begin]);
  const bool ends = end == text.size() || !is_word_byte(text[end]) || !is_word_byte(text[end - 1]);
  return begins && ends;
}

}  // namespace musubi::cli
