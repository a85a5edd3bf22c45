#pragma once

#include <span>
#include <string_view>

#include "model/fields.h"

namespace musubi {

/// What may stand under a key, as far as ids go; words of a catalogue count as ids.
struct KeyUse {
  bool ids = false;         // an id, or a list of them
  bool map_of_ids = false;  // a map whose values are ids
};

/// A key of the tables of fields. Where it is used for several things it may hold all of them.
struct KnownKey {
  std::string_view text;
  KeyNumber number{};
  KeyUse use;
};

/// The keys of all tables, in no order that means anything.
[[nodiscard]] std::span<const KnownKey> known_keys();

/// The key with this text; null where the tables have none. O(length).
[[nodiscard]] const KnownKey* find_known_key(std::string_view text);

/// The key with this number. Precondition: there is one. O(number of keys).
[[nodiscard]] const KnownKey& known_key(KeyNumber number);

/// Of what nobody has said anything.
inline constexpr KeyUse kAnyUse{.ids = true, .map_of_ids = true};

/// What may stand under a key that the tables do not know: anything, but for the user's own.
[[nodiscard]] inline KeyUse use_of_unknown_key(std::string_view key) {
  return is_extension(key) ? KeyUse() : kAnyUse;
}

}  // namespace musubi
