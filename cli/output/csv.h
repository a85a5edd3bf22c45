#pragma once

#include <span>
#include <string>
#include <string_view>

namespace musubi::cli {

/// A table as CSV (RFC 4180) that spreadsheets open as it is: UTF-8 with a byte-order mark, lines
/// that end in CR LF. A cell that a spreadsheet would take for a formula, because it begins with
/// = + - @ (or their wide forms), a tab or a carriage return, gets an apostrophe before it; what is
/// no UTF-8 is replaced by U+FFFD.
class CsvWriter {
 public:
  CsvWriter();

  /// A line with these cells.
  void row(std::span<const std::string> cells);

  /// All lines; empty tables hold the mark alone.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// One cell as it stands in a line: made harmless, and in quotes where it has to be.
[[nodiscard]] std::string csv_cell(std::string_view text);

}  // namespace musubi::cli
