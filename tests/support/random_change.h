#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/model.h"
#include "tests/support/oracle_impact.h"

namespace musubi::test {

/// Changes of each of the five kinds: to a service, to a contract, to an organization and to two of
/// these; some in some systems only, some with a day on which they take effect.
[[nodiscard]] std::vector<oracle::Change> random_changes(const Model& model, std::uint64_t seed);

/// For messages.
[[nodiscard]] std::string describe(const oracle::Change& change);

}  // namespace musubi::test
