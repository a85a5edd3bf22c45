#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/text.h"

// How documents write where something is and whom to reach.
namespace musubi::cli {

/// The roles of contacts that have a name of their own in Japanese; others as they are written.
[[nodiscard]] Phrase contact_role(std::string_view role);

/// "Japan", or the country by its code.
[[nodiscard]] Text country_text(std::string_view code);

/// Texts, one after the other: "a, b", 「a、b」.
[[nodiscard]] std::string list_text(const std::vector<std::string>& texts, Language language);

}  // namespace musubi::cli
