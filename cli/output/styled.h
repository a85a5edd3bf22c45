#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::cli {

/// What a piece of text is, for the eye. How that looks on a terminal is decided in one place.
enum class Style : std::uint8_t { Plain, Strong, Dim, Name, Error, Warning, Note, Good };

/// Text whose parts have a style. What is added is made safe for a terminal (`visible`), so a name
/// from a model can never move the cursor.
class Styled {
 public:
  struct Part {
    std::string text;
    Style style = Style::Plain;
  };

  Styled() = default;
  explicit Styled(std::string_view text, Style style = Style::Plain) { add(text, style); }

  Styled& add(std::string_view text, Style style = Style::Plain);
  Styled& add(const Styled& other);

  [[nodiscard]] bool empty() const { return parts_.empty(); }
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }
  /// In columns of a terminal.
  [[nodiscard]] std::size_t width() const;
  /// The text alone; with `colour` the styles as ANSI escape sequences, all of them closed.
  [[nodiscard]] std::string render(bool colour) const;

 private:
  std::vector<Part> parts_;
};

/// `text` in lines of at most `width` columns, the first one at most `first_width`. Breaks at
/// spaces and around Japanese characters, but not before 、。」 and the like nor after 「
/// (kinsoku); a word that is longer than a line is broken where the line ends. Never returns an
/// empty list.
[[nodiscard]] std::vector<Styled> wrap(const Styled& text, std::size_t width,
                                       std::size_t first_width);
[[nodiscard]] inline std::vector<Styled> wrap(const Styled& text, std::size_t width) {
  return wrap(text, width, width);
}

}  // namespace musubi::cli
