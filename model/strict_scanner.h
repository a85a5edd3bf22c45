#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/arena.h"
#include "model/event_blocks.h"

namespace musubi {

/// How far a text was scanned.
enum class StrictScan : std::uint8_t {
  Whole,    // to its end
  Stopped,  // to where no more events were wanted, or to a container that is nested too deep
  GaveUp,   // to something that is no JSON by the letter, or that simdjson does not take
};

/// A text is scanned in pieces of this size and up to the end of a line: large enough to make a
/// piece cheap, and few enough bytes to be still in the cache of a core.
inline constexpr std::size_t kScannedPiece = std::size_t{1} << 18U;

/// The fast way through a text: collects what stands in it as long as it is JSON by the letter (RFC
/// 8259: no comments, no commas at the end of a list). Where it gives up, what was collected is how
/// the text begins all the same. `begin` is where the JSON begins. Texts of events stand in `text`,
/// or in `decoded` where they have escapes. Needs four bytes of memory for each byte of a piece.
/// Preconditions: `text` is well-formed UTF-8, and `kTextPadding` bytes that may be read follow it.
[[nodiscard]] StrictScan scan_strictly(std::string_view text, std::size_t begin, Arena& decoded,
                                       EventBlocks& events, std::size_t piece_size = kScannedPiece);

}  // namespace musubi
