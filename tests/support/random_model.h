#pragma once

#include <cstdint>
#include <string>

#include "tests/support/json_value.h"

namespace musubi::test {

/// A model that is valid by construction, and what kind of model it is.
struct RandomModel {
  std::string profile;
  JsonValue document;
};

/// The model of a seed: the same on every machine. Seeds that follow one another go through the
/// profiles, each of which makes some phenomenon frequent.
[[nodiscard]] RandomModel make_random_model(std::uint64_t seed);

/// The number of profiles: so many seeds in a row see all of them once.
[[nodiscard]] std::size_t random_profile_count();

}  // namespace musubi::test
