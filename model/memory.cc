#include "model/memory.h"

#include <cstdint>
#include <cstdlib>
#include <new>
#include <sys/mman.h>

#include "model/flat.h"

namespace musubi {
namespace {

void ask_for_large_pages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t size) {
#ifdef MADV_HUGEPAGE
  constexpr std::size_t kLarge = std::size_t{1} << 22U;
  constexpr std::uintptr_t kPage = 4096;
  if (size < kLarge) return;
  const std::uintptr_t begin =
      (reinterpret_cast<std::uintptr_t>(memory) + kPage - 1) & ~(kPage - 1);
  const std::uintptr_t end = (reinterpret_cast<std::uintptr_t>(memory) + size) & ~(kPage - 1);
  // Advice only: nothing is lost where it is not taken.
  static_cast<void>(::madvise(pointer_to(begin), end - begin, MADV_HUGEPAGE));
#endif
}

}  // namespace

void* grow_memory(void* memory, std::size_t size) {
  void* const made = std::realloc(memory, size);
  if (made == nullptr) throw std::bad_alloc();
  ask_for_large_pages(made, size);
  return made;
}

void* zeroed_memory(std::size_t size) {
  void* const made = std::calloc(size, 1);
  if (made == nullptr) throw std::bad_alloc();
  ask_for_large_pages(made, size);
  return made;
}

}  // namespace musubi
