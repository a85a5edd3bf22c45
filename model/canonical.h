#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/json_tree.h"
#include "model/records.h"

// The canonical form of model files: the same model, written in one way. It works on the JSON, not
// on the records, so that nothing is lost, neither keys that begin with "x-" nor how a number was
// written. Comments are not part of it.
namespace musubi {

/// A model file in canonical form: keys in the order of `fields.h`, the user's own ("x-…") after
/// them in theirs; duties in the order of the catalogue; records and lists in the order in which
/// they were written; laid out by `write_json`. An absent key stays absent and an empty list empty.
/// Writing the result again changes nothing. Precondition: a model was read from it without errors.
[[nodiscard]] std::string write_canonical(JsonValue document);

struct Shape;

/// Puts the keys of a value, and of everything in it, into the order of the canonical form.
void order_keys(JsonValue& value, const Shape& shape);

/// One record in canonical form; each of its keys has a line of its own.
[[nodiscard]] std::string write_canonical(JsonValue record, RecordKind kind);

/// One file of a model that is to become one document.
struct MergeSource {
  JsonValue document;
  bool named = true;  // on the command line; false: included by another
};

/// Something that could not stand in the one document, as an earlier file says otherwise.
struct LeftOut {
  std::size_t source = 0;  // index of the file
  std::string key;
};

struct MergedDocument {
  JsonValue document;
  std::vector<LeftOut> left_out;  // by file, then in the order of its keys
};

/// All files of a model, in the order in which they were read, as one document that means the
/// same: records one after the other, and what counts only in named files (`name`, `as_of`,
/// `guideline`, `policy`) from the first of them that has it. `include` is gone.
[[nodiscard]] MergedDocument merge_documents(std::vector<MergeSource> sources);

}  // namespace musubi
