#pragma once

#include <cstddef>
#include <string_view>

namespace musubi {

/// The offset of the first byte that does not belong to well-formed UTF-8 (no overlong forms, no
/// surrogates, nothing above U+10FFFF); `text.size()` where all of it does. O(length).
[[nodiscard]] std::size_t find_malformed(std::string_view text);

/// Whether a text is well-formed UTF-8 without a zero byte. O(length), and many times as fast as
/// to look for the place.
[[nodiscard]] bool is_clean(std::string_view text);

/// Whether what the escapes of a JSON string stand for holds a surrogate, a half of a character:
/// RFC 8259 lets them be written, no UTF-8 may hold them. O(length).
[[nodiscard]] bool has_surrogate(std::string_view decoded);

}  // namespace musubi
