#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/ids.h"

namespace musubi {

/// What stands in a JSON text, piece by piece, in its order.
struct JsonEvent {
  enum class Kind : std::uint8_t { Key, String, Number, True, False, Null, Object, Array, End };

  const char* text = nullptr;  // of a key, a string (decoded) or a number (as written)
  std::uint32_t length = 0;
  std::uint32_t offset = 0;  // of its first byte; of an end: the one behind the container
  Symbol symbol;             // of a string that may be an id, where it has one
  Kind kind{};

  [[nodiscard]] std::string_view view() const { return {text, length}; }
};

/// So many of them are passed on at a time: enough to make the passing cheap, and few enough to be
/// still in the cache of a core.
inline constexpr std::size_t kEventsOfBlock = 2048;

using JsonEvents = std::vector<JsonEvent>;

}  // namespace musubi
