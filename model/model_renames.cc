#include <algorithm>
#include <compare>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "model/fields.h"
#include "model/model_rows.h"

namespace musubi {
namespace {

using Rows = std::vector<const DiffRow*>;

// A record that only one of the models has.
struct Loose {
  const DiffRow* row = nullptr;
  bool is_new = false;
  std::size_t label = 0;  // equal for records that may be the same
};

// Who names a record, and where; records that are on one side only do not count.
using Namers = std::vector<std::pair<std::string, std::string>>;

void collect_namers(const JsonValue& value, const std::string& namer, const std::string& path,
                    std::map<std::string_view, Namers>& found) {
  if (value.kind == JsonValue::Kind::String) {
    const auto named = found.find(value.text);
    if (named != found.end()) named->second.emplace_back(namer, path);
  }
  for (const JsonValue& child : value.children) {
    collect_namers(child, namer, child.key.empty() ? path : path + "." + child.key, found);
  }
}

class RenameFinder {
 public:
  RenameFinder(const std::vector<DiffRow>& before, const std::vector<DiffRow>& after)
      : before_(before), after_(after) {
    const std::set<Key> old_ids = keys_of(before);
    const std::set<Key> new_ids = keys_of(after);
    add_loose(before, new_ids, false);
    add_loose(after, old_ids, true);
  }

  Renames find() {
    const bool is_one_sided =
        std::ranges::all_of(loose_, &Loose::is_new) || std::ranges::none_of(loose_, &Loose::is_new);
    if (is_one_sided) return {};
    label();
    while (pair_up()) continue;
    drop_what_does_not_hold();
    return std::move(renames_);
  }

 private:
  using Key = std::pair<RecordKind, std::string_view>;

  static std::set<Key> keys_of(const std::vector<DiffRow>& rows) {
    std::set<Key> keys;
    for (const DiffRow& row : rows) keys.emplace(row.kind, row.id);
    return keys;
  }

  void add_loose(const std::vector<DiffRow>& rows, const std::set<Key>& others, bool is_new) {
    for (const DiffRow& row : rows) {
      if (!kNamedRecords.has(row.kind) || others.contains({row.kind, row.id})) continue;
      loose_.push_back({.row = &row, .is_new = is_new});
    }
  }

  // Records get the same label as long as nothing tells them apart: neither their values nor the
  // labels of what they name.
  void label() {
    std::size_t count = 0;
    for (std::size_t last = 0; count == 0 || count > last;) {
      last = count;
      count = refine();
    }
  }

  std::size_t refine() {
    Renames labels[2];
    for (const Loose& one : loose_) {
      // No id holds a control character.
      labels[one.is_new ? 1 : 0].emplace(one.row->id, "\x01" + std::to_string(one.label));
    }
    std::vector<std::pair<JsonValue, Loose*>> forms;
    for (Loose& one : loose_) {
      forms.emplace_back(
          normal_form(one.row->value, record_shape(one.row->kind), labels[one.is_new ? 1 : 0]),
          &one);
    }
    const auto compare = [](const auto& a, const auto& b) {
      const auto order = a.second->row->kind <=> b.second->row->kind;
      return std::is_neq(order) ? order : compare_values(a.first, b.first);
    };
    std::ranges::stable_sort(
        forms, [&](const auto& a, const auto& b) { return std::is_lt(compare(a, b)); });
    std::size_t label = 0;
    for (std::size_t i = 0; i < forms.size(); ++i) {
      if (i > 0 && std::is_neq(compare(forms[i - 1], forms[i]))) ++label;
      forms[i].second->label = label;
    }
    return label + 1;
  }

  // Pairs those that can only be each other, by who names them where the labels leave a choice.
  // False where there is nothing more to be had.
  bool pair_up() {
    const std::map<std::string_view, Namers> old_namers = namers(before_, false);
    const std::map<std::string_view, Namers> new_namers = namers(after_, true);
    using Choice = std::pair<std::size_t, Namers>;
    std::map<Choice, std::pair<Rows, Rows>> choices;
    std::map<std::size_t, std::pair<Rows, Rows>> alone;
    for (const Loose& one : loose_) {
      if (is_paired(one)) continue;
      const Namers& named_by = (one.is_new ? new_namers : old_namers).at(one.row->id);
      auto& [gone, come] = alone[one.label];
      (one.is_new ? come : gone).push_back(one.row);
      if (named_by.empty()) continue;
      auto& [gone_too, come_too] = choices[{one.label, named_by}];
      (one.is_new ? come_too : gone_too).push_back(one.row);
    }
    const std::size_t paired = renames_.size();
    for (const auto& [label, rows] : alone) pair(rows.first, rows.second);
    for (const auto& [choice, rows] : choices) pair(rows.first, rows.second);
    return renames_.size() > paired;
  }

  void pair(const Rows& gone, const Rows& come) {
    if (gone.size() != 1 || come.size() != 1 || taken_.contains(come[0]->id)) return;
    if (renames_.emplace(gone[0]->id, come[0]->id).second) taken_.emplace(come[0]->id);
  }

  [[nodiscard]] bool is_paired(const Loose& one) const {
    return one.is_new ? taken_.contains(one.row->id) : renames_.contains(one.row->id);
  }

  [[nodiscard]] std::map<std::string_view, Namers> namers(const std::vector<DiffRow>& rows,
                                                          bool is_new) const {
    std::map<std::string_view, Namers> found;
    std::set<std::string_view> unpaired;
    for (const Loose& one : loose_) {
      if (one.is_new != is_new) continue;
      found.emplace(one.row->id, Namers());
      if (!is_paired(one)) unpaired.emplace(one.row->id);
    }
    for (const DiffRow& row : rows) {
      if (row.id.empty() || unpaired.contains(row.id)) continue;
      const auto renamed = renames_.find(row.id);
      const bool goes_by_new = !is_new && renamed != renames_.end();
      collect_namers(row.value, goes_by_new ? renamed->second : row.id, "", found);
    }
    for (auto& [id, list] : found) std::ranges::sort(list);
    return found;
  }

  // A pair of which one names what is no pair is none either.
  void drop_what_does_not_hold() {
    std::map<std::string_view, const DiffRow*> rows[2];
    for (const Loose& one : loose_) rows[one.is_new ? 1 : 0].emplace(one.row->id, one.row);
    const auto holds = [&](const auto& pair) {
      const DiffRow& gone = *rows[0].at(pair.first);
      const DiffRow& come = *rows[1].at(pair.second);
      const Shape& shape = record_shape(gone.kind);
      return normal_form(gone.value, shape, renames_) == normal_form(come.value, shape);
    };
    for (bool is_stable = false; !is_stable;) {
      Renames kept;
      std::ranges::copy_if(renames_, std::inserter(kept, kept.end()), holds);
      is_stable = kept.size() == renames_.size();
      renames_ = std::move(kept);
    }
  }

  const std::vector<DiffRow>& before_;
  const std::vector<DiffRow>& after_;
  std::vector<Loose> loose_;
  Renames renames_;
  std::set<std::string, std::less<>> taken_;  // the new ids in `renames_`
};

}  // namespace

Renames find_renames(const std::vector<DiffRow>& before, const std::vector<DiffRow>& after) {
  return RenameFinder(before, after).find();
}

}  // namespace musubi
