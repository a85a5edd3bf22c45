#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/rule.h"

namespace musubi {

/// The findings of a check in their order, in parts as rules found them: a country has hundreds of
/// thousands, which would take a tenth of a second to be moved into one table. A row of the list
/// is a number from 0 to `size() - 1`, whatever part it is in.
class FindingList {
  template <bool kIsConst>
  class Iterator {
    using List = std::conditional_t<kIsConst, const FindingList, FindingList>;

   public:
    using value_type = Finding;
    using difference_type = std::ptrdiff_t;
    using reference = std::conditional_t<kIsConst, const Finding&, Finding&>;
    using pointer = std::remove_reference_t<reference>*;
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
  using iterator = Iterator<false>;
  using const_iterator = Iterator<true>;

  [[nodiscard]] std::size_t size() const { return starts_.back(); }
  [[nodiscard]] bool empty() const { return size() == 0; }
  /// Precondition: there is such a row. O(log of the parts).
  [[nodiscard]] Finding& operator[](std::size_t row) {
    const std::size_t part = part_of(row);
    return parts_[part][row - starts_[part]];
  }
  [[nodiscard]] const Finding& operator[](std::size_t row) const {
    const std::size_t part = part_of(row);
    return parts_[part][row - starts_[part]];
  }
  [[nodiscard]] iterator begin() { return {*this, 0}; }
  [[nodiscard]] iterator end() { return {*this, parts_.size()}; }
  [[nodiscard]] const_iterator begin() const { return {*this, 0}; }
  [[nodiscard]] const_iterator end() const { return {*this, parts_.size()}; }

  /// Puts more behind all others.
  void append(std::vector<Finding> part) {
    if (part.empty()) return;
    starts_.push_back(size() + part.size());
    parts_.push_back(std::move(part));
  }

 private:
  [[nodiscard]] std::size_t part_of(std::size_t row) const {
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), row);
    return static_cast<std::size_t>(next - starts_.begin()) - 1;
  }

  std::vector<std::vector<Finding>> parts_;  // none of them empty
  std::vector<std::size_t> starts_{0};       // the first row of each part, and the row count
};

}  // namespace musubi
