#include "model/event_symbols.h"

#include <cstddef>
#include <optional>

#include "model/identifier.h"

namespace musubi {

/// What an id is found by is all over many megabytes: it is sent for some time before.
void EventSymbols::give(JsonEvents& block) {
  constexpr std::size_t kAhead = 16;
  const auto admit = [this](const SymbolText& text) -> std::optional<SymbolText> {
    if (find_id_fault(text.view())) return std::nullopt;
    // Ids are compared all the time: side by side they are found sooner than where they stand.
    return text.is_inside() ? text : SymbolText(letters_.copy(text.view()).view());
  };
  waiting_.resize(kEventsOfBlock);
  std::size_t count = 0;
  for (std::uint32_t place = 0; place < block.size(); ++place) {
    const JsonEvent& event = block[place];
    if (!event.may_be_id) continue;
    Waiting& next = waiting_[count++];
    next.text = SymbolText(event.view());
    next.hash = next.text.hash();
    next.place = place;
    symbols_.expect_slot(next.hash);
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (i + kAhead < count) symbols_.expect_text(waiting_[i + kAhead].hash);
    const Waiting& next = waiting_[i];
    block[next.place].symbol = symbols_.intern(next.text, next.hash, admit);
  }
}

}  // namespace musubi
