#include "model/event_keys.h"

namespace musubi {

EventKeys::EventKeys() {
  for (const KnownKey& known : known_keys()) keys_.push_back({.known = known});
}

KeyNumber EventKeys::on_other_key(std::string_view text) {
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

}  // namespace musubi
