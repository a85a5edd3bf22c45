#pragma once

#include <algorithm>
#include <bit>
#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "model/text.h"

// What the records of a model are made of: strings and lists of eight bytes that own nothing. What
// they show belongs to the model's `Arena`, to the text of a file or to a snapshot, and lives as
// long as the model. They copy like numbers, so that a table of records is one piece of memory,
// which a snapshot holds as it is.
namespace musubi {

/// What stands at an address. Of all casts this one says that the address may be anybody's.
[[nodiscard]] inline void* pointer_to(std::uint64_t address) {
  return std::bit_cast<void*>(static_cast<std::uintptr_t>(address));
}

/// The address and the length of a piece of memory. The address takes 48 bits, all that the
/// user's half of the address space has on the machines we build for; lengths of 65,535 and more
/// stand in the eight bytes before the piece.
class Extent {
 public:
  static constexpr std::size_t kLong = 0xFFFF;

  constexpr Extent() = default;
  /// Precondition: `size` is below `kLong`, or stands before `data`.
  Extent(const void* data, std::size_t size)
      : bits_(reinterpret_cast<std::uintptr_t>(data) |
              static_cast<std::uint64_t>(std::min(size, kLong)) << kAddressBits) {
    static_assert(sizeof(void*) == 8, "addresses have 64 bits");
    assert(reinterpret_cast<std::uintptr_t>(data) >> kAddressBits == 0);
  }

  /// A piece of no size that is not null.
  [[nodiscard]] static Extent none() {
    Extent extent;
    extent.bits_ = alignof(std::max_align_t);
    return extent;
  }

  [[nodiscard]] bool is_null() const { return bits_ == 0; }
  [[nodiscard]] void* data() const { return pointer_to(bits_ & kAddress); }
  [[nodiscard]] std::size_t size() const {
    const std::size_t size = bits_ >> kAddressBits;
    if (size != kLong) return size;
    std::uint64_t before = 0;
    std::memcpy(&before, static_cast<const char*>(data()) - sizeof before, sizeof before);
    return before;
  }
  /// A piece that is to stand at this address one day.
  [[nodiscard]] static Extent at(std::uint64_t address, std::size_t size) {
    Extent extent;
    extent.bits_ = address | static_cast<std::uint64_t>(std::min(size, kLong)) << kAddressBits;
    return extent;
  }

  /// Whether there is nothing in it.
  [[nodiscard]] bool is_empty() const { return bits_ >> kAddressBits == 0; }
  /// The same piece after it moved by so many bytes.
  void move(std::uint64_t distance) { bits_ += distance; }

 private:
  static constexpr unsigned kAddressBits = 48;
  static constexpr std::uint64_t kAddress = (std::uint64_t{1} << kAddressBits) - 1;
  std::uint64_t bits_ = 0;
};

/// A text as the user wrote it, in UTF-8.
class String {
 public:
  constexpr String() = default;
  explicit String(Extent extent) : extent_(extent) {}

  [[nodiscard]] std::string_view view() const {
    return {static_cast<const char*>(extent_.data()), extent_.size()};
  }
  // A text is a text: whoever takes a view takes this one.
  operator std::string_view() const { return view(); }  // NOLINT(google-explicit-constructor)
  [[nodiscard]] bool empty() const { return extent_.is_null(); }
  [[nodiscard]] std::size_t size() const { return extent_.size(); }
  [[nodiscard]] std::string str() const { return std::string(view()); }
  [[nodiscard]] Extent& extent() { return extent_; }

  friend bool operator==(String a, String b) { return a.view() == b.view(); }
  friend auto operator<=>(String a, String b) { return a.view() <=> b.view(); }
  friend bool operator==(String a, std::string_view b) { return a.view() == b; }
  friend auto operator<=>(String a, std::string_view b) { return a.view() <=> b; }

 private:
  Extent extent_;
};

/// A name as the user wrote it. Where it was given in one language only both members hold it.
struct Name {
  String en;
  String ja;

  [[nodiscard]] std::string_view in(Language language) const {
    return language == Language::Ja ? ja.view() : en.view();
  }
  [[nodiscard]] bool empty() const { return en.empty() && ja.empty(); }
  [[nodiscard]] Text text() const { return {.en = en.str(), .ja = ja.str()}; }
  operator Text() const { return text(); }  // NOLINT(google-explicit-constructor)
  friend bool operator==(const Name&, const Name&) = default;
};

/// A list that is complete. To copy it copies no elements.
template <class T>
class List {
 public:
  using value_type = T;
  using const_iterator = const T*;
  using iterator = const T*;

  constexpr List() = default;
  explicit List(Extent extent) : extent_(extent) {}

  [[nodiscard]] const T* data() const { return static_cast<const T*>(extent_.data()); }
  [[nodiscard]] std::size_t size() const { return extent_.size(); }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] const T* begin() const { return data(); }
  [[nodiscard]] const T* end() const { return data() + size(); }
  [[nodiscard]] const T& operator[](std::size_t i) const { return data()[i]; }
  [[nodiscard]] const T& front() const { return data()[0]; }
  [[nodiscard]] const T& back() const { return data()[size() - 1]; }
  /// Its elements, to be changed by whoever makes the model.
  [[nodiscard]] std::span<T> edit() { return {static_cast<T*>(extent_.data()), size()}; }
  [[nodiscard]] const Extent& extent() const { return extent_; }
  [[nodiscard]] Extent& extent() { return extent_; }

  friend bool operator==(const List& a, const List& b) { return std::ranges::equal(a, b); }

 private:
  Extent extent_;
};

/// A list, or nothing: the difference between a key that is absent (unknown) and one that is empty
/// (none).
template <class T>
class MaybeList {
 public:
  constexpr MaybeList() = default;

  [[nodiscard]] bool has_value() const { return !list_.extent().is_null(); }
  explicit operator bool() const { return has_value(); }
  /// Precondition, as for the next: there is one.
  [[nodiscard]] const List<T>& operator*() const { return list_; }
  [[nodiscard]] const List<T>* operator->() const { return &list_; }
  /// Makes it present, and empty.
  List<T>& emplace() {
    list_ = List<T>(Extent::none());
    return list_;
  }
  [[nodiscard]] List<T>& edit() { return list_; }

  friend bool operator==(const MaybeList& a, const MaybeList& b) {
    return a.has_value() == b.has_value() && a.list_ == b.list_;
  }

 private:
  List<T> list_;
};

/// A thing that stands elsewhere, or nothing.
template <class T>
class Box {
 public:
  constexpr Box() = default;
  explicit Box(T* thing) : thing_(thing) {}
  /// Of a thing that is to stand at this address one day.
  [[nodiscard]] static Box at(std::uint64_t address) {
    return Box(static_cast<T*>(pointer_to(address)));
  }

  [[nodiscard]] bool has_value() const { return thing_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] const T* get() const { return thing_; }
  [[nodiscard]] const T& operator*() const { return *thing_; }
  [[nodiscard]] const T* operator->() const { return thing_; }
  [[nodiscard]] T* edit() { return thing_; }

 private:
  T* thing_ = nullptr;
};

}  // namespace musubi
