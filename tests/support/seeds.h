#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/loader.h"
#include "tests/support/json_value.h"

namespace musubi::test {

/// The seeds of a run: 0 to `count` - 1. MUSUBI_SEEDS sets another number of them, MUSUBI_SEED one
/// seed alone.
[[nodiscard]] std::vector<std::uint64_t> seeds(std::uint64_t count);

/// The document as a model; nothing where it is not a valid one with a date.
[[nodiscard]] std::optional<LoadedModel> read_document(const JsonValue& document);

}  // namespace musubi::test
