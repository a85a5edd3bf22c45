#pragma once

#include <string_view>

namespace musubi {

// The version of the library, "major.minor.patch" (semver.org); lives as long as the program.
[[nodiscard]] std::string_view version() noexcept;

}  // namespace musubi
