#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

#include "model/ids.h"

namespace musubi {

/// Strings that are kept once and numbered in the order in which they were first met.
class SymbolTable {
 public:
  /// The symbol of `text`, new where it has none. Amortised O(length).
  Symbol intern(std::string_view text);
  /// The symbol of `text`, nothing where it was never interned.
  [[nodiscard]] Symbol find(std::string_view text) const;
  /// Lives as long as the table. Precondition: `symbol` is of this table.
  [[nodiscard]] std::string_view view(Symbol symbol) const { return texts_[symbol.index()]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  /// A place of the open hash table. What a probe meets is told apart by its hash, so that the text
  /// of a symbol is looked at only where it is very likely the one.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;  // that of the symbol and one; 0: the slot is free
  };

  [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  void grow();
  std::string_view keep(std::string_view text);

  std::vector<std::string_view> texts_;
  std::vector<Slot> slots_;  // a power of two of them, at most half of them taken; or none
  std::deque<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace musubi
