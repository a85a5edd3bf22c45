#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "engine/rule.h"

namespace musubi {

/// The findings of a check in their order, in parts as rules found them: a country has hundreds of
/// thousands, which would take a tenth of a second to be moved into one table. A row of the list
/// is a number from 0 to `size() - 1`, whatever part it is in.
class FindingList {
  template <class List, class Row>
  class Iterator {
   public:
    using value_type = Finding;
    using difference_type = std::ptrdiff_t;
    using reference = Row&;
    using pointer = Row*;
    using iterator_category = std::forward_iterator_tag;

    Iterator() = default;
    Iterator(List& list, std::size_t part) : list_(&list), part_(part) {}
    reference operator*() const { return list_->parts_[part_][at_]; }
    pointer operator->() const { return &**this; }
    Iterator& operator++() {
      if (++at_ == list_->parts_[part_].size()) {
        ++part_;
        at_ = 0;
      }
      return *this;
    }
    Iterator operator++(int) { return std::exchange(*this, std::next(*this)); }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    List* list_ = nullptr;
    std::size_t part_ = 0, at_ = 0;
  };

 public:
  using iterator = Iterator<FindingList, Finding>;
  using const_iterator = Iterator<const FindingList, const Finding>;

  [[nodiscard]] std::size_t size() const { return ends_.empty() ? 0 : ends_.back(); }
  [[nodiscard]] bool empty() const { return ends_.empty(); }
  /// Precondition: there is such a row. O(log of the parts).
  [[nodiscard]] Finding& operator[](std::size_t row) {
    const auto [part, at] = place_of(row);
    return parts_[part][at];
  }
  [[nodiscard]] const Finding& operator[](std::size_t row) const {
    const auto [part, at] = place_of(row);
    return parts_[part][at];
  }
  [[nodiscard]] iterator begin() { return {*this, 0}; }
  [[nodiscard]] iterator end() { return {*this, parts_.size()}; }
  [[nodiscard]] const_iterator begin() const { return {*this, 0}; }
  [[nodiscard]] const_iterator end() const { return {*this, parts_.size()}; }

  /// Puts more behind all others.
  void append(std::vector<Finding> part) {
    if (part.empty()) return;
    ends_.push_back(size() + part.size());
    parts_.push_back(std::move(part));
  }

 private:
  /// The part of a row, and where it stands in that.
  [[nodiscard]] std::pair<std::size_t, std::size_t> place_of(std::size_t row) const {
    const auto end = std::ranges::upper_bound(ends_, row);
    const auto part = static_cast<std::size_t>(end - ends_.begin());
    return {part, part == 0 ? row : row - ends_[part - 1]};
  }

  std::vector<std::vector<Finding>> parts_;  // none of them empty
  std::vector<std::size_t> ends_;            // of each part: the first row that is not in it
};

}  // namespace musubi
