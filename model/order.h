#pragma once

#include "model/model.h"
#include "model/unlinked.h"

namespace musubi {

/// Puts the tables whose records have ids into the byte order of these ids, and keeps the
/// definitions in step; of several records with one id the first read stays the first.
/// To be called before references are resolved. O(n log n); O(n) where the order is right already.
void order_by_id(Model& model, Unlinked& unlinked);

}  // namespace musubi
