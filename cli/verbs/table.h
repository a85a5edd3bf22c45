#pragma once

#include <array>

#include "cli/verbs.h"

// One verb, one file. To add one: its file here, its declaration, its row in `kVerbs`, its golden
// cases in tests/golden, and a line in the README.
namespace musubi::cli {

inline constexpr std::array<const Verb*, 0> kVerbs{};

}  // namespace musubi::cli
