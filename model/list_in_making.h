#pragma once

#include <cassert>
#include <cstddef>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>

#include "model/arena.h"
#include "model/table.h"

namespace musubi {

/// The elements of a list that is being read. They move when there are more, so that what one of
/// them holds has to be complete before the next begins. One after the other, lists of any type.
class ListInMaking {
 public:
  /// Begins a list that is to stand in `*list`, in memory of `arena`.
  template <class T>
  ListInMaking* begin(List<T>* list, Arena& arena) {
    arena_ = &arena;
    target_ = list;
    count_ = 0;
    return this;
  }
  template <class T>
  T& emplace_back() {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= alignof(Unit));
    words_.extend(units<T>(count_ + 1));
    void* const made = reinterpret_cast<char*>(words_.data()) + count_ * sizeof(T);
    ++count_;
    std::memset(made, 0, sizeof(T));
    return *new (made) T();
  }
  /// Puts the elements into the list, and returns them. Precondition: it was begun with T.
  template <class T>
  std::span<T> finish() {
    if (count_ == 0) return {};  // the list is there, and empty
    const auto* const first = reinterpret_cast<const T*>(words_.data());
    List<T>& list = *static_cast<List<T>*>(target_);
    list = arena_->copy(std::span(first, count_));
    return list.edit();
  }

 private:
  using Unit = std::max_align_t;
  template <class T>
  static constexpr std::size_t units(std::size_t count) {
    return (count * sizeof(T) + sizeof(Unit) - 1) / sizeof(Unit);
  }

  Arena* arena_ = nullptr;
  void* target_ = nullptr;
  Table<Unit> words_;
  std::size_t count_ = 0;
};

}  // namespace musubi
