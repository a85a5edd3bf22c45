#pragma once

#include <cstddef>

namespace musubi {

// Memory of the C library, to be given back by `std::free`. Of large pieces the system is asked to
// make large pages: millions of rows are met in any order, and each page costs a walk and a fault.

/// Makes memory larger, from null on; large pieces without copying them. What is new in it holds
/// anything.
[[nodiscard]] void* grow_memory(void* memory, std::size_t size);

/// New memory, all zero.
[[nodiscard]] void* zeroed_memory(std::size_t size);

}  // namespace musubi
