#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// Included by the engine's own files only.
namespace musubi {

/// Some out of many ids, each with a number: a table by id that is made once and kept, since to
/// clear it would cost as much as all ids. What was said before `begin` is out of date. For one
/// thread.
template <class Id>
class Numbers {
 public:
  /// Forgets all. O(1), but for the first time.
  void begin(std::size_t id_count) {
    if (entries_.size() < id_count) entries_.resize(id_count);
    if (++now_ != 0) return;
    std::ranges::fill(entries_, Entry());
    now_ = 1;
  }
  /// Forgets all, and numbers these in their order.
  void number(std::span<const Id> ids, std::size_t id_count) {
    begin(id_count);
    for (std::uint32_t i = 0; i < ids.size(); ++i) add(ids[i], i);
  }
  /// False where the id has a number already.
  bool add(Id id, std::uint32_t number = 0) {
    Entry& entry = entries_[id.index()];
    if (entry.made == now_) return false;
    entry = {now_, number};
    return true;
  }
  /// Precondition: the id has a number.
  void change(Id id, std::uint32_t number) { entries_[id.index()].number = number; }
  [[nodiscard]] bool contains(Id id) const { return entries_[id.index()].made == now_; }
  /// Precondition: the id has a number.
  [[nodiscard]] std::uint32_t of(Id id) const { return entries_[id.index()].number; }

 private:
  struct Entry {
    std::uint32_t made = 0;
    std::uint32_t number = 0;
  };
  std::vector<Entry> entries_;
  std::uint32_t now_ = 0;
};

}  // namespace musubi
