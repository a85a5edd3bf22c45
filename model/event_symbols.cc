#include "model/event_symbols.h"

#include <optional>

#include "model/identifier.h"

namespace musubi {

EventSymbols::EventSymbols(SymbolTable& symbols, Arena& letters)
    : symbols_(symbols), letters_(letters) {
  for (const KnownKey& known : known_keys()) keys_.push_back({.known = known});
}

KeyNumber EventSymbols::on_other_key(std::string_view text) {
  if (const KnownKey* const known = find_known_key(text)) {
    const auto key = static_cast<std::size_t>(known - known_keys().data());
    keys_[last_].next = key;
    last_ = key;
    return on_known_key(*known);
  }
  use_ = is_in_map() ? kAnyUse : use_of_unknown_key(text);
  is_verb_ = depth_ == 1 && text == kSavedResultKey;
  return KeyNumber::None;
}

/// What an id is found by is all over many megabytes: it is sent for some time before.
void EventSymbols::intern(JsonEvents& block) {
  constexpr std::size_t kAhead = 16;
  const auto admit = [this](const SymbolText& text) -> std::optional<SymbolText> {
    if (find_id_fault(text.view())) return std::nullopt;
    // Ids are compared all the time: side by side they are found sooner than where they stand.
    return text.is_inside() ? text : SymbolText(letters_.copy(text.view()).view());
  };
  for (std::size_t i = 0; i < waiting_.size() + 2 * kAhead; ++i) {
    if (i < waiting_.size()) {
      waiting_[i].hash = waiting_[i].text.hash();
      symbols_.expect_slot(waiting_[i].hash);
    }
    if (i >= kAhead && i - kAhead < waiting_.size()) {
      symbols_.expect_text(waiting_[i - kAhead].hash);
    }
    if (i < 2 * kAhead) continue;
    const Waiting& next = waiting_[i - 2 * kAhead];
    block[next.place].symbol = symbols_.intern(next.text, next.hash, admit);
  }
  waiting_.clear();
}

}  // namespace musubi
