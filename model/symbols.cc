#include "model/symbols.h"

#include <algorithm>
#include <cstring>

namespace musubi {

Symbol SymbolTable::intern(std::string_view text) {
  if (const auto found = numbers_.find(text); found != numbers_.end()) return found->second;
  const Symbol symbol(texts_.size());
  const std::string_view kept = keep(text);
  texts_.push_back(kept);
  numbers_.emplace(kept, symbol);
  return symbol;
}

Symbol SymbolTable::find(std::string_view text) const {
  const auto found = numbers_.find(text);
  return found == numbers_.end() ? Symbol() : found->second;
}

std::string_view SymbolTable::keep(std::string_view text) {
  if (text.empty()) return {};
  if (text.size() > left_) {
    constexpr std::size_t kBlock = 64 * 1024;
    const std::size_t size = std::max(kBlock, text.size());
    blocks_.push_back(std::make_unique<char[]>(size));
    free_ = blocks_.back().get();
    left_ = size;
  }
  std::memcpy(free_, text.data(), text.size());
  const std::string_view kept(free_, text.size());
  free_ += text.size();
  left_ -= text.size();
  return kept;
}

}  // namespace musubi
