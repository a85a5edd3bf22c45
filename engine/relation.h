#pragma once

#include <cstdint>

namespace musubi {

/// How the holder of an edge stands to the provider at its end (semantics, section 2.1; FAQ 2.1).
enum class Relation : std::uint8_t {
  Owned,        // the institution runs it itself
  Internal,     // the holder provides it
  Purchased,    // bought and delivered, nobody maintains it
  Procured,     // contracted for or selected: 2.2.2
  Independent,  // neither selected by the holder nor under contract with it: 2.2.3
};

}  // namespace musubi
