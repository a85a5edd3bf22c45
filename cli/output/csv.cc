#include "cli/output/csv.h"

#include <algorithm>
#include <array>

#include "cli/output/characters.h"

namespace musubi::cli {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// OWASP, "CSV Injection". The wide forms are those that Japanese keyboards enter.
bool begins_a_formula(std::string_view text) {
  constexpr auto kBeginnings =
      std::to_array<std::string_view>({"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"});
  return std::ranges::any_of(kBeginnings, [&](auto begin) { return text.starts_with(begin); });
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string cell = valid_utf8(text);
  if (begins_a_formula(cell)) cell.insert(cell.begin(), '\'');
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += c;
    quoted += c;
  }
  return quoted + "\"";
}

CsvWriter::CsvWriter() : text_(kByteOrderMark) {}

void CsvWriter::row(std::span<const std::string> cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text_ += ',';
    text_ += csv_cell(cells[i]);
  }
  text_ += "\r\n";
}

}  // namespace musubi::cli
