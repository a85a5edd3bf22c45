#pragma once

#include "model/diagnostic.h"
#include "model/model.h"
#include "model/unlinked.h"

namespace musubi {

/// Looks up what the records name, fills `Ref::id` and `Model::records_by_symbol`, and reports
/// ids that are used twice, references to nothing or to a record of another type, and words that
/// neither the built-in catalogues nor the model have. O(size of the model), however many mistakes
/// there are: where they are many, the later ones come without "did you mean".
void link_records(Model& model, const Unlinked& unlinked, Diagnostics& diagnostics);

/// The same for what is planned, of a model that is linked already.
void link_planned(Model& model, const Unlinked& unlinked, Diagnostics& diagnostics);

/// Reports what contradicts itself between records that are linked: a service that depends on
/// itself, a contract within one party, a cycle of `part_of`. O(size of the model).
void validate_records(const Model& model, Diagnostics& diagnostics);

}  // namespace musubi
