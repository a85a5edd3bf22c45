#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/support/oracle.h"

// What follows from a change (section 5 of the definition), worked out a second way.
namespace musubi::oracle {

struct Change {
  Ids targets;  // of services, contracts, organizations
  ChangeKind kind = ChangeKind::ServiceChange;
  std::optional<Ids> systems;  // set: it is evaluated in these only
  std::optional<Date> on;
};

enum class Effect : std::uint8_t { Affected, Degraded, Down };

/// A clause on notice or on passing on, in a contract.
struct Clause {
  std::string contract;
  bool relay = false;
  friend auto operator<=>(const Clause&, const Clause&) = default;
};
using Route = std::vector<Clause>;  // from the origin on

/// How an affected organization is told.
struct Telling {
  bool origin = false;  // of every target that affects it
  bool told = false;    // of every target that affects it
  bool late = false;
  std::optional<int> lead;  // days before, or hours after
  std::optional<Date> latest_notice;
  std::set<Route> routes;    // of each target with that lead
  Ids promised_in;           // late: each contract with a promise that it cannot keep
  std::set<Clause> missing;  // never told: each clause that would let one tell it who knows
  friend auto operator<=>(const Telling&, const Telling&) = default;
};

/// Something that has to be done; members that do not apply are empty.
struct Action {
  std::string what, contract, service, by, with;
  friend auto operator<=>(const Action&, const Action&) = default;
};

struct Impact {
  std::map<std::string, Effect> services, systems;
  std::map<std::string, Effect> institutions;  // by facility
  std::map<std::string, Telling> organizations;
  std::set<Action> actions;
};

/// What the targets of a change are in one graph.
struct Place {
  const System* graph = nullptr;
  Ids services;                           // target services
  std::set<Edge> edges;                   // target edges; for an `outage` those that count as down
  std::map<std::string, Effect> effects;  // what is affected here; "" is the root
};

/// What the targets of a change stand for.
struct Background {
  std::map<std::string, Place> places;  // by system; "" is the global graph
  Ids contracts;                        // that are targets, or that an organization stands for
  Ids origins;                          // of all targets
};

struct Estate;

/// A valid model made ready for questions about changes. It refers to the model.
class ChangeOracle {
 public:
  ChangeOracle(const Model& model, Date date);
  ChangeOracle(const ChangeOracle&) = delete;
  ChangeOracle(ChangeOracle&&) = delete;
  ChangeOracle& operator=(const ChangeOracle&) = delete;
  ChangeOracle& operator=(ChangeOracle&&) = delete;
  ~ChangeOracle();

  [[nodiscard]] Impact impact(const Change& change) const;
  [[nodiscard]] Background background(const Change& change) const;
  [[nodiscard]] const Estate& estate() const { return *estate_; }

 private:
  std::unique_ptr<Estate> estate_;
};

[[nodiscard]] Lines to_lines(const Impact& impact);

}  // namespace musubi::oracle
