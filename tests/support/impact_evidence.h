#pragma once

#include <string>
#include <vector>

#include "engine/impact.h"
#include "model/model.h"
#include "tests/support/oracle_impact.h"

namespace musubi::test {

/// What is wrong with the evidence of an answer, one line each: steps that are not on record, or do
/// not lead from what the row is about to a target.
[[nodiscard]] std::vector<std::string> evidence_faults(const Model& model,
                                                       const oracle::Background& background,
                                                       const Impact& impact);

}  // namespace musubi::test
