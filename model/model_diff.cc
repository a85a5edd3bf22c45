#include "model/model_diff.h"

#include <algorithm>
#include <array>
#include <compare>
#include <map>
#include <span>
#include <tuple>

#include "model/fields.h"
#include "model/model_rows.h"
#include "model/value_changes.h"

namespace musubi {
namespace {

using Identity = std::vector<std::pair<std::string, std::string>>;

// By which keys a record without an id is known; of keys that exclude each other the one that it
// has counts.
std::span<const std::string_view> identifying_keys(RecordKind kind) {
  static constexpr std::string_view kAssessment[] = {"assessor", "service", "organization", "date"};
  static constexpr std::string_view kDisclosure[] = {"service", "organization", "to", "date"};
  static constexpr std::string_view kAgreement[] = {"risk", "with", "date"};
  static constexpr std::string_view kControl[] = {"service", "control"};
  static constexpr std::string_view kRequirement[] = {"service", "requirement"};
  static constexpr std::string_view kSuppression[] = {"rule", "subject", "owes"};
  switch (kind) {
    case RecordKind::Assessment: return kAssessment;
    case RecordKind::Disclosure: return kDisclosure;
    case RecordKind::RiskAgreement: return kAgreement;
    case RecordKind::Control: return kControl;
    case RecordKind::Requirement: return kRequirement;
    case RecordKind::Suppression: return kSuppression;
    default: return {};
  }
}

Identity identity_of(const JsonValue& value, RecordKind kind) {
  Identity identity;
  for (const std::string_view key : identifying_keys(kind)) {
    const JsonValue* const member = value.find(key);
    if (member != nullptr) identity.emplace_back(key, member->text);
  }
  return identity;
}

// A record in normal form, ids as the new model has them.
struct Entry {
  const DiffRow* row = nullptr;
  std::string id;
  JsonValue value;
};

Entry entry_of(const DiffRow& row, const Renames& renames) {
  Entry entry{.row = &row, .id = row.id, .value = {}};
  entry.value = normal_form(row.value, record_shape(row.kind), renames);
  JsonValue* const id = entry.value.find("id");
  if (id == nullptr) return entry;
  // The ids of records that nobody can name are a matter of their own.
  if (!kNamedRecords.has(row.kind)) id->text = row.id;
  entry.id = id->text;
  return entry;
}

bool is_own(const DiffRow& row, const std::string& key) {
  return row.value.find(key) != nullptr &&
         std::ranges::find(row.inherited, key) == row.inherited.end();
}

RecordChange known(DiffOp op, const DiffRow& row) {
  RecordChange change{.op = op, .record = row.kind, .id = row.id};
  if (change.id.empty()) change.known_by = identity_of(row.value, row.kind);
  return change;
}

bool is_same_but_for_id(const Entry& left, const Entry& right) {
  const auto without_id = [](JsonValue value) {
    std::erase_if(value.children, [](const JsonValue& member) { return member.key == "id"; });
    return value;
  };
  return without_id(left.value) == without_id(right.value);
}

class Differ {
 public:
  Differ(const std::vector<DiffRow>& before, const std::vector<DiffRow>& after)
      : before_(before), after_(after) {
    diff_.renames = find_renames(before, after);
  }

  ModelDiff diff() {
    for (std::size_t i = 0; i < kRecordKindCount; ++i) diff_table(static_cast<RecordKind>(i));
    std::ranges::stable_sort(diff_.records, {}, [](const RecordChange& change) {
      return std::tie(change.record, change.id, change.known_by);
    });
    return std::move(diff_);
  }

 private:
  using Entries = std::vector<Entry>;

  static Entries entries(const std::vector<DiffRow>& rows, RecordKind kind,
                         const Renames& renames) {
    Entries entries;
    for (const DiffRow& row : rows) {
      if (row.kind == kind) entries.push_back(entry_of(row, renames));
    }
    return entries;
  }

  void diff_table(RecordKind kind) {
    Entries gone = entries(before_, kind, diff_.renames);
    Entries come = entries(after_, kind, {});
    match_by_key(gone, come);
    if (!identifying_keys(kind).empty()) match_other_ids(gone, come);
    for (const Entry& entry : gone) diff_.records.push_back(known(DiffOp::Removed, *entry.row));
    for (const Entry& entry : come) diff_.records.push_back(known(DiffOp::Added, *entry.row));
  }

  // Takes those out of both lists that are the same by their id, or by what they are about.
  void match_by_key(Entries& gone, Entries& come) {
    std::map<std::pair<std::string, Identity>, std::pair<Entries, Entries>> groups;
    const auto key_of = [](const Entry& entry) {
      return std::pair(entry.id,
                       entry.id.empty() ? identity_of(entry.value, entry.row->kind) : Identity());
    };
    for (Entry& entry : gone) groups[key_of(entry)].first.push_back(std::move(entry));
    for (Entry& entry : come) groups[key_of(entry)].second.push_back(std::move(entry));
    gone.clear();
    come.clear();
    for (auto& [key, lists] : groups) {
      match_group(lists.first, lists.second);
      std::ranges::move(lists.first, std::back_inserter(gone));
      std::ranges::move(lists.second, std::back_inserter(come));
    }
  }

  // Equal ones first, the others in the order of their values.
  void match_group(Entries& gone, Entries& come) {
    if (gone.size() == 1 && come.size() == 1) {
      compare(gone.front(), come.front());
      gone.clear();
      come.clear();
      return;
    }
    const auto less = [](const Entry& a, const Entry& b) {
      return std::is_lt(compare_values(a.value, b.value));
    };
    std::ranges::stable_sort(gone, less);
    std::ranges::stable_sort(come, less);
    Entries rest_gone;
    Entries rest_come;
    std::ranges::set_difference(gone, come, std::back_inserter(rest_gone), less);
    std::ranges::set_difference(come, gone, std::back_inserter(rest_come), less);
    Entries equal_gone;
    Entries equal_come;
    std::ranges::set_intersection(gone, come, std::back_inserter(equal_gone), less);
    std::ranges::set_intersection(come, gone, std::back_inserter(equal_come), less);
    for (std::size_t i = 0; i < equal_gone.size(); ++i) compare(equal_gone[i], equal_come[i]);
    const std::size_t pairs = std::min(rest_gone.size(), rest_come.size());
    for (std::size_t i = 0; i < pairs; ++i) compare(rest_gone[i], rest_come[i]);
    const auto skip = static_cast<std::ptrdiff_t>(pairs);
    gone.assign(rest_gone.begin() + skip, rest_gone.end());
    come.assign(rest_come.begin() + skip, rest_come.end());
  }

  // Of records that nobody can name: about the same, but one of them has no id, or another one and
  // nothing else that differs.
  void match_other_ids(Entries& gone, Entries& come) {
    std::map<Identity, Entries> by_identity;
    for (Entry& entry : come) {
      by_identity[identity_of(entry.value, entry.row->kind)].push_back(std::move(entry));
    }
    std::erase_if(gone, [&](const Entry& old) {
      Entries& others = by_identity[identity_of(old.value, old.row->kind)];
      const auto found = std::ranges::find_if(others, [&](const Entry& now) {
        return old.id.empty() || now.id.empty() || is_same_but_for_id(old, now);
      });
      if (found == others.end()) return false;
      compare(old, *found);
      others.erase(found);
      return true;
    });
    come.clear();
    for (auto& [identity, entries] : by_identity) {
      std::ranges::move(entries, std::back_inserter(come));
    }
  }

  void compare(const Entry& before, const Entry& after) {
    RecordChange change = known(DiffOp::Changed, *after.row);
    const std::string& old_id = before.row->id;
    if (old_id != after.row->id && !old_id.empty() && !after.row->id.empty()) {
      change.op = DiffOp::Renamed;
      change.old_id = old_id;
      diff_.records.push_back(std::move(change));
      return;
    }
    if (before.value == after.value) return;
    const Shape& shape = record_shape(before.row->kind);
    for (const std::string& key : keys_of_both(before.value, after.value, shape)) {
      const JsonValue* const was = before.value.find(key);
      const JsonValue* const is = after.value.find(key);
      if (was != nullptr && is != nullptr && *was == *is) continue;
      if (!is_own(*before.row, key) && !is_own(*after.row, key)) change.by_terms.push_back(key);
      change.keys.push_back(key);
      std::ranges::move(value_changes(key, was, is), std::back_inserter(change.values));
    }
    if (change.keys.empty()) return;
    if (std::ranges::find(change.keys, "terms") != change.keys.end()) change.by_terms.clear();
    diff_.records.push_back(std::move(change));
  }

  const std::vector<DiffRow>& before_;
  const std::vector<DiffRow>& after_;
  ModelDiff diff_;
};

constexpr std::array<std::string_view, 4> kSettings = {"name", "as_of", "guideline", "policy"};

// Without any member it says as much as if it were absent.
std::optional<JsonValue> setting(const JsonValue& document, std::string_view key) {
  const JsonValue* const written = document.find(key);
  if (written == nullptr) return std::nullopt;
  JsonValue value = normal_form(*written, *find_field(document_shape(), key)->shape);
  if (value.kind == JsonValue::Kind::Object && value.children.empty()) return std::nullopt;
  return value;
}

}  // namespace

ModelDiff diff_documents(const JsonValue& before, const JsonValue& after) {
  const std::vector<DiffRow> old_rows = diff_rows(before);
  const std::vector<DiffRow> new_rows = diff_rows(after);
  ModelDiff diff = Differ(old_rows, new_rows).diff();
  for (const std::string_view key : kSettings) {
    const auto was = setting(before, key);
    const auto is = setting(after, key);
    if (was == is) continue;
    diff.settings.push_back(
        {.key = std::string(key),
         .values = value_changes(std::string(key), was ? &*was : nullptr, is ? &*is : nullptr)});
  }
  return diff;
}

}  // namespace musubi
