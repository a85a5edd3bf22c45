#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/support/oracle_impact.h"
#include "tests/support/oracle_parts.h"

// What the parts of the oracle on changes share.
namespace musubi::oracle {

/// A model with all its graphs: one for each system, and under the name "" the global graph, whose
/// institution is nobody.
struct Estate {
  Facts facts;
  std::map<std::string, System> graphs;
  std::map<std::string, Work> works;
};
void read_estate(const Model& model, Date date, Estate& estate);

/// What a target, or several, are in one graph.
struct Struck {
  Ids services;            // target services
  std::set<Edge> edges;    // target edges
  std::set<Edge> failing;  // those of them that count as down for an `outage`
};

/// Targets looked at together.
struct Look {
  const Estate* estate = nullptr;
  ChangeKind kind = ChangeKind::ServiceChange;
  std::vector<std::string> graphs;       // in which they are evaluated
  Ids themselves;                        // services that are targets themselves
  Ids organizations;                     // parties
  Ids contracts;                         // target contracts
  std::map<std::string, Struck> struck;  // by graph
  std::map<std::string, std::map<std::string, Effect>> affected;  // by graph; "" is the root
  // Over all graphs.
  Ids services;  // target services
  Ids affected_services;
  Ids ends;  // of target edges

  [[nodiscard]] const System& graph(const std::string& id) const { return estate->graphs.at(id); }
  [[nodiscard]] const Work& work(const std::string& id) const { return estate->works.at(id); }
  /// It "covers an affected or target service".
  [[nodiscard]] bool covers_affected(const ContractFacts& contract) const;
  /// It "is a target".
  [[nodiscard]] bool is_target(const ContractFacts& contract) const {
    return contracts.contains(contract.id);
  }
};
[[nodiscard]] Look look_at(const Estate& estate, const Change& change, const Ids& targets);  // 5.1
/// The system's effects, those of its root.
[[nodiscard]] std::map<std::string, Effect> affected_systems(const Look& look);

/// The best route to each organization that there is one to.
struct Reached {
  int lead = 0;
  Route route;
};
struct Told {
  std::string origin;
  std::vector<const ContractFacts*> contracts;  // over which one may be told
  Ids affected;                                 // organizations
  std::map<std::string, Reached> reached;       // without the origin
};
/// 5.2 for one target.
[[nodiscard]] std::string find_origin(const Look& one);
[[nodiscard]] Told find_told(const Look& one);
[[nodiscard]] std::map<std::string, Telling> tell(const Look& all, const std::vector<Look>& each,
                                                  std::optional<Date> on);

[[nodiscard]] std::set<Action> find_actions(const Look& look);  // 5.3

/// The period of notice or relay for a kind; that of `incident` for an `outage`.
[[nodiscard]] std::optional<int> period(const std::map<ChangeKind, int>& periods, ChangeKind kind);
[[nodiscard]] bool in_hours(ChangeKind kind);

}  // namespace musubi::oracle
