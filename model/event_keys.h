#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "model/identifier.h"
#include "model/json_tree.h"
#include "model/known_keys.h"
#include "model/same_text.h"

namespace musubi {

/// Under this key of the document a saved result of the program names what made it. Nothing is read
/// behind that.
inline constexpr std::string_view kSavedResultKey = "verb";

/// Knows the keys of a text, and so which of its strings may be ids: names, words and dates are
/// none. To be told of everything that stands in the text.
class EventKeys {
 public:
  EventKeys();

  /// The next key; its number where the tables know it.
  KeyNumber on_key(std::string_view text) {
    // People, and programs even more, keep to one order of keys: the next one is often the one that
    // came next before.
    const Key& next = keys_[keys_[last_].next];
    if (!same_text(next.known.text, text)) return on_other_key(text);
    last_ = keys_[last_].next;
    return on_known_key(next.known);
  }
  /// The next string: whether it may be an id.
  [[nodiscard]] bool on_string(std::string_view text) {
    // However far the scan gets, the ids are those of what is read.
    if (is_verb_ && depth_ == 1) is_over_ = true;
    return use_.ids && !is_over_ && text.size() <= kMaxIdBytes;
  }
  /// An object or an array begins, or ends. As arrays hold what their key says, what is behind a
  /// container may be what the container itself may be.
  void on_open() {
    if (depth_ < around_.size()) around_[depth_++] = use_;
  }
  void on_close() { use_ = around_[--depth_]; }

 private:
  struct Key {
    KnownKey known;
    std::size_t next = 0;  // the one that was last met after it, or any
  };

  /// The keys of a map are anybody's: the tables do not speak of them.
  [[nodiscard]] bool is_in_map() const { return around_[depth_ - 1].map_of_ids; }
  KeyNumber on_known_key(const KnownKey& key) {
    use_ = is_in_map() ? kAnyUse : key.use;
    is_verb_ = false;
    return key.number;
  }
  KeyNumber on_other_key(std::string_view text);

  std::vector<Key> keys_;                           // those of the tables
  std::size_t last_ = 0;                            // the last of them that was met
  std::array<KeyUse, kMaxJsonDepth + 1> around_{};  // of the containers around, by depth
  std::size_t depth_ = 0;
  KeyUse use_;            // of the value to come
  bool is_verb_ = false;  // the last key was that of a saved result
  bool is_over_ = false;  // nothing more is read
};

}  // namespace musubi
