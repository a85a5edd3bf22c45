#pragma once

#include <cstddef>
#include <functional>

#include "tests/support/json_value.h"

namespace musubi::test {

/// The smallest document found for which `holds` is still true, by taking out elements and members
/// one after another as long as any can go. Precondition: `holds(document)`. Asks `holds` at most
/// `most` times.
[[nodiscard]] JsonValue shrink(const JsonValue& document,
                               const std::function<bool(const JsonValue&)>& holds,
                               std::size_t most = 20000);

}  // namespace musubi::test
