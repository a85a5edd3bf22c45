#pragma once

#include <string_view>

namespace musubi {

/// Whether `code` is assigned in ISO 3166-1 alpha-2 (capitals only).
[[nodiscard]] bool is_country_code(std::string_view code);

}  // namespace musubi
