#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

// Included by the engine's own files only.
namespace musubi {

/// Sorts by `key` and keeps one of each.
template <class T, class Key = std::identity>
void sort_unique(std::vector<T>& values, Key key = {}) {
  std::ranges::sort(values, {}, key);
  const auto twice = std::ranges::unique(values, {}, key);
  values.erase(twice.begin(), twice.end());
}

/// Sorts ids that are below `id_count` and stand there once each; where they are many of these, by
/// marking them. O(ids × log), or O(ids + id_count / 64) if that is less.
template <class Id>
void sort_distinct(std::vector<Id>& ids, std::size_t id_count) {
  constexpr std::size_t kBits = 64;
  const std::size_t words = id_count / kBits + 1;
  if (words > 4 * ids.size()) {
    std::ranges::sort(ids);
    return;
  }
  std::vector<std::uint64_t> marks(words, 0);
  for (const Id id : ids) marks[id.index() / kBits] |= std::uint64_t{1} << (id.index() % kBits);
  ids.clear();
  for (std::size_t i = 0; i < words; ++i) {
    for (std::uint64_t word = marks[i]; word != 0; word &= word - 1) {
      ids.emplace_back(i * kBits + static_cast<std::size_t>(std::countr_zero(word)));
    }
  }
}

}  // namespace musubi
