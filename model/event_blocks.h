#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

#include "model/event_keys.h"
#include "model/json_events.h"

namespace musubi {

/// Takes the next events of a text, and their memory where it wants that; false where it wants no
/// more.
using TakeEvents = std::function<bool(JsonEvents&)>;

/// Collects the events of a text in blocks, puts known keys to their values, marks what may be an
/// id and hands the blocks on. A text can be begun again: what was collected of it before is not
/// handed on twice.
class EventBlocks {
 public:
  using Kind = JsonEvent::Kind;

  explicit EventBlocks(const TakeEvents& take) : take_(take) {}

  // What stands next in the text. False where no more is wanted.
  [[nodiscard]] bool add_key(std::string_view text, std::uint32_t offset) {
    if (!is_new()) return is_wanted_;
    key_ = keys_.on_key(text);
    key_offset_ = offset;
    if (key_ != KeyNumber::None) return is_wanted_;
    return add(Kind::Key, offset, text);
  }
  [[nodiscard]] bool add_string(std::string_view text, std::uint32_t offset) {
    if (!is_new()) return is_wanted_;
    return add(Kind::String, offset, text, keys_.on_string(text));
  }
  /// An object or an array.
  [[nodiscard]] bool open(Kind kind, std::uint32_t offset) {
    if (!is_new()) return is_wanted_;
    keys_.on_open();
    return add(kind, offset, {});
  }
  /// `end`: the offset behind the container.
  [[nodiscard]] bool close(std::uint32_t end) {
    if (!is_new()) return is_wanted_;
    keys_.on_close();
    return add(Kind::End, end, {});
  }
  /// A number, as it is written, or a word, which needs no text.
  [[nodiscard]] bool add_word(Kind kind, std::uint32_t offset, std::string_view text = {}) {
    if (!is_new()) return is_wanted_;
    return add(kind, offset, text);
  }

  /// Hands on what is left; false where it was not wanted. Nothing may be added after it.
  bool finish() {
    if (key_ != KeyNumber::None) static_cast<void>(add(Kind::Key, key_offset_, {}));
    return hand_on();
  }
  /// From now on everything comes from the beginning of the text.
  void begin_again() { again_ = added_; }

 private:
  bool is_new() {
    if (again_ == 0) {
      ++added_;
      return true;
    }
    --again_;
    return false;
  }
  bool add(Kind kind, std::uint32_t offset, std::string_view text, bool may_be_id = false) {
    // In its place: what is copied right after it was written is waited for.
    JsonEvent& event = block_.add();
    event.text = text.data();
    event.length = static_cast<std::uint32_t>(text.size());
    event.offset = offset;
    event.symbol = {};
    event.key_offset = key_offset_;
    event.key = key_;
    event.kind = kind;
    event.may_be_id = may_be_id;
    key_ = KeyNumber::None;
    return !block_.is_full() || hand_on();
  }
  bool hand_on() {
    is_wanted_ = is_wanted_ && take_(block_);
    block_.clear();
    return is_wanted_;
  }

  EventKeys keys_;
  const TakeEvents& take_;
  JsonEvents block_;
  KeyNumber key_{};  // a known key, which waits for its value
  std::uint32_t key_offset_ = 0;
  std::size_t added_ = 0;
  std::size_t again_ = 0;  // so many of those to come were added before
  bool is_wanted_ = true;
};

}  // namespace musubi
