#include "model/arena.h"

#include <algorithm>

namespace musubi {

void* Arena::allocate_in_next_block(std::size_t size) {
  // Small for small models, and large enough for large pages as soon as it fills.
  constexpr std::size_t kFirst = std::size_t{1} << 18U;
  const std::size_t wanted = std::max(kFirst << std::min<std::size_t>(blocks_.size(), 6), size);
  blocks_.emplace_back().make_zeroed(wanted);
  char* const block = static_cast<char*>(blocks_.back().data());
  free_ = block + size;
  left_ = wanted - size;
  return block;
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
