#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

#include "model/memory.h"

namespace musubi {

/// The rows of one kind of record, in one piece of memory that grows, or in one of a snapshot. To
/// move a table moves no row. The bytes between the members of its rows are zero.
template <class T>
class Table {
 public:
  using value_type = T;

  Table() = default;
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  Table(Table&& other) noexcept
      : own_(std::move(other.own_)),
        rows_(std::exchange(other.rows_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        room_(std::exchange(other.room_, 0)) {}
  Table& operator=(Table&& other) noexcept {
    Table moved(std::move(other));
    std::swap(own_, moved.own_);
    std::swap(rows_, moved.rows_);
    std::swap(size_, moved.size_);
    std::swap(room_, moved.room_);
    return *this;
  }
  ~Table() = default;

  /// Rows that live elsewhere, as long as the table.
  [[nodiscard]] static Table of(std::span<T> rows) {
    Table table;
    table.rows_ = rows.data();
    table.size_ = rows.size();
    return table;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const T* data() const { return rows_; }
  [[nodiscard]] const T* begin() const { return rows_; }
  [[nodiscard]] const T* end() const { return rows_ + size_; }
  [[nodiscard]] const T& operator[](std::size_t row) const { return rows_[row]; }
  [[nodiscard]] const T& front() const { return rows_[0]; }
  [[nodiscard]] const T& back() const { return rows_[size_ - 1]; }
  [[nodiscard]] T* data() { return rows_; }
  [[nodiscard]] T* begin() { return rows_; }
  [[nodiscard]] T* end() { return rows_ + size_; }
  [[nodiscard]] T& operator[](std::size_t row) { return rows_[row]; }
  [[nodiscard]] T& back() { return rows_[size_ - 1]; }

  /// Makes room for so many rows in all, so that the next ones move nothing.
  void reserve(std::size_t rows) {
    if (rows > room_) make_room(rows);
  }
  /// A new row. Amortised O(1).
  T& emplace_back() {
    if (size_ == room_ || own_.data() == nullptr) grow();
    void* const row = rows_ + size_++;
    std::memcpy(row, kNew.bytes.data(), sizeof(T));
    return *std::launder(static_cast<T*>(row));
  }
  /// New rows at the end where it has fewer than `size`.
  void extend(std::size_t size) {
    while (size_ < size) emplace_back();
  }

 private:
  static_assert(std::is_trivially_copyable_v<T>);

  /// A new row, which is copied sooner than it is cleared and made.
  struct New {
    New() { new (bytes.data()) T(); }
    alignas(T) std::array<std::byte, sizeof(T)> bytes{};
  };
  static inline const New kNew;

  void grow() { make_room(size_ < 16 ? 32 : 2 * size_); }
  void make_room(std::size_t room) {
    const bool was_elsewhere = own_.data() == nullptr;
    own_.grow(room * sizeof(T));
    if (was_elsewhere && size_ > 0) std::memcpy(own_.data(), rows_, size_ * sizeof(T));
    rows_ = static_cast<T*>(own_.data());
    room_ = room;
  }

  Memory own_;
  T* rows_ = nullptr;
  std::size_t size_ = 0;
  std::size_t room_ = 0;
};

}  // namespace musubi
