#include "cli/output/characters.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <utf8proc.h>

namespace musubi::cli {
namespace {

struct CodePoint {
  std::int32_t value = -1;  // -1: not UTF-8
  std::size_t length = 1;
};

CodePoint decode(std::string_view text) {
  std::int32_t value = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &value);
  if (length <= 0) return {};
  return {.value = value, .length = static_cast<std::size_t>(length)};
}

std::size_t width_of(std::int32_t code_point) {
  if (code_point < 0) return 1;
  return static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code_point)));
}

bool reverses_direction(std::int32_t code_point) {
  return code_point == 0x061C || code_point == 0x200E || code_point == 0x200F ||
         (code_point >= 0x202A && code_point <= 0x202E) ||
         (code_point >= 0x2066 && code_point <= 0x2069);
}

bool is_unsafe(std::int32_t code_point) {
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return true;
    default: return reverses_direction(code_point);
  }
}

bool is_plain_ascii(char c) { return c >= 0x20 && c < 0x7F; }

// `text` with U+FFFD for bytes that are no UTF-8, and `add` for every other character.
template <class Add>
std::string rewritten(std::string_view text, Add add) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (is_plain_ascii(text[at])) {
      const std::size_t begin = at;
      while (at < text.size() && is_plain_ascii(text[at])) ++at;
      result += text.substr(begin, at - begin);
      continue;
    }
    const CodePoint point = decode(text.substr(at));
    if (point.value < 0) {
      result += "\uFFFD";
    } else {
      add(result, text.substr(at, point.length), point.value);
    }
    at += point.length;
  }
  return result;
}

}  // namespace

std::vector<Cluster> clusters(std::string_view text) {
  std::vector<Cluster> result;
  std::int32_t previous = -1;
  std::int32_t state = 0;
  for (std::size_t at = 0; at < text.size();) {
    // Between two such letters there is always a break.
    const bool after_ascii = previous < 0x7F && (previous >= 0x20 || at == 0);
    if (after_ascii && is_plain_ascii(text[at])) {
      state = 0;
      previous = static_cast<unsigned char>(text[at]);
      result.push_back({.bytes = text.substr(at++, 1), .first = previous, .width = 1});
      continue;
    }
    const CodePoint point = decode(text.substr(at));
    const bool continues = previous >= 0 && point.value >= 0 &&
                           !utf8proc_grapheme_break_stateful(previous, point.value, &state);
    if (continues) {
      Cluster& last = result.back();
      last.bytes = text.substr(at - last.bytes.size(), last.bytes.size() + point.length);
      last.width = std::max(last.width, width_of(point.value));
    } else {
      state = 0;
      result.push_back({.bytes = text.substr(at, point.length),
                        .first = point.value,
                        .width = width_of(point.value)});
    }
    previous = point.value;
    at += point.length;
  }
  return result;
}

std::size_t display_width(std::string_view text) {
  if (std::ranges::all_of(text, is_plain_ascii)) return text.size();
  std::size_t width = 0;
  for (const Cluster& cluster : clusters(text)) width += cluster.width;
  return width;
}

std::string visible(std::string_view text) {
  return rewritten(text, [](std::string& result, std::string_view bytes, std::int32_t value) {
    if (is_unsafe(value)) {
      fmt::format_to(std::back_inserter(result), "\\u{:04x}", value);
    } else {
      result += bytes;
    }
  });
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const CodePoint point = decode(text.substr(at));
    if (point.value < 0) return false;
    at += point.length;
  }
  return true;
}

std::string valid_utf8(std::string_view text) {
  return rewritten(text, [](std::string& result, std::string_view bytes, std::int32_t /*value*/) {
    result += bytes;
  });
}

}  // namespace musubi::cli
