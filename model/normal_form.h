#pragma once

#include <compare>
#include <functional>
#include <map>
#include <string>

#include "model/fields.h"
#include "model/json_tree.h"

namespace musubi {

/// What records are called in another model: its id for each id that is another one there.
using Renames = std::map<std::string, std::string, std::less<>>;

/// A value of a model file in the one form that stands for all that mean the same: keys in the
/// order of `fields.h`, lists sorted (their order means nothing), numbers by their value, the
/// shorter of two forms where one says as much ("emr" for {"service": "emr"}, a text for a name
/// that is the same in both languages), and without keys that only say what their absence means.
/// A list that is empty stays one, since that is not the same as no list. The user's own values
/// ("x-…") keep the order of their lists. Ids are called as `renames` says, own and named ones.
/// Precondition: a model was read from the value, which has this shape, without errors.
/// O(n log n).
[[nodiscard]] JsonValue normal_form(JsonValue value, const Shape& shape,
                                    const Renames& renames = {});

/// A total order of values, for lists that have none of their own: by kind, text, and members one
/// after the other; the key of the value itself does not count.
[[nodiscard]] std::strong_ordering compare_values(const JsonValue& left, const JsonValue& right);

}  // namespace musubi
