#pragma once

#include <string>
#include <vector>

#include "model/fields.h"
#include "model/json_tree.h"
#include "model/model_diff.h"

// Not installed: how `diff_documents` compares two values in normal form.
namespace musubi {

/// The keys of two objects, in the order of the shape's fields, the user's own sorted after them.
[[nodiscard]] std::vector<std::string> keys_of_both(const JsonValue& before, const JsonValue& after,
                                                    const Shape& shape);

/// What is different below `path`; null where there is no value. Precondition: they differ.
[[nodiscard]] std::vector<ValueChange> value_changes(const std::string& path,
                                                     const JsonValue* before,
                                                     const JsonValue* after);

}  // namespace musubi
