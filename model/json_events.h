#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "model/fields.h"
#include "model/ids.h"

namespace musubi {

/// What stands in a JSON text, piece by piece, in its order. A key that the tables of fields know
/// comes with its value, one that they do not know before it. Where a text ends behind a known key,
/// an event of the kind `Key` has its number, and no text. Two of them
/// stand in a line of the cache, as they are handed from one core to another.
struct alignas(32) JsonEvent {
  enum class Kind : std::uint8_t { Key, String, Number, True, False, Null, Object, Array, End };

  const char* text = nullptr;  // of a key, a string (decoded) or a number (as written)
  std::uint32_t length = 0;
  std::uint32_t offset = 0;      // of its first byte; of an end: the one behind the container
  Symbol symbol;                 // of an id, once it was given (see `EventSymbols`)
  std::uint32_t key_offset = 0;  // of the first byte of `key`
  KeyNumber key : 24 = {};       // of a value, or a key: the key, where the tables know it
  Kind kind : 7 = {};
  bool may_be_id : 1 = false;  // a string that has to be looked at for being one

  [[nodiscard]] std::string_view view() const { return {text, length}; }
};

static_assert(sizeof(JsonEvent) == 32);

/// So many of them are passed on at a time: enough to make the passing cheap, and few enough to be
/// still in the cache of a core.
inline constexpr std::size_t kEventsOfBlock = 4096;

/// A block of events. To move it moves none of them.
class JsonEvents {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] bool is_full() const { return size_ == kEventsOfBlock; }
  [[nodiscard]] const JsonEvent* data() const { return events_.get(); }
  [[nodiscard]] const JsonEvent* begin() const { return data(); }
  [[nodiscard]] const JsonEvent* end() const { return data() + size_; }
  [[nodiscard]] const JsonEvent& operator[](std::size_t i) const { return events_[i]; }
  [[nodiscard]] JsonEvent& operator[](std::size_t i) { return events_[i]; }
  [[nodiscard]] const JsonEvent& back() const { return events_[size_ - 1]; }

  /// One more, which holds anything. Precondition: the block is not full.
  [[nodiscard]] JsonEvent& add() { return events_[size_++]; }
  void clear() { size_ = 0; }

 private:
  std::unique_ptr<JsonEvent[]> events_ = std::make_unique<JsonEvent[]>(kEventsOfBlock);
  std::size_t size_ = 0;
};

}  // namespace musubi
