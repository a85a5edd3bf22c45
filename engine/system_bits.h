#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace musubi {

/// A bit for each of some systems. Most rows hold few bits, or a great many: it is known which
/// words hold any, so that of the former only these are looked at; of the latter all are, many at a
/// time.
class alignas(64) SystemBits {
  using Word = std::uint64_t;
  static constexpr std::uint32_t kWordBits = 64;
  // A row fills lines of the cache.
  static constexpr std::size_t kWords = 32;

 public:
  static constexpr std::uint32_t kCount = (kWords - 1) * kWordBits;

  void set(std::uint32_t bit) {
    taken() |= one(word_of(bit));
    words_[word_of(bit)] |= one(bit % kWordBits);
  }
  void clear(std::uint32_t bit) { put(word_of(bit), words_[word_of(bit)] & ~one(bit % kWordBits)); }
  void clear(const SystemBits& others) {
    for_each_word(taken() & others.taken(),
                  [&](std::uint32_t i) { put(i, words_[i] & ~others.words_[i]); });
  }
  void clear() {
    if (is_few(taken())) {
      for_each_word(taken(), [&](std::uint32_t i) { words_[i] = 0; });
      taken() = 0;
    } else {
      words_.fill(0);
    }
  }
  [[nodiscard]] bool test(std::uint32_t bit) const {
    return (words_[word_of(bit)] >> (bit % kWordBits) & 1U) != 0;
  }
  /// Tells the processor that it is looked at soon.
  void send_for() const { __builtin_prefetch(words_.data()); }
  [[nodiscard]] bool any() const { return taken() != 0; }
  [[nodiscard]] std::size_t count() const { return count_common(*this); }
  /// How many bits the two have in common.
  [[nodiscard]] std::size_t count_common(const SystemBits& other) const {
    const Word common = taken() & other.taken();
    if (!is_few(common)) return count_common(words_, other.words_);
    std::size_t count = 0;
    for_each_word(common, [&](std::uint32_t i) {
      count += sum_of(ones_by_byte(words_[i] & other.words_[i]));
    });
    return count;
  }
  /// Those that are in both and not among `others`.
  [[nodiscard]] static SystemBits common(const SystemBits& a, const SystemBits& b,
                                         const SystemBits& others) {
    SystemBits bits;
    for_each_word(a.taken() & b.taken(), [&](std::uint32_t i) {
      bits.words_[i] = a.words_[i] & b.words_[i] & ~others.words_[i];
      if (bits.words_[i] != 0) bits.taken() |= one(i);
    });
    return bits;
  }
  /// Precondition: there is one.
  [[nodiscard]] std::uint32_t first() const {
    const std::uint32_t i = number(taken());
    return first_of(i) + number(words_[i]);
  }
  /// In ascending order.
  template <class Visit>
  void for_each(Visit visit) const {
    for_each_common(*this, *this, [&](std::uint32_t bit) {
      visit(bit);
      return true;
    });
  }
  /// Those that are in both, in ascending order, until `visit` says no.
  template <class Visit>
  static void for_each_common(const SystemBits& a, const SystemBits& b, Visit visit) {
    for (Word which = a.taken() & b.taken(); which != 0; which &= which - 1) {
      const std::uint32_t i = number(which);
      for (Word word = a.words_[i] & b.words_[i]; word != 0; word &= word - 1) {
        if (!visit(first_of(i) + number(word))) return;
      }
    }
  }
  /// Precondition: another row.
  SystemBits& operator|=(const SystemBits& other) {
    if (!is_few(other.taken())) {
      merge(words_, other.words_);
      return *this;
    }
    taken() |= other.taken();
    for_each_word(other.taken(), [&](std::uint32_t i) { words_[i] |= other.words_[i]; });
    return *this;
  }
  SystemBits& operator&=(const SystemBits& other) {
    for_each_word(taken(), [&](std::uint32_t i) { put(i, words_[i] & other.words_[i]); });
    return *this;
  }
  friend SystemBits operator&(SystemBits a, const SystemBits& b) { return a &= b; }
  friend bool operator==(const SystemBits& a, const SystemBits& b) = default;

 private:
  using Words = std::array<Word, kWords>;

  /// The same of all words. These are in a file of their own, in versions for several processors.
  static void merge(Words& __restrict to, const Words& __restrict from);
  [[nodiscard]] static std::size_t count_common(const Words& a, const Words& b);

  static constexpr std::uint32_t word_of(std::uint32_t bit) { return bit / kWordBits + 1; }
  static constexpr std::uint32_t first_of(std::uint32_t word) { return (word - 1) * kWordBits; }
  static Word one(std::uint32_t bit) { return Word{1} << bit; }
  static std::uint32_t number(Word word) {
    return static_cast<std::uint32_t>(std::countr_zero(word));
  }
  /// At most three words.
  static bool is_few(Word which) {
    for (int i = 0; i < 3; ++i) which &= which - 1;
    return which == 0;
  }
  /// How many bits each byte of a word has, by sums of neighbours: what all processors have of
  /// their own for that is a call of a function.
  static Word ones_by_byte(Word word) {
    word -= word >> 1U & 0x5555555555555555U;
    word = (word & 0x3333333333333333U) + (word >> 2U & 0x3333333333333333U);
    return (word + (word >> 4U)) & 0x0F0F0F0F0F0F0F0FU;
  }
  /// The sum of the bytes of a word.
  static std::size_t sum_of(Word bytes) {
    bytes = (bytes & 0x00FF00FF00FF00FFU) + (bytes >> 8U & 0x00FF00FF00FF00FFU);
    return static_cast<std::size_t>(bytes * 0x0001000100010001U >> 48U);
  }
  template <class Visit>
  static void for_each_word(Word which, Visit visit) {
    for (; which != 0; which &= which - 1) visit(number(which));
  }
  void put(std::uint32_t i, Word word) {
    words_[i] = word;
    if (word == 0) taken() &= ~one(i);
  }
  [[nodiscard]] Word& taken() { return words_[0]; }
  [[nodiscard]] Word taken() const { return words_[0]; }

  Words words_ = {};  // the first has a bit for each other one that is not zero
};

}  // namespace musubi
