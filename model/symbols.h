#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string_view>
#include <unordered_map>
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
  std::string_view keep(std::string_view text);

  std::vector<std::string_view> texts_;
  std::unordered_map<std::string_view, Symbol> numbers_;
  std::deque<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace musubi
