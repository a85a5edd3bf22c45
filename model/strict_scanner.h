#pragma once

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

/// The fast way through a text: collects what stands in it as long as it is JSON by the letter (RFC
/// 8259: no comments, no commas at the end of a list). Where it gives up, what was collected is how
/// the text begins all the same. `begin` is where the JSON begins. Texts of events stand in `text`,
/// or in `decoded` where they have escapes. Needs four bytes of memory for each bracket, comma,
/// colon and value of the text. Precondition: no zero byte is in the text, and `kTextPadding` bytes
/// that may be read follow it.
[[nodiscard]] StrictScan scan_strictly(std::string_view text, std::size_t begin, Arena& decoded,
                                       EventBlocks& events);

}  // namespace musubi
