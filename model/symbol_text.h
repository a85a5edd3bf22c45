#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "model/flat.h"
#include "model/same_text.h"

namespace musubi {

/// The text of a symbol. A short one, as most ids are, stands in it; a longer one is shown where it
/// stands.
class SymbolText {
 public:
  static constexpr std::size_t kMostInside = 12;

  SymbolText() = default;
  /// Precondition: `text` is shorter than 65,535 bytes.
  explicit SymbolText(std::string_view text) {
    const std::uint64_t size = text.size();
    words_[1] = size << 32U;
    if (size > kMostInside) {
      words_[0] = std::bit_cast<std::uint64_t>(String(Extent(text.data(), size)));
    } else if (size >= 8) {
      words_[0] = word_at<std::uint64_t>(text, 0);
      words_[1] |= letters(text.substr(8));
    } else {
      words_[0] = letters(text);
    }
  }

  /// Lives as long as this, if it is inside; else as long as what is shown.
  [[nodiscard]] std::string_view view() const {
    return is_inside() ? std::string_view(reinterpret_cast<const char*>(this), size())
                       : std::bit_cast<String>(words_[0]).view();
  }
  [[nodiscard]] bool is_inside() const { return size() <= kMostInside; }
  // Of one that is not inside: what is shown.
  [[nodiscard]] String shown() const { return std::bit_cast<String>(words_[0]); }
  void show(String text) { words_[0] = std::bit_cast<std::uint64_t>(text); }

  /// Texts that differ in the lowest bits of their last letter only, as most numbered ids do from
  /// the next one, have hashes that differ in the same bits only: in a table they stand side by
  /// side, where whoever has met one finds the others in the cache.
  [[nodiscard]] std::uint32_t hash() const {
    return is_inside() ? hash_of_inside() : hash_of_shown(view());
  }
  friend bool operator==(const SymbolText& a, const SymbolText& b) {
    // Word by word: arrays are compared by a call.
    if (a.words_[1] != b.words_[1]) return false;
    if (a.words_[0] == b.words_[0]) return true;
    return !a.is_inside() && same_text(a.view(), b.view());
  }

 private:
  // The letters stand in the order of the bytes.
  static_assert(std::endian::native == std::endian::little);

  [[nodiscard]] std::size_t size() const { return words_[1] >> 32U; }

  static constexpr std::uint64_t kLowest = 7;

  [[nodiscard]] std::uint32_t hash_of_inside() const {
    const std::uint64_t at = 8 * ((size() - 1) % 8);  // of the last letter in its word
    const std::uint64_t of_second = size() > 8 ? kLowest << at : 0;
    const std::uint64_t of_first = (kLowest << at) ^ of_second;
    const std::uint64_t lowest = ((words_[0] & of_first) | (words_[1] & of_second)) >> at;
    return folded(mix(mix(0, words_[0] & ~of_first), words_[1] & ~of_second), lowest);
  }
  /// Eight bytes at a time; ids are short, and there are millions of them.
  [[nodiscard]] static std::uint32_t hash_of_shown(std::string_view text) {
    const auto last = static_cast<unsigned char>(text.back());
    std::uint64_t hash = mix(text.size(), last & ~kLowest);
    text.remove_suffix(1);
    for (; text.size() >= 8; text.remove_prefix(8)) {
      hash = mix(hash, word_at<std::uint64_t>(text, 0));
    }
    return folded(mix(hash, letters(text)), last & kLowest);
  }
  [[nodiscard]] static std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
    return std::rotl((hash ^ word) * 0x9E3779B97F4A7C15U, 29);
  }
  /// The low bits are the ones that choose a slot, so the high ones are folded into them.
  [[nodiscard]] static std::uint32_t folded(std::uint64_t hash, std::uint64_t lowest) {
    return static_cast<std::uint32_t>((hash * 0xD6E8FEB86659FD93U) >> 32U ^ lowest);
  }
  /// The bytes from `at` on. Precondition: the text has them.
  template <class Word>
  [[nodiscard]] static std::uint64_t word_at(std::string_view text, std::size_t at) {
    Word word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    return word;
  }
  /// Up to eight letters as a number, the first one lowest. What is read at the end overlaps what
  /// was read at the beginning: nothing is read beside the text, and nothing is copied byte by
  /// byte.
  [[nodiscard]] static std::uint64_t letters(std::string_view text) {
    const std::size_t size = text.size();
    if (size >= 4) {
      return word_at<std::uint32_t>(text, 0) | word_at<std::uint32_t>(text, size - 4)
                                                   << (8 * (size - 4));
    }
    if (size >= 2) {
      return word_at<std::uint16_t>(text, 0) | word_at<std::uint16_t>(text, size - 2)
                                                   << (8 * (size - 2));
    }
    return size == 1 ? word_at<std::uint8_t>(text, 0) : 0;
  }

  // Twelve letters, zero where there are fewer, and the number of letters; or the address of the
  // letters, zero, and their number.
  std::array<std::uint64_t, 2> words_{};
};

}  // namespace musubi
