#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "model/arena.h"
#include "model/diagnostic.h"
#include "model/ids.h"
#include "model/json_events.h"

namespace musubi {

/// Takes the next events of a text, and their memory where it wants that; false where it wants no
/// more.
using TakeEvents = std::function<bool(JsonEvents&)>;

/// Hands what stands in a JSON text to `take`, block by block, in one pass. Returns what is wrong
/// with its encoding or its syntax, after what stands before that was taken; nothing where all is
/// well. Texts of events stand in `text`, or in `decoded` where they have escapes. A container that
/// is nested deeper than `kMaxJsonDepth` is the last event of all. Needs no memory but for blocks,
/// and for the longest string with escapes. Preconditions: the text is smaller than 4 GiB, and a
/// zero byte follows it.
[[nodiscard]] std::optional<Diagnostic> scan_json(FileId file, std::string_view text,
                                                  Arena& decoded, const TakeEvents& take);

}  // namespace musubi
