#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace musubi {

/// A piece of memory that can grow. Large ones are pages of the system's own: they grow without
/// being copied, are zero where they are new, and the system is asked to make large pages of them,
/// as millions of rows are met in any order and each page costs a walk and a fault.
class Memory {
 public:
  Memory() = default;
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  Memory(Memory&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Memory& operator=(Memory&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~Memory();

  /// Room for `size` bytes at least; what is in it stays, and may move. What is new in a small
  /// piece holds anything. Throws `std::bad_alloc`.
  void grow(std::size_t size);
  /// All zero; only of a piece that has not grown yet.
  void make_zeroed(std::size_t size);

  [[nodiscard]] void* data() const { return data_; }

 private:
  void grow_pages(std::size_t size);

  void* data_ = nullptr;
  std::size_t size_ = 0;
};

/// Asks for large pages where memory is large; to be called before it is first used.
void use_large_pages(void* memory, std::size_t size);

/// Room for `count` values at least, in large pages where that is much: what is new costs a fault
/// for each page when it is first written.
template <class T>
void reserve_large(std::vector<T>& values, std::size_t count) {
  if (count <= values.capacity()) return;
  std::vector<T> larger;
  larger.reserve(count);
  use_large_pages(larger.data(), larger.capacity() * sizeof(T));
  std::ranges::move(values, std::back_inserter(larger));
  values = std::move(larger);
}

/// One more value at the end of a vector that may become large. Amortised O(1).
template <class T>
void push_back_large(std::vector<T>& values, T value) {
  if (values.size() == values.capacity()) {
    // In large steps: room that is never written costs nothing, each move does.
    reserve_large(values, std::max<std::size_t>(4 * values.size(), 16));
  }
  values.push_back(std::move(value));
}

}  // namespace musubi
