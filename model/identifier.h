#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "model/text.h"

namespace musubi {

inline constexpr std::size_t kMaxIdBytes = 128;

/// What is wrong with `id` as the id of a record; nothing where it is fine. An id has 1 to 128
/// bytes of UTF-8 in NFC, no white space, no control characters, none of `,` `;` `|`, and does not
/// begin with `-` `=` `+` `@`. Precondition: valid UTF-8.
[[nodiscard]] std::optional<Phrase> find_id_fault(std::string_view id);

}  // namespace musubi
