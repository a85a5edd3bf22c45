#include "model/identifier.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include <utf8proc.h>

namespace musubi {
namespace {

constexpr Phrase kSpace{"has white space", "空白文字が含まれています"};
constexpr Phrase kControl{"has a control character", "制御文字が含まれています"};
constexpr Phrase kSeparator{"has one of , ; |", "「,」「;」「|」のいずれかが含まれています"};

const utf8proc_uint8_t* bytes(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

std::optional<Phrase> find_character_fault(std::string_view id) {
  for (std::size_t i = 0; i < id.size();) {
    utf8proc_int32_t c = 0;
    const utf8proc_ssize_t length =
        utf8proc_iterate(bytes(id.substr(i)), static_cast<utf8proc_ssize_t>(id.size() - i), &c);
    if (length <= 0) return kControl;
    switch (utf8proc_category(c)) {
      case UTF8PROC_CATEGORY_ZS:
      case UTF8PROC_CATEGORY_ZL:
      case UTF8PROC_CATEGORY_ZP: return kSpace;
      case UTF8PROC_CATEGORY_CC: return (c >= 0x09 && c <= 0x0D) || c == 0x85 ? kSpace : kControl;
      default: break;
    }
    if (c == ',' || c == ';' || c == '|') return kSeparator;
    i += static_cast<std::size_t>(length);
  }
  return std::nullopt;
}

/// Visible ASCII that may stand in an id, which is in NFC as well. A table: there are millions of
/// ids.
constexpr auto kPlain = [] {
  std::array<bool, 256> plain{};
  for (char c = '!'; c <= '~'; ++c) plain[static_cast<unsigned char>(c)] = true;
  for (const char c : {',', ';', '|'}) plain[static_cast<unsigned char>(c)] = false;
  return plain;
}();
bool is_plain(char c) { return kPlain[static_cast<unsigned char>(c)]; }

bool is_nfc(std::string_view text) {
  struct Free {
    void operator()(utf8proc_uint8_t* memory) const { std::free(memory); }
  };
  utf8proc_uint8_t* composed = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(bytes(text), static_cast<utf8proc_ssize_t>(text.size()), &composed,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, Free> owner(composed);
  if (length < 0) return false;
  return std::string_view(reinterpret_cast<const char*>(composed),
                          static_cast<std::size_t>(length)) == text;
}

}  // namespace

std::optional<Phrase> find_id_fault(std::string_view id) {
  if (id.empty()) return Phrase{"is empty", "空です"};
  if (id.size() > kMaxIdBytes) return Phrase{"is longer than 128 bytes", "128バイトを超えています"};
  if (std::string_view("-=+@").find(id.front()) != std::string_view::npos) {
    return Phrase{"begins with one of - = + @", "「-」「=」「+」「@」のいずれかで始まっています"};
  }
  if (std::ranges::all_of(id, is_plain)) return std::nullopt;
  if (const auto fault = find_character_fault(id)) return fault;
  if (!is_nfc(id)) return Phrase{"is not in NFC", "NFCで正規化されていません"};
  return std::nullopt;
}

}  // namespace musubi
