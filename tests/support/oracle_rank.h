#pragma once

#include <map>
#include <string>

#include "tests/support/oracle_impact.h"

namespace musubi::oracle {

/// What hangs on one service or one party.
struct Hanging {
  Ids systems;           // that the change affects; for an `outage`, that go down
  Ids institutions;      // facilities that own one of them
  Ids single_point_for;  // facilities that own a system that goes down when this alone does
  double weight = 0;     // of the institutions
};

/// One change of each kind for each of these ids, one after the other.
[[nodiscard]] std::map<std::string, Hanging> rank(const ChangeOracle& oracle, ChangeKind kind,
                                                  const Ids& of);

}  // namespace musubi::oracle
