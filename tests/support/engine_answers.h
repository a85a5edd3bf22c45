#pragma once

#include "model/model.h"
#include "tests/support/oracle.h"

namespace musubi::test {

/// The rules of the oracle that the engine does not have.
[[nodiscard]] oracle::Ids rules_to_come();

/// What the engine says of a model, in the words of the oracle. `one_by_one`: every system by
/// itself (`FactsOptions`).
[[nodiscard]] oracle::Answers engine_answers(const Model& model, Date date, bool one_by_one);

/// Where the definition leaves a choice between several chains of contracts as evidence, takes the
/// engine's choice if it is one of them.
void accept_choices(oracle::Answers& expected, const oracle::Answers& actual);

}  // namespace musubi::test
