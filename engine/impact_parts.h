#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/change_graph.h"
#include "engine/impact.h"
#include "engine/links.h"

// What the parts of `ImpactFinder` share; included by these only.
namespace musubi {

/// From the bottom up: what uses a service, and what is placed on it.
struct ChangeIndex {
  explicit ChangeIndex(const SupplyGraph& supply);

  Links users;    // by service: the systems whose `uses` name it
  Links placers;  // by service: those that place something on it
  Links owned;    // by party: its systems
};

/// A target, and what it stands for in every graph.
struct ChangeTargetParts {
  ServiceId service;                    // where it is a service
  OrganizationId organization;          // where it is an organization: its party
  std::vector<ContractId> contracts;    // itself, or the active ones that the organization supplies
  std::vector<OrganizationId> origins;  // in byte order
};
[[nodiscard]] ChangeTargetParts parts_of(const SupplyGraph& supply, RecordRef target);

/// The systems that can be affected by a change of these targets, and perhaps more, in byte order.
[[nodiscard]] std::vector<SystemId> candidate_systems(const SupplyGraph& supply,
                                                      const ChangeIndex& index,
                                                      std::span<const ChangeTargetParts> targets);

/// The graphs of systems as far as they lead to some targets: of most systems that is little.
class TargetedGraphs {
 public:
  TargetedGraphs(const SupplyGraph& supply, std::span<const ChangeTargetParts> targets);
  /// Says of the targets, and of what leads to them, what the graph of the whole system says.
  [[nodiscard]] std::unique_ptr<SystemChangeGraph> graph_of(SystemId system) const;

 private:
  const SupplyGraph& supply_;
  std::span<const ChangeTargetParts> targets_;
  std::vector<ServiceId> services_;  // that are targets or covered by a contract that is one
  std::vector<ServiceId> above_;     // from which one of these can be reached; in byte order
};

/// A target edge, and the target contract that backs it.
struct TargetEdge {
  std::uint32_t edge = 0;
  ContractId contract;
  friend auto operator<=>(const TargetEdge&, const TargetEdge&) = default;
};

/// What a target stands for in one graph.
struct TargetInGraph {
  std::vector<Component> services;  // sorted
  std::vector<TargetEdge> edges;    // sorted
  std::vector<TargetEdge> failing;  // those of them that count as down in an outage

  void add(const TargetInGraph& other);
};
/// Whether a contract that backs an edge to `end` counts as down there in an outage of its
/// supplier. `chain`: that of the edge, of one that is not `procured` none.
[[nodiscard]] bool falls_with_contract(const SupplyGraph& supply, ContractId k, ServiceId end,
                                       const Chain& chain);
[[nodiscard]] TargetInGraph find_target(const ChangeGraph& graph, const ChangeTargetParts& target);

/// What is affected in one graph, and how everything leads to the nearest target.
class GraphEffect {
 public:
  GraphEffect(const ChangeGraph& graph, TargetInGraph target, ChangeKind kind);

  [[nodiscard]] ImpactState state(Component c) const {
    const auto found = affected_.find(c);
    return found == affected_.end() ? ImpactState::None : found->second.state;
  }
  [[nodiscard]] ImpactState root() const { return root_.state; }
  /// What is affected, but for the root: in byte order.
  [[nodiscard]] std::vector<Component> affected() const;
  [[nodiscard]] const TargetInGraph& target() const { return target_; }
  /// From an affected component down to the nearest target; the first in byte order. In an outage,
  /// from what is down on over what is down.
  [[nodiscard]] Evidence way_from(Component c) const;
  [[nodiscard]] Evidence way_from_root() const;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  /// The edge that leads one step nearer, and the contract where it is a target edge.
  struct Next {
    std::uint32_t edge = kNone;
    ContractId contract;
  };

  struct Effect {
    ImpactState state = ImpactState::None;
    Next next;
  };

  void reach_up(std::span<const TargetEdge> edges);
  void find_down();
  [[nodiscard]] bool falls_with(const ChangeEdge& edge) const;
  [[nodiscard]] Evidence way(Next next) const;
  [[nodiscard]] Effect& effect_on(Component c) { return c == kRoot ? root_ : affected_[c]; }

  const ChangeGraph& graph_;
  TargetInGraph target_;
  std::map<Component, Effect> affected_;  // few out of what may be all services
  Effect root_;
  std::set<std::tuple<Component, EdgeKind, std::uint32_t>> failing_;  // members of dependencies
};

/// What one target does in all graphs together.
struct TargetEffect {
  std::set<ServiceId> hit;                 // affected or the target
  std::set<ServiceId> covered;             // the same, or the end of a target edge
  std::set<OrganizationId> organizations;  // affected, but for the parties of contracts
};

/// Fills in how the affected organizations are told. One effect for each target.
void find_told(const SupplyGraph& supply, const ChangeQuestion& question,
               std::span<const ChangeTargetParts> targets, std::span<const TargetEffect> effects,
               Impact& impact);

/// Collects what has to be done.
class ActionCollector {
 public:
  ActionCollector(const SupplyGraph& supply, const ChangeQuestion& question,
                  std::span<const ChangeTargetParts> targets);
  /// Looks at one graph. `effect` is that of all targets together.
  void add(const ChangeGraph& graph, const GraphEffect& effect);
  [[nodiscard]] std::vector<ImpactAction> take();

 private:
  using DutyKey = std::tuple<ServiceId, OrganizationId, OrganizationId>;  // by, with

  void add_reagreements(const ChangeGraph& graph, const GraphEffect& effect);
  void add_hops(const ChangeGraph& graph, const GraphEffect& effect);
  void add_of_owner(const SystemGraph& graph, const ChangeGraph& view, const GraphEffect& effect);
  void add_duties(const SystemGraph& graph, const GraphEffect& effect);
  void add_leaks(const SystemGraph& graph, const ChangeGraph& view, const GraphEffect& effect);
  [[nodiscard]] bool is_target_contract_for(const SystemGraph& graph, OrganizationId customer,
                                            OrganizationId supplier, Component c) const;
  void add_targets();
  [[nodiscard]] std::map<ContractId, Evidence> find_returns() const;

  const SupplyGraph& supply_;
  const ChangeQuestion& question_;
  std::span<const ChangeTargetParts> targets_;
  std::map<ContractId, Evidence> reagree_, revisit_;
  std::map<DutyKey, Evidence> reassess_;
  std::map<OrganizationId, Evidence> leaks_;  // by facility
};

}  // namespace musubi
