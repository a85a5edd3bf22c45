#include "model/memory.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <sys/mman.h>

#include "model/flat.h"

namespace musubi {
namespace {

constexpr std::size_t kLargePage = std::size_t{1} << 21U;
constexpr std::size_t kLarge = 2 * kLargePage;  // from here on pieces are pages of their own

bool is_large(std::size_t size) { return size >= kLarge; }

std::size_t in_large_pages(std::size_t size) {
  return (size + kLargePage - 1) / kLargePage * kLargePage;
}

void* new_pages(std::size_t size) {
  void* const made =
      ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (made == MAP_FAILED) throw std::bad_alloc();
  use_large_pages(made, size);
  return made;
}

}  // namespace

void use_large_pages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t size) {
#ifdef MADV_HUGEPAGE
  constexpr std::uintptr_t kPage = 4096;
  if (!is_large(size)) return;
  const std::uintptr_t begin =
      (reinterpret_cast<std::uintptr_t>(memory) + kPage - 1) & ~(kPage - 1);
  const std::uintptr_t end = (reinterpret_cast<std::uintptr_t>(memory) + size) & ~(kPage - 1);
  // Advice only: nothing is lost where it is not taken.
  static_cast<void>(::madvise(pointer_to(begin), end - begin, MADV_HUGEPAGE));
#endif
}

Memory::~Memory() {
  if (is_large(size_)) {
    static_cast<void>(::munmap(data_, size_));
  } else {
    std::free(data_);
  }
}

void Memory::grow(std::size_t size) {
  if (size <= size_) return;
  if (is_large(size)) return grow_pages(in_large_pages(size));
  void* const made = std::realloc(data_, size);
  if (made == nullptr) throw std::bad_alloc();
  data_ = made;
  size_ = size;
}

void Memory::grow_pages(std::size_t size) {
  if (is_large(size_)) {
    void* const made = ::mremap(data_, size_, size, MREMAP_MAYMOVE);
    if (made == MAP_FAILED) throw std::bad_alloc();
    data_ = made;
  } else {
    void* const made = new_pages(size);
    if (size_ > 0) std::memcpy(made, data_, size_);
    std::free(data_);
    data_ = made;
  }
  size_ = size;
}

void Memory::make_zeroed(std::size_t size) {
  assert(data_ == nullptr);
  if (is_large(size)) return grow_pages(in_large_pages(size));
  data_ = std::calloc(std::max<std::size_t>(size, 1), 1);
  if (data_ == nullptr) throw std::bad_alloc();
  size_ = size;
}

}  // namespace musubi
