#include "model/symbols.h"

#include <algorithm>

namespace musubi {
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
