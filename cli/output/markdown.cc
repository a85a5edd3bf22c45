#include "cli/output/markdown.h"

#include <algorithm>

#include "cli/output/characters.h"

namespace musubi::cli {
namespace {

constexpr std::string_view kMarks = "\\`*_[]<>|~&#$!";
constexpr std::string_view kDigits = "0123456789";
// Shows as nothing, and keeps what stands before it from being read together with what follows.
constexpr std::string_view kWordJoiner = "\u2060";

// "@name" and "#1" do; an address has something before its @.
bool calls_somebody(std::string_view line, std::size_t i) {
  if (line[i] != '@' && line[i] != '#') return false;
  if (i + 1 == line.size() || line[i + 1] == ' ') return false;
  return i == 0 || std::string_view(" (,:;/[").find(line[i - 1]) != std::string_view::npos;
}

// What makes a list or an underlined heading of a line that begins with it.
std::size_t first_mark(std::string_view text) {
  if (!text.empty() && std::string_view("-+=:").find(text.front()) != std::string_view::npos) {
    return 0;
  }
  const std::size_t end = text.find_first_not_of(kDigits);
  if (end == 0 || end == std::string_view::npos) return std::string_view::npos;
  return text[end] == '.' || text[end] == ')' ? end : std::string_view::npos;
}

std::string one_line(std::string_view text) {
  std::string line(text);
  std::ranges::replace(line, '\n', ' ');
  return visible(line);
}

}  // namespace

std::string markdown_text(std::string_view text) {
  const std::string line = one_line(text);
  const std::size_t first = first_mark(line);
  std::string result;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i == first || kMarks.find(line[i]) != std::string_view::npos) result += '\\';
    result += line[i];
    if (calls_somebody(line, i)) result += kWordJoiner;
  }
  return result;
}

std::string markdown_text(const Styled& text) { return markdown_text(text.render(false)); }

std::string markdown_code(std::string_view text) {
  const std::string line = one_line(text);
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : line) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  // A backquote at an end needs a space, which is not shown.
  const std::string space = line.starts_with('`') || line.ends_with('`') ? " " : "";
  std::string result = fence + space;
  for (const char c : line) {
    if (c == '|') result += '\\';
    result += c;
  }
  return result + space + fence;
}

std::string markdown_row(std::span<const std::string> cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += " " + cell + " |";
  return line + "\n";
}

std::string markdown_head(std::span<const std::string> heads) {
  std::string lines = markdown_row(heads) + "|";
  for (std::size_t i = 0; i < heads.size(); ++i) lines += " --- |";
  return lines + "\n";
}

std::string markdown_details(std::string_view summary, std::string_view content) {
  std::string text = "<details>\n<summary>";
  text += summary;
  text += "</summary>\n\n";
  text += content;
  return text + "\n</details>\n";
}

}  // namespace musubi::cli
