#pragma once

#include <string>
#include <vector>

#include "model/model.h"

namespace musubi::cli {

/// A record that names another, and by which of its keys: "placements[0].on".
struct Reference {
  RecordRef record;
  std::vector<std::string> keys;
};

/// The records that name this id, by table and then in their order. Looks through the text of every
/// record for it; O(model).
[[nodiscard]] std::vector<Reference> find_references(const Model& model, Symbol id);

/// The text of a record, as written.
[[nodiscard]] std::string_view record_text(const Model& model, RecordRef record);

}  // namespace musubi::cli
