#include "model/encoding.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <simdjson.h>

namespace musubi {
namespace {

unsigned char at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

bool continues(std::string_view text, std::size_t i) { return (at(text, i) & 0xC0U) == 0x80U; }

/// The length of the well-formed character at `i`, 0 where there is none (Unicode, table 3-7).
std::size_t character_length(std::string_view text, std::size_t i) {
  const unsigned char lead = at(text, i);
  const unsigned char second = at(text, i + 1);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4 || !continues(text, i + 1)) return 0;
  if (lead < 0xE0) return 2;
  if (!continues(text, i + 2)) return 0;
  if (lead < 0xF0) {
    const bool overlong = lead == 0xE0 && second < 0xA0;
    const bool surrogate = lead == 0xED && second > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  const bool overlong = lead == 0xF0 && second < 0x90;
  const bool too_high = lead == 0xF4 && second > 0x8F;
  return overlong || too_high || !continues(text, i + 3) ? 0 : 4;
}

/// How many of the next eight bytes may be stepped over at once: all or none.
bool eight_ascii(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return (word & 0x8080808080808080U) == 0;
}

}  // namespace

std::size_t find_malformed(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (i + 8 <= text.size() && eight_ascii(text.data() + i)) {
      i += 8;
      continue;
    }
    const std::size_t length = character_length(text, i);
    if (length == 0) return i;
    i += length;
  }
  return text.size();
}

bool is_clean(std::string_view text) {
  // In pieces, so that the second look at one finds it in the cache of the core.
  constexpr std::size_t kPiece = std::size_t{1} << 16U;
  while (!text.empty()) {
    std::size_t size = std::min(kPiece, text.size());
    while (size < text.size() && size > 1 && continues(text, size)) --size;
    const std::string_view piece = text.substr(0, size);
    if (!simdjson::validate_utf8(piece) || piece.find('\0') != std::string_view::npos) return false;
    text.remove_prefix(size);
  }
  return true;
}

bool has_surrogate(std::string_view decoded) {
  for (std::size_t i = decoded.find('\xED'); i != std::string_view::npos;
       i = decoded.find('\xED', i + 1)) {
    if (static_cast<unsigned char>(decoded[i + 1]) >= 0xA0) return true;
  }
  return false;
}

}  // namespace musubi
