#pragma once

#include <compare>
#include <set>
#include <string>
#include <vector>

#include "engine/evidence.h"
#include "tests/support/oracle_impact.h"

// How one thing depends on another, by enumeration.
namespace musubi::oracle {

struct Path {
  bool from_system = false;  // it begins with what a system uses
  std::vector<std::string> services;

  [[nodiscard]] std::size_t length() const { return services.size() - (from_system ? 0U : 1U); }
  friend auto operator<=>(const Path&, const Path&) = default;
};

/// Every chain of dependencies from one organization, service or system to another that meets no
/// service twice and ends where it first meets the end: the shortest first, then in byte order.
[[nodiscard]] std::vector<Path> list_paths(const ChangeOracle& oracle, const std::string& from,
                                           const std::string& to);

/// The path of which this is the evidence.
[[nodiscard]] Path path_of(const Model& model, const musubi::Evidence& evidence);

/// Whether all of its dependencies are on record in one graph, each followed by the first in byte
/// order of the shortest chains of contracts from who procured it, if it is `procured`.
[[nodiscard]] bool is_on_record(const ChangeOracle& oracle, const musubi::Evidence& evidence);

}  // namespace musubi::oracle
