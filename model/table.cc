#include "model/table.h"

#include <cstdint>
#include <cstdlib>
#include <new>
#include <sys/mman.h>

#include "model/flat.h"

namespace musubi {

void* grow_memory(void* memory, std::size_t size) {
  void* const made = std::realloc(memory, size);
  if (made == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
  // Millions of rows are met in any order: large pages spare most of the walks through page tables.
  constexpr std::size_t kLarge = std::size_t{1} << 22U;
  constexpr std::uintptr_t kPage = 4096;
  if (size >= kLarge) {
    const std::uintptr_t begin =
        (reinterpret_cast<std::uintptr_t>(made) + kPage - 1) & ~(kPage - 1);
    const std::uintptr_t end = (reinterpret_cast<std::uintptr_t>(made) + size) & ~(kPage - 1);
    // Advice only: nothing is lost where it is not taken.
    static_cast<void>(::madvise(pointer_to(begin), end - begin, MADV_HUGEPAGE));
  }
#endif
  return made;
}

}  // namespace musubi
