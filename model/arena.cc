#include "model/arena.h"

#include <algorithm>
#include <cstdlib>

namespace musubi {

void Arena::Free::operator()(void* block) const { std::free(block); }

void* Arena::allocate(std::size_t size, std::size_t alignment) {
  std::size_t gap = (alignment - reinterpret_cast<std::uintptr_t>(free_) % alignment) % alignment;
  if (gap + size > left_) {
    constexpr std::size_t kBlock = std::size_t{1} << 18U;
    const std::size_t wanted = std::max(kBlock, size);
    void* const block = std::calloc(wanted, 1);
    if (block == nullptr) throw std::bad_alloc();
    blocks_.emplace_back(block);
    free_ = static_cast<char*>(block);
    left_ = wanted;
    gap = 0;
  }
  void* const made = free_ + gap;
  free_ += gap + size;
  left_ -= gap + size;
  return made;
}

/// Room for so many elements; their number stands before them where an extent cannot hold it.
void* Arena::space(std::size_t count, std::size_t size_of_one, std::size_t alignment) {
  if (count < Extent::kLong) return allocate(count * size_of_one, alignment);
  const std::uint64_t before = count;
  char* const made =
      static_cast<char*>(allocate(sizeof before + count * size_of_one, alignof(std::uint64_t)));
  std::memcpy(made, &before, sizeof before);
  return made + sizeof before;
}

Extent Arena::piece(const void* data, std::size_t count, std::size_t size_of_one,
                    std::size_t alignment) {
  if (count == 0) return {};
  void* const made = space(count, size_of_one, alignment);
  std::memcpy(made, data, count * size_of_one);
  return {made, count};
}

String Arena::copy(std::string_view text) { return String(piece(text.data(), text.size(), 1, 1)); }

String Arena::show(std::string_view text) {
  if (text.empty()) return {};
  return text.size() < Extent::kLong ? String(Extent(text.data(), text.size())) : copy(text);
}

}  // namespace musubi
