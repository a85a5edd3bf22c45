#pragma once

#include <optional>
#include <string_view>

#include "model/arena.h"
#include "model/diagnostic.h"
#include "model/event_blocks.h"

namespace musubi {

/// Hands what stands in a JSON text to `take`, block by block, in one pass. Returns what is wrong
/// with its encoding or its syntax, after what stands before that was taken; nothing where all is
/// well. Texts of events stand in `text`, or in `decoded` where they have escapes. A container that
/// is nested deeper than `kMaxJsonDepth` is the last event of all. Strings that may be ids are
/// marked, but have no symbols yet. Needs memory as `scan_strictly` says. Preconditions: the text
/// is smaller than 4 GiB, a zero byte follows it, and then as many that may be read as make
/// `kTextPadding` with it.
[[nodiscard]] std::optional<Diagnostic> scan_json(FileId file, std::string_view text,
                                                  Arena& decoded, const TakeEvents& take);

}  // namespace musubi
