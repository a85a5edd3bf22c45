#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace musubi {

/// Whether two texts are the same. Keys and ids are short and are compared by the million: up to 16
/// bytes are two numbers, where to call the library's comparison takes longer than to compare.
[[nodiscard]] inline bool same_text(std::string_view a, std::string_view b) {
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  const auto same_at = [&]<class Word>(Word /*type*/, std::size_t at) {
    Word of_a = 0;
    Word of_b = 0;
    std::memcpy(&of_a, a.data() + at, sizeof(Word));
    std::memcpy(&of_b, b.data() + at, sizeof(Word));
    return of_a == of_b;
  };
  // The two numbers overlap where the text is shorter than both.
  if (size > 16) return std::memcmp(a.data(), b.data(), size) == 0;
  if (size >= 8) return same_at(std::uint64_t{}, 0) && same_at(std::uint64_t{}, size - 8);
  if (size >= 4) return same_at(std::uint32_t{}, 0) && same_at(std::uint32_t{}, size - 4);
  if (size >= 2) return same_at(std::uint16_t{}, 0) && same_at(std::uint16_t{}, size - 2);
  return size == 0 || a[0] == b[0];
}

}  // namespace musubi
