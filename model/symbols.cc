#include "model/symbols.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace musubi {
namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  return std::rotl((hash ^ word) * 0x9E3779B97F4A7C15U, 29);
}

}  // namespace

Symbol SymbolTable::intern(std::string_view text) {
  return intern(text, hash_of(text), [text] { return std::optional(text); });
}

/// Eight bytes at a time; ids are short, and there are millions of them. The low bits are the ones
/// that choose a slot, so the high ones are folded into them.
std::uint32_t SymbolTable::hash_of(std::string_view text) {
  std::uint64_t hash = text.size();
  for (; text.size() >= 8; text.remove_prefix(8)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), 8);
    hash = mix(hash, word);
  }
  if (!text.empty()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), text.size());
    hash = mix(hash, word);
  }
  hash *= 0xD6E8FEB86659FD93U;
  return static_cast<std::uint32_t>(hash >> 32U);
}

Symbol SymbolTable::find(std::string_view text) const {
  if (slots_.empty()) return {};
  const Slot& slot = slots_[slot_of(text, hash_of(text))];
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
