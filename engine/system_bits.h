#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace musubi {

/// A bit for each of some systems. Most rows hold few bits, or nearly all: it is known which words
/// hold any, and only these are looked at. What the other words hold means nothing.
class SystemBits {
  using Word = std::uint64_t;
  static constexpr std::uint32_t kWordBits = 64;

 public:
  // With the word that says which are taken, a row fills lines of the cache.
  static constexpr std::size_t kWords = 31;
  static constexpr std::uint32_t kCount = kWords * kWordBits;

  SystemBits() = default;
  SystemBits(const SystemBits& other) { *this |= other; }
  SystemBits& operator=(const SystemBits& other) {
    if (this == &other) return *this;
    clear();
    return *this |= other;
  }
  SystemBits(SystemBits&& other) noexcept { *this |= other; }
  SystemBits& operator=(SystemBits&& other) noexcept { return *this = std::as_const(other); }
  ~SystemBits() = default;

  void set(std::uint32_t bit) {
    const std::uint32_t i = bit / kWordBits;
    if (!is_taken(i)) words_[i] = 0;
    taken_ |= one(i);
    words_[i] |= one(bit % kWordBits);
  }
  void clear(std::uint32_t bit) {
    const std::uint32_t i = bit / kWordBits;
    if (is_taken(i)) put(i, words_[i] & ~one(bit % kWordBits));
  }
  void clear(const SystemBits& others) {
    for_each_word(taken_ & others.taken_,
                  [&](std::uint32_t i) { put(i, words_[i] & ~others.words_[i]); });
  }
  void clear() { taken_ = 0; }
  [[nodiscard]] bool test(std::uint32_t bit) const {
    const std::uint32_t i = bit / kWordBits;
    return is_taken(i) && (words_[i] >> (bit % kWordBits) & 1U) != 0;
  }
  /// Tells the processor that it is looked at soon.
  void send_for() const { __builtin_prefetch(&taken_); }
  [[nodiscard]] bool any() const { return taken_ != 0; }
  [[nodiscard]] std::size_t count() const {
    std::size_t sum = 0;
    for_each_word(taken_, [&](std::uint32_t i) { sum += popcount(words_[i]); });
    return sum;
  }
  /// How many bits the two have in common.
  [[nodiscard]] std::size_t count_common(const SystemBits& other) const {
    std::size_t sum = 0;
    for_each_word(taken_ & other.taken_,
                  [&](std::uint32_t i) { sum += popcount(words_[i] & other.words_[i]); });
    return sum;
  }
  /// Those that are in both and not among `others`.
  [[nodiscard]] static SystemBits common(const SystemBits& a, const SystemBits& b,
                                         const SystemBits& others) {
    SystemBits bits;
    for_each_word(a.taken_ & b.taken_, [&](std::uint32_t i) {
      const Word out = others.is_taken(i) ? others.words_[i] : 0;
      bits.words_[i] = a.words_[i] & b.words_[i] & ~out;
      if (bits.words_[i] != 0) bits.taken_ |= one(i);
    });
    return bits;
  }
  /// Precondition: there is one.
  [[nodiscard]] std::uint32_t first() const {
    const std::uint32_t i = number(taken_);
    return i * kWordBits + number(words_[i]);
  }
  /// In ascending order.
  template <class Visit>
  void for_each(Visit visit) const {
    for_each_word(taken_, [&](std::uint32_t i) {
      for (Word word = words_[i]; word != 0; word &= word - 1) visit(i * kWordBits + number(word));
    });
  }
  SystemBits& operator|=(const SystemBits& other) {
    if ((taken_ & other.taken_) == kAll) {
      for (std::size_t i = 0; i < kWords; ++i) words_[i] |= other.words_[i];
      return *this;
    }
    for_each_word(taken_ & other.taken_, [&](std::uint32_t i) { words_[i] |= other.words_[i]; });
    for_each_word(other.taken_ & ~taken_, [&](std::uint32_t i) { words_[i] = other.words_[i]; });
    taken_ |= other.taken_;
    return *this;
  }
  SystemBits& operator&=(const SystemBits& other) {
    taken_ &= other.taken_;
    for_each_word(taken_, [&](std::uint32_t i) { put(i, words_[i] & other.words_[i]); });
    return *this;
  }
  friend SystemBits operator&(SystemBits a, const SystemBits& b) { return a &= b; }
  friend bool operator==(const SystemBits& a, const SystemBits& b) {
    bool is_same = a.taken_ == b.taken_;
    for_each_word(is_same ? a.taken_ : 0,
                  [&](std::uint32_t i) { is_same &= a.words_[i] == b.words_[i]; });
    return is_same;
  }

 private:
  static constexpr Word kAll = (Word{1} << kWords) - 1;

  static Word one(std::uint32_t bit) { return Word{1} << bit; }
  static std::uint32_t number(Word word) {
    return static_cast<std::uint32_t>(std::countr_zero(word));
  }
  /// By sums of neighbours: what all processors have of their own is a call of a function.
  static std::size_t popcount(Word word) {
    word -= word >> 1U & 0x5555555555555555U;
    word = (word & 0x3333333333333333U) + (word >> 2U & 0x3333333333333333U);
    word = (word + (word >> 4U)) & 0x0F0F0F0F0F0F0F0FU;
    return static_cast<std::size_t>(word * 0x0101010101010101U >> 56U);
  }
  template <class Visit>
  static void for_each_word(Word which, Visit visit) {
    for (; which != 0; which &= which - 1) visit(number(which));
  }
  [[nodiscard]] bool is_taken(std::uint32_t i) const { return (taken_ >> i & 1U) != 0; }
  void put(std::uint32_t i, Word word) {
    words_[i] = word;
    if (word == 0) taken_ &= ~one(i);
  }

  Word taken_ = 0;  // a bit for each word that is not zero
  std::array<Word, kWords> words_;
};

}  // namespace musubi
