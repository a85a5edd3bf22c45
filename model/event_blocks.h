#pragma once

#include <cstddef>
#include <functional>

#include "model/arena.h"
#include "model/event_symbols.h"
#include "model/json_events.h"
#include "model/symbols.h"

namespace musubi {

/// Takes the next events of a text, and their memory where it wants that; false where it wants no
/// more.
using TakeEvents = std::function<bool(JsonEvents&)>;

/// Collects the events of a text in blocks, gives ids their symbols and hands the blocks on. A text
/// can be begun again: what was collected of it before is not handed on twice.
class EventBlocks {
 public:
  /// `letters`: see `EventSymbols`.
  EventBlocks(SymbolTable& symbols, Arena& letters, const TakeEvents& take)
      : symbols_(symbols, letters), take_(take) {
    block_.reserve(kEventsOfBlock);
  }

  /// False where no more events are wanted.
  [[nodiscard]] bool add(const JsonEvent& event) {
    if (known_ > 0) {
      --known_;
      return is_wanted_;
    }
    block_.push_back(event);
    return block_.size() < kEventsOfBlock || flush();
  }
  /// Hands on what is left; false where it was not wanted.
  bool flush() {
    collected_ += block_.size();
    if (is_wanted_) symbols_.name(block_);
    is_wanted_ = is_wanted_ && take_(block_);
    block_.clear();
    block_.reserve(kEventsOfBlock);
    return is_wanted_;
  }
  /// From now on the events come from the beginning of the text.
  void begin_again() { known_ = collected_ + block_.size(); }

 private:
  EventSymbols symbols_;
  const TakeEvents& take_;
  JsonEvents block_;
  std::size_t collected_ = 0;
  std::size_t known_ = 0;  // so many of those to come were collected before
  bool is_wanted_ = true;
};

}  // namespace musubi
