#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "model/ids.h"
#include "model/symbol_text.h"
#include "model/table.h"

namespace musubi {

/// Strings that are kept once and numbered in the order in which they were first met. Whoever adds
/// one that is too long for a `SymbolText` sees to it that it lives as long as the table.
class SymbolTable {
 public:
  /// The symbol of `text`, new where it has none. Amortised O(length). Precondition: `text` is
  /// shorter than 65,535 bytes, as ids are.
  Symbol intern(std::string_view text);
  /// The same, with one look at the table, for a text whose hash is known. `admit` is called for a
  /// new text only: it returns the text where it lives as long as the table, or nothing where it
  /// may not become a symbol.
  template <class Admit>
  Symbol intern(const SymbolText& text, std::uint32_t hash, Admit admit) {
    if (3 * (texts_.size() + 1) > 2 * slots_.size()) grow();
    Slot& slot = slots_[slot_of(text, hash)];
    if (slot.number == 0) {
      const std::optional<SymbolText> lasting = admit(text);
      if (!lasting) return {};
      texts_.emplace_back() = *lasting;
      slot = {.hash = hash, .number = static_cast<std::uint32_t>(texts_.size())};
    }
    return Symbol(slot.number - 1);
  }
  // Two looks at the table, a while apart, bring what the text with this hash is found by: its slot
  // and its text. Both may be left out.
  void expect_slot(std::uint32_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  }
  void expect_text(std::uint32_t hash) const {
    if (slots_.empty()) return;
    const Slot& first = slots_[hash & (slots_.size() - 1)];
    if (first.number != 0) __builtin_prefetch(&texts_[first.number - 1]);
  }
  /// The symbol of `text`, nothing where it was never interned.
  [[nodiscard]] Symbol find(std::string_view text) const;
  /// Stays valid until the next new symbol. Precondition: `symbol` is of this table.
  [[nodiscard]] std::string_view view(Symbol symbol) const { return texts_[symbol.index()].view(); }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

  /// A place of the open hash table. What a probe meets is told apart by its hash, so that the text
  /// of a symbol is looked at only where it is very likely the one.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;  // that of the symbol and one; 0: the slot is free
  };

  // What a snapshot keeps: the texts by symbol, and the hash table.
  [[nodiscard]] const Table<SymbolText>& texts() const { return texts_; }
  [[nodiscard]] const Table<Slot>& slots() const { return slots_; }
  SymbolTable() = default;
  SymbolTable(Table<SymbolText> texts, Table<Slot> slots)
      : texts_(std::move(texts)), slots_(std::move(slots)) {}

 private:
  /// The slot that holds `text`, or the free one where it belongs. Precondition: there is a free
  /// slot.
  [[nodiscard]] std::size_t slot_of(const SymbolText& text, std::uint32_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].number != 0 &&
           (slots_[at].hash != hash || texts_[slots_[at].number - 1] != text)) {
      at = (at + 1) & mask;
    }
    return at;
  }
  void grow();

  Table<SymbolText> texts_;
  Table<Slot> slots_;  // a power of two of them, at most two thirds of them taken; or none
};

}  // namespace musubi
