#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/json_tree.h"
#include "model/normal_form.h"
#include "model/records.h"

namespace musubi {

enum class DiffOp : std::uint8_t { Added, Removed, Changed, Renamed };

/// A value that is another one now, in normal form. Of a list each element that went or came is one
/// of these.
struct ValueChange {
  std::string path;  // "notice.service_change"
  std::optional<JsonValue> before, after;
  bool is_element = false;  // of a list; then there is only one of them
};

/// What became of one record.
struct RecordChange {
  DiffOp op = DiffOp::Changed;
  RecordKind record = RecordKind::Organization;
  std::string id;      // in the new model, of a removed one in the old; may be empty
  std::string old_id;  // of a renamed one
  /// Of a record without an id: the keys and values by which it is known.
  std::vector<std::pair<std::string, std::string>> known_by;
  /// Changed: the keys with another value, in the order of `fields.h`, the user's own after them.
  std::vector<std::string> keys;
  /// Of a contract: those of `keys` in which only the terms that it takes in have changed.
  std::vector<std::string> by_terms;
  std::vector<ValueChange> values;  // of `keys`
};

/// A key of the whole model that has another value: `name`, `as_of`, `guideline` or `policy`.
struct SettingChange {
  std::string key;
  std::vector<ValueChange> values;
};

struct ModelDiff {
  std::vector<SettingChange> settings;
  std::vector<RecordChange> records;  // by kind, id, `known_by`
  Renames renames;                    // from the old id to the new one

  [[nodiscard]] bool empty() const { return settings.empty() && records.empty(); }
};

/// What is different between two models, given as one document each (see `merge_documents`).
///
/// Records are the same where their ids are; those without one where they agree on what they are
/// about (assessor, subject and date; subject, recipient and date; risk, party and date; service
/// and control; service and requirement; rule, subject and who owes), equal ones first. Values are
/// compared in normal form, so that neither the order of records, keys and lists nor the split over
/// files is a change, and a contract with what it takes in from its terms.
///
/// A record that is gone is renamed where one that came has all of its other values, ids that were
/// renamed with it read as the same; where several could be it, who names them decides, and where
/// that does not either they are removed and added. Renamed ids are no change where they are named.
/// Precondition: both were read without errors. O(n log n), and for each round of renames that hang
/// on one another the records that are gone or came.
[[nodiscard]] ModelDiff diff_documents(const JsonValue& before, const JsonValue& after);

}  // namespace musubi
