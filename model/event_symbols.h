#pragma once

#include <cstdint>
#include <vector>

#include "model/arena.h"
#include "model/json_events.h"
#include "model/symbol_text.h"
#include "model/symbols.h"

namespace musubi {

/// Gives the ids of a text their symbols: fills `JsonEvent::symbol`. What cannot be an id becomes
/// no symbol, so that whoever meets it where an id is wanted can say so each time.
class EventSymbols {
 public:
  /// `letters`: where what is too long to stand in a symbol is kept. Both have to outlive this.
  EventSymbols(SymbolTable& symbols, Arena& letters) : symbols_(symbols), letters_(letters) {}

  /// The next block of the text. O(size).
  void give(JsonEvents& block);

 private:
  struct Waiting {
    SymbolText text;
    std::uint32_t hash = 0;
    std::uint32_t place = 0;  // of the event, in its block
  };

  SymbolTable& symbols_;
  Arena& letters_;
  std::vector<Waiting> waiting_;
};

}  // namespace musubi
