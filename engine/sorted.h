#pragma once

#include <algorithm>
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

}  // namespace musubi
