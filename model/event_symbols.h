#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/arena.h"
#include "model/json_events.h"
#include "model/json_tree.h"
#include "model/symbols.h"

namespace musubi {

/// Under this key of the document a saved result of the program names what made it. Nothing is read
/// behind that.
inline constexpr std::string_view kSavedResultKey = "verb";

/// What may stand under a key, as far as ids go; words of a catalogue count as ids.
struct KeyUse {
  bool ids = false;         // an id, or a list of them
  bool map_of_ids = false;  // a map whose values are ids
};

/// What the tables of fields say about a key; what they do not know may hold anything. Where a key
/// is used for several things it may hold all of them. O(1).
[[nodiscard]] KeyUse use_of_key(std::string_view key);

/// Gives the strings of a text that may be ids their symbols. Names, words and dates are never
/// looked up. What cannot be an id becomes no symbol, so that whoever meets it where an id is
/// wanted can say so each time.
class EventSymbols {
 public:
  /// `letters`: where what is too long to stand in a symbol is kept. Both have to outlive this.
  EventSymbols(SymbolTable& symbols, Arena& letters) : symbols_(symbols), letters_(letters) {}

  /// Fills `JsonEvent::symbol` in the next block of the text.
  void name(JsonEvents& block);

 private:
  struct Waiting {
    // In its place: what is copied right after it was written is waited for.
    Waiting(std::string_view string, std::size_t i)
        : text(string), hash(text.hash()), event(static_cast<std::uint32_t>(i)) {}

    SymbolText text;
    std::uint32_t hash;
    std::uint32_t event;
  };

  void find_ids(JsonEvents& block);
  void put_aside(const JsonEvent& event, std::size_t i);
  void intern(JsonEvents& block);

  SymbolTable& symbols_;
  Arena& letters_;
  std::array<KeyUse, kMaxJsonDepth + 1> around_{};  // of the containers around, by depth
  std::size_t depth_ = 0;
  KeyUse use_;            // of the value to come
  bool is_verb_ = false;  // the last key was that of a saved result
  bool is_over_ = false;  // nothing more is read
  std::vector<Waiting> waiting_;
};

}  // namespace musubi
