#include "cli/output/xml.h"

#include "cli/output/characters.h"

namespace musubi::cli {
namespace {

bool is_space(char c) { return c == '\t' || c == '\n' || c == '\r'; }

// How many bytes of the UTF-8 text are a character to leave out; 0 where it stays.
std::size_t left_out(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x20) return is_space(text.front()) ? 0 : 1;
  if (first == 0x7F) return 1;
  // U+0080 to U+009F.
  if (first == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0) return 2;
  const bool is_noncharacter = text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
  return is_noncharacter ? 3 : 0;
}

std::string_view entity(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&apos;";
    case '\r': return "&#13;";
    default: return {};
  }
}

}  // namespace

std::string xml_text(std::string_view text) {
  const std::string valid = valid_utf8(text);
  std::string_view rest = valid;
  std::string result;
  while (!rest.empty()) {
    if (const std::size_t skipped = left_out(rest); skipped > 0) {
      rest.remove_prefix(skipped);
      continue;
    }
    const std::string_view replacement = entity(rest.front());
    result += replacement.empty() ? rest.substr(0, 1) : replacement;
    rest.remove_prefix(1);
  }
  return result;
}

std::string xml_attribute(std::string_view text) {
  std::string result;
  for (const char c : xml_text(text)) {
    if (c == '\n') {
      result += "&#10;";
    } else if (c == '\t') {
      result += "&#9;";
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace musubi::cli
