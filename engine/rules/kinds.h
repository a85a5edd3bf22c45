#pragma once

#include <cstdint>
#include <string>

#include "engine/rule.h"

// How findings tell kinds of change (`kind_bit`).
namespace musubi::rules {

/// As they are written in models: "service_change", …
[[nodiscard]] FindingDetail kinds_detail(std::uint8_t kinds);
/// In words, one after the other.
[[nodiscard]] std::string words_of_kinds(std::uint8_t kinds, Language language);

}  // namespace musubi::rules
