#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace musubi {

/// "Did you mean": the candidate that `wanted` most likely stands for, nothing where none is near.
/// Near means that about a third of the characters or fewer were mistyped: added, left out,
/// replaced, or swapped with their neighbour. Characters are Unicode scalar values; the case of
/// ASCII letters does not count, nor does `-` for `_`. Of several that are equally near, the first
/// in byte order, whatever the order of `candidates`.
///
/// The result is one of `candidates` and lives as long as it. Malformed UTF-8 is compared byte by
/// byte. Cost: the candidates of about the same length, each O(length * length / 3).
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view wanted,
                                                      std::span<const std::string_view> candidates);

}  // namespace musubi
