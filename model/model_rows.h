#pragma once

#include <string>
#include <vector>

#include "model/json_tree.h"
#include "model/normal_form.h"
#include "model/records.h"

// Not installed: how `diff_documents` sees the records of a document.
namespace musubi {

/// One record of a document.
struct DiffRow {
  RecordKind kind = RecordKind::Organization;
  std::string id;                      // empty where it has none
  JsonValue value;                     // as written; a contract with what its terms give it
  std::vector<std::string> inherited;  // the keys that those give it
};

/// All records, table by table, in the order in which they are written.
[[nodiscard]] std::vector<DiffRow> diff_rows(const JsonValue& document);

/// The renames among the records that others may name: see `diff_documents`.
[[nodiscard]] Renames find_renames(const std::vector<DiffRow>& before,
                                   const std::vector<DiffRow>& after);

}  // namespace musubi
