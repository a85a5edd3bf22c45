#include "cli/output/markdown.h"

#include <algorithm>

#include "cli/output/characters.h"

namespace musubi::cli {
namespace {

constexpr std::string_view kEscaped = "\\`*_[]<>|~&$";
// Shows as nothing, and keeps what stands before it from being read together with what follows.
constexpr std::string_view kWordJoiner = "\u2060";

// What is safe for a terminal is safe for a page, too; line ends are spaces before.
std::string plain(std::string_view text) {
  std::string line(text);
  std::ranges::replace(line, '\n', ' ');
  return visible(line);
}

// At the beginning of a line it would make a list, a heading or a rule of what follows.
bool begins_a_block(std::string_view text) {
  if (text.empty()) return false;
  if (text.front() == '+' || text.front() == '-' || text.front() == '=') return true;
  const std::size_t digits = text.find_first_not_of("0123456789");
  return digits > 0 && digits != std::string_view::npos &&
         (text[digits] == '.' || text[digits] == ')');
}

}  // namespace

std::string markdown_text(std::string_view text) {
  const std::string line = plain(text);
  std::string result;
  if (begins_a_block(line)) result += kWordJoiner;
  for (const char c : line) {
    if (kEscaped.find(c) != std::string_view::npos || c == '#') result += '\\';
    result += c;
    if (c == '@' || c == '#') result += kWordJoiner;
  }
  return result;
}

std::string markdown_text(const Styled& text) { return markdown_text(text.render(false)); }

std::string markdown_code(std::string_view text) {
  std::string line = plain(text);
  // A bar ends a cell even within code, and only GitHub takes the backslash away again.
  if (line.find('|') != std::string::npos) return markdown_text(text);
  std::size_t longest = 0;
  for (std::size_t at = 0, run = 0; at < line.size(); ++at) {
    run = line[at] == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const bool needs_space = !line.empty() && (line.front() == '`' || line.back() == '`');
  if (needs_space) line = " " + line + " ";
  return fence + line + fence;
}

std::string markdown_row(const std::vector<std::string>& cells) {
  std::string row = "|";
  for (const std::string& cell : cells) row += " " + cell + " |";
  return row + "\n";
}

std::string markdown_head(const std::vector<std::string>& cells) {
  return markdown_row(cells) + markdown_row(std::vector<std::string>(cells.size(), "---"));
}

std::string markdown_details(std::string_view summary, std::string_view content) {
  std::string text = "<details>\n<summary>";
  text += summary;
  text += "</summary>\n\n";
  text += content;
  return text + "\n</details>\n";
}

}  // namespace musubi::cli
