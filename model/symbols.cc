#include "model/symbols.h"

#include <algorithm>
#include <cstring>

namespace musubi {
namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  return std::rotl((hash ^ word) * 0x9E3779B97F4A7C15U, 29);
}

/// The low bits are the ones that choose a slot, so the high ones are folded into them.
std::uint32_t folded(std::uint64_t hash) {
  return static_cast<std::uint32_t>((hash * 0xD6E8FEB86659FD93U) >> 32U);
}

/// The bytes from `at` on. Precondition: the text has them.
template <class Word>
std::uint64_t word_at(std::string_view text, std::size_t at) {
  Word word = 0;
  std::memcpy(&word, text.data() + at, sizeof word);
  return word;
}

/// Up to eight letters as a number, the first one lowest. What is read at the end overlaps what was
/// read at the beginning: nothing is read beside the text, and nothing is copied byte by byte.
std::uint64_t letters(std::string_view text) {
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

}  // namespace

SymbolText::SymbolText(std::string_view text) {
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

std::uint32_t SymbolText::hash() const {
  if (is_inside()) return folded(mix(mix(0, words_[0]), words_[1]));
  // Eight bytes at a time; ids are short, and there are millions of them.
  std::uint64_t hash = size();
  std::string_view text = view();
  for (; text.size() >= 8; text.remove_prefix(8)) {
    hash = mix(hash, word_at<std::uint64_t>(text, 0));
  }
  return folded(mix(hash, letters(text)));
}

Symbol SymbolTable::intern(std::string_view text) {
  const SymbolText made(text);
  return intern(made, made.hash(),
                [](const SymbolText& lasting) { return std::optional(lasting); });
}

Symbol SymbolTable::find(std::string_view text) const {
  if (slots_.empty() || text.size() >= Extent::kLong) return {};
  const SymbolText made(text);
  const Slot& slot = slots_[slot_of(made, made.hash())];
  return slot.number == 0 ? Symbol() : Symbol(slot.number - 1);
}

void SymbolTable::grow() {
  constexpr std::size_t kFirst = 1024;
  Table<Slot> slots;
  slots.extend(std::max(kFirst, 2 * slots_.size()));
  const std::size_t mask = slots.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.number == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots[at].number != 0) at = (at + 1) & mask;
    slots[at] = slot;
  }
  slots_ = std::move(slots);
}

}  // namespace musubi
