#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/chain.h"
#include "engine/shared_plan.h"

namespace musubi {

/// A bit for each of some systems.
class SystemBits {
 public:
  static constexpr std::size_t kWords = 16;
  static constexpr std::uint32_t kCount = kWords * 64;

  void set(std::uint32_t bit) { words_[bit / 64] |= std::uint64_t{1} << (bit % 64); }
  void clear(std::uint32_t bit) { words_[bit / 64] &= ~(std::uint64_t{1} << (bit % 64)); }
  void clear(const SystemBits& others) {
    for (std::size_t i = 0; i < kWords; ++i) words_[i] &= ~others.words_[i];
  }
  [[nodiscard]] bool test(std::uint32_t bit) const {
    return (words_[bit / 64] >> (bit % 64) & 1U) != 0;
  }
  /// Tells the processor that they are looked at soon.
  void send_for() const {
    constexpr std::size_t kWordsOfLine = 8;
    for (std::size_t i = 0; i < kWords; i += kWordsOfLine) __builtin_prefetch(&words_[i]);
  }
  [[nodiscard]] bool any() const {
    return std::ranges::any_of(words_, [](std::uint64_t word) { return word != 0; });
  }
  [[nodiscard]] std::size_t count() const {
    std::size_t sum = 0;
    for (const std::uint64_t word : words_) sum += static_cast<std::size_t>(std::popcount(word));
    return sum;
  }
  /// Precondition: there is one.
  [[nodiscard]] std::uint32_t first() const {
    std::uint32_t i = 0;
    while (words_[i] == 0) ++i;
    return i * 64 + static_cast<std::uint32_t>(std::countr_zero(words_[i]));
  }
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::uint32_t i = 0; i < kWords; ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        visit(i * 64 + static_cast<std::uint32_t>(std::countr_zero(word)));
      }
    }
  }
  SystemBits& operator|=(const SystemBits& other) {
    for (std::size_t i = 0; i < kWords; ++i) words_[i] |= other.words_[i];
    return *this;
  }
  SystemBits& operator&=(const SystemBits& other) {
    for (std::size_t i = 0; i < kWords; ++i) words_[i] &= other.words_[i];
    return *this;
  }
  friend SystemBits operator&(SystemBits a, const SystemBits& b) { return a &= b; }
  friend bool operator==(const SystemBits&, const SystemBits&) = default;

 private:
  std::array<std::uint64_t, kWords> words_{};
};

/// Some plain systems (see `SharedPlan`), and which of them reach what: a row of bits for each
/// circle of services, filled from the top down.
class PlainBlock {
 public:
  static constexpr std::size_t kSize = SystemBits::kCount;

  struct RootChain {
    ServiceId service;
    Chain chain;
  };
  struct Candidate {
    SystemId system;
    std::vector<RootChain> chains;  // of what it uses
  };

  /// The plan has to outlive it.
  explicit PlainBlock(const SharedPlan& plan);

  /// Puts the plain ones of `systems` into blocks of at most `kSize` and calls `visit` after each;
  /// appends the others to `left`. Precondition: ascending. O(blocks × (services + dependencies)).
  template <class Visit>
  void for_each_block(std::span<const SystemId> systems, std::vector<SystemId>& left, Visit visit) {
    for (const SystemId system : systems) {
      if (!take(system)) left.push_back(system);
      if (is_closed_ || candidates_.size() < kSize) continue;
      close(left);
      visit();
    }
    if (candidates_.empty() || is_closed_) return;
    close(left);
    visit();
  }

  [[nodiscard]] const Candidate& operator[](std::uint32_t bit) const { return candidates_[bit]; }
  /// The systems of the block.
  [[nodiscard]] const SystemBits& live() const { return live_; }
  /// The services that are components in one of them, or in one that was dropped; ascending.
  [[nodiscard]] std::span<const ServiceId> services() const { return services_; }
  [[nodiscard]] const SystemBits& part_reached_by(std::uint32_t part) const { return reach_[part]; }
  [[nodiscard]] bool is_reached(std::uint32_t part) const { return is_reached_[part] != 0; }
  [[nodiscard]] const SystemBits& reached_by(ServiceId s) const { return reach_[part(s)]; }
  [[nodiscard]] const SystemBits& relevant_in(ServiceId s) const { return relevant_part(part(s)); }
  /// The systems in which one of the services is a component.
  [[nodiscard]] SystemBits any_of(std::span<const ServiceId> services) const;
  /// The start of the first edge into `s` in a system; nothing for its own `uses`.
  [[nodiscard]] ServiceId first_start(ServiceId s, std::uint32_t bit) const;

 private:
  /// What handles medical information matters wherever it is reached.
  [[nodiscard]] const SystemBits& relevant_part(std::uint32_t part) const {
    return plan_.part_handles[part] != 0 ? reach_[part] : relevant_[part];
  }
  [[nodiscard]] std::uint32_t part(ServiceId s) const { return plan_.parts.part_of[s.index()]; }
  bool take(SystemId system);
  void close(std::vector<SystemId>& left);
  void fill();
  void spread_from(ServiceId service);
  void clear();

  const SharedPlan& plan_;
  const SupplyGraph& supply_;
  std::vector<Candidate> candidates_;
  bool is_closed_ = false;
  SystemBits live_;
  std::vector<SystemBits> reach_;     // by part
  std::vector<SystemBits> relevant_;  // by part; of one that handles medical information unused
  std::vector<char> is_reached_;      // by part
  std::vector<ServiceId> services_;
};

}  // namespace musubi
