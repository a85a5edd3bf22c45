#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "model/flat.h"
#include "model/memory.h"

namespace musubi {

/// Memory that is taken piece by piece and given back all at once. To move an arena moves nothing
/// in it. What it hands out is zero to the last byte, gaps included, so that a snapshot holds
/// nothing but the model.
class Arena {
 public:
  [[nodiscard]] void* allocate(std::size_t size, std::size_t alignment) {
    const std::size_t gap = gap_before(alignment);
    if (gap + size > left_) return allocate_in_next_block(size);
    void* const made = free_ + gap;
    free_ += gap + size;
    left_ -= gap + size;
    return made;
  }

  template <class T>
  [[nodiscard]] T* make() {
    return new (allocate(sizeof(T), alignof(T))) T();
  }

  /// A copy of `text`.
  [[nodiscard]] String copy(std::string_view text);
  /// `text` itself, which has to live as long as the arena; a copy only where it is too long for
  /// its length to stand in eight bytes.
  [[nodiscard]] String show(std::string_view text);

  template <class T>
  [[nodiscard]] List<T> copy(std::span<const T> elements) {
    static_assert(std::is_trivially_copyable_v<T>);
    return List<T>(piece(elements.data(), elements.size(), sizeof(T), alignof(T)));
  }
  /// A list with one more element at its end. O(length): for lists of a handful.
  template <class T>
  T& append(List<T>& list) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::size_t size = list.size();
    T* const made = static_cast<T*>(space(size + 1, sizeof(T), alignof(T)));
    if (size > 0) std::memcpy(static_cast<void*>(made), list.data(), size * sizeof(T));
    list = List<T>(Extent(made, size + 1));
    return *new (made + size) T();
  }

  /// Memory that something shows and that goes when the arena goes.
  void keep(std::shared_ptr<const void> memory) { kept_.push_back(std::move(memory)); }

 private:
  [[nodiscard]] std::size_t gap_before(std::size_t alignment) const {
    // A power of two, as all alignments are: to divide takes longer than all else here.
    return -reinterpret_cast<std::uintptr_t>(free_) & (alignment - 1);
  }
  [[nodiscard]] void* allocate_in_next_block(std::size_t size);
  [[nodiscard]] void* space(std::size_t count, std::size_t size_of_one, std::size_t alignment);
  [[nodiscard]] Extent piece(const void* data, std::size_t count, std::size_t size_of_one,
                             std::size_t alignment);

  std::vector<Memory> blocks_;
  std::vector<std::shared_ptr<const void>> kept_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace musubi
