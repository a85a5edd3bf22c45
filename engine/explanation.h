#pragma once

#include "engine/finding_list.h"

namespace musubi {

/// Sets the evidence of every finding that has a witness, and where it is seen unless its rule said
/// so. Each thread takes shares of the systems. O(findings × what explains one), but for systems
/// that are not plain: of these the graph is made once.
void explain(const SupplyGraph& supply, unsigned threads, FindingList& findings);

}  // namespace musubi
