#pragma once

#include "tests/support/json_value.h"
#include "tests/support/random.h"

namespace musubi::test {

/// Every array in another order, every member of an object too.
inline void shuffle_all(JsonValue& value, Random& random) {
  if (JsonValue::Array* items = value.array()) {
    random.shuffle(*items);
    for (JsonValue& item : *items) shuffle_all(item, random);
  }
  if (JsonValue::Object* members = value.object()) {
    random.shuffle(*members);
    for (auto& [key, member] : *members) shuffle_all(member, random);
  }
}

}  // namespace musubi::test
