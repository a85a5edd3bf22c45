#pragma once

#include "engine/impact.h"
#include "model/model.h"
#include "tests/support/oracle_impact.h"

namespace musubi::test {

/// The question of a change that names its targets and systems by their ids.
[[nodiscard]] ChangeQuestion question_of(const Model& model, const oracle::Change& change);

/// What the engine says of a change, in the words of the oracle.
[[nodiscard]] oracle::Impact impact_answer(const Model& model, const Impact& impact);

/// Where the definition leaves a choice (between targets with the same lead time, between clauses
/// that are missing, between promises), takes the engine's choice if it is one of them.
void accept_choices(oracle::Impact& expected, const oracle::Impact& actual);

}  // namespace musubi::test
