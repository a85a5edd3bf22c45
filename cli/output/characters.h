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

/// `text` with U+FFFD for every byte that is no UTF-8.
[[nodiscard]] std::string valid_utf8(std::string_view text);

}  // namespace musubi::cli
