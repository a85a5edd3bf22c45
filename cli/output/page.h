#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "cli/output/styled.h"

namespace musubi::cli {

inline constexpr std::size_t kMinPageWidth = 40;
inline constexpr std::size_t kMaxPageWidth = 120;
inline constexpr std::size_t kDefaultPageWidth = 80;

enum class Align : std::uint8_t { Left, Right };

struct Column {
  Styled head;
  Align align = Align::Left;
  bool keeps_width = false;  // its cells are not wrapped
};

/// Rows of cells under column heads. Every row has as many cells as there are columns.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Styled>> rows;
};

/// Builds the text of an answer for a terminal of `width` columns (brought between the least and
/// the greatest width of a page).
class Page {
 public:
  Page(std::size_t width, bool colour);

  [[nodiscard]] std::size_t width() const { return width_; }

  /// One line as it is, however long: for what other programs read.
  void line(const Styled& text);
  void blank();
  /// Text in lines of the page's width; the first begins after `indent` columns, the others after
  /// `indent + hanging`.
  void paragraph(const Styled& text, std::size_t indent = 0, std::size_t hanging = 0);
  /// A label of at least `label_width` columns, and text beside it. On a page too narrow for both
  /// the text stands below its label.
  void field(const Styled& label, const Styled& text, std::size_t indent, std::size_t label_width);
  /// The same for text that must not be broken, such as the place of a record: it stands on a line
  /// of its own where the page is too narrow.
  void unbroken_field(const Styled& label, const Styled& text, std::size_t indent,
                      std::size_t label_width);
  /// A table whose columns line up; cells wrap where it is too wide, and where even that does not
  /// help every row becomes a block of labelled lines. Nothing where it has no rows.
  void table(const Table& table, std::size_t indent = 0);

  [[nodiscard]] const std::string& text() const { return text_; }
  /// Takes what is on the page, which is empty then.
  [[nodiscard]] std::string take() { return std::exchange(text_, {}); }
  /// An empty page of the same kind.
  [[nodiscard]] Page next() const { return {width_, colour_}; }

 private:
  void put(const Styled& line, std::size_t indent);
  void put_row(const std::vector<std::vector<Styled>>& cells, const Table& table,
               const std::vector<std::size_t>& widths, std::size_t indent);
  void put_blocks(const Table& table, std::size_t indent);

  std::size_t width_;
  bool colour_;
  std::string text_;
};

}  // namespace musubi::cli
