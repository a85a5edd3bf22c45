#pragma once

#include <optional>

#include "model/model.h"
#include "model/source.h"

namespace musubi {

/// An entry of `include`, as written.
struct Include {
  String path;
  SourceLocation where;
};

/// What one file says besides its records. Those go straight into the model's tables; these wait
/// until it is known which file's count.
struct Document {
  FileId file;
  Model* model = nullptr;
  Name name;
  std::optional<PlacedDate> as_of;
  List<Include> includes;
  Guideline guideline;
  Policy policy;
  // Where each was written; not valid where it was not.
  SourceLocation name_at, guideline_at, policy_at;
};

}  // namespace musubi
