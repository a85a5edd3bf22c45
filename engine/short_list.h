#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <utility>

namespace musubi {

/// A list of ids that mostly has one or two: these stand in the list itself, where a vector would
/// have room of its own for each of the hundreds of thousands that a country needs. What points
/// into it lasts until it is changed or moved. An id takes four bytes.
template <class T>
class ShortList {
 public:
  using value_type = T;

  ShortList() = default;
  ShortList(std::initializer_list<T> ids) { assign(std::span(ids.begin(), ids.size())); }
  ShortList(const ShortList& other) { assign(other); }
  ShortList& operator=(const ShortList& other) {
    if (this != &other) assign(other);
    return *this;
  }
  ShortList(ShortList&& other) noexcept
      : few_(other.few_),
        size_(std::exchange(other.size_, 0)),
        room_(std::exchange(other.room_, kFew)),
        many_(std::move(other.many_)) {}
  ShortList& operator=(ShortList&& other) noexcept {
    few_ = other.few_;
    size_ = std::exchange(other.size_, 0);
    room_ = std::exchange(other.room_, kFew);
    many_ = std::move(other.many_);
    return *this;
  }
  ~ShortList() = default;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const T* data() const { return many_ ? many_.get() : few_.data(); }
  [[nodiscard]] T* data() { return many_ ? many_.get() : few_.data(); }
  [[nodiscard]] const T* begin() const { return data(); }
  [[nodiscard]] const T* end() const { return data() + size_; }
  [[nodiscard]] T* begin() { return data(); }
  [[nodiscard]] T* end() { return data() + size_; }
  /// Precondition, as for the next two: there is one.
  [[nodiscard]] T operator[](std::size_t i) const { return data()[i]; }
  [[nodiscard]] T front() const { return data()[0]; }
  [[nodiscard]] T back() const { return data()[size_ - 1]; }

  void push_back(T id) {
    if (size_ == room_) grow(std::size_t{4} * room_);
    data()[size_++] = id;
  }
  /// Those after the first `size` are dropped.
  void truncate(std::size_t size) {
    size_ = static_cast<std::uint32_t>(std::min<std::size_t>(size_, size));
  }
  /// Precondition: none of `ids` stands in this list.
  void assign(std::span<const T> ids) {
    size_ = 0;
    append(ids);
  }
  /// The same precondition.
  void append(std::span<const T> ids) {
    if (size_ + ids.size() > room_) grow(size_ + ids.size());
    std::ranges::copy(ids, end());
    size_ += static_cast<std::uint32_t>(ids.size());
  }

  friend bool operator==(const ShortList& a, const ShortList& b) {
    return std::ranges::equal(a, b);
  }

 private:
  static constexpr std::uint32_t kFew = 2;

  void grow(std::size_t room) {
    auto more = std::make_unique<T[]>(room);
    std::ranges::copy(*this, more.get());
    many_ = std::move(more);
    room_ = static_cast<std::uint32_t>(room);
  }

  std::array<T, kFew> few_;
  std::uint32_t size_ = 0;
  std::uint32_t room_ = kFew;
  std::unique_ptr<T[]> many_;  // all of them, once there were more than a few
};

}  // namespace musubi
