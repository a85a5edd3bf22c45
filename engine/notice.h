#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "engine/evidence.h"
#include "engine/supply_graph.h"

namespace musubi {

/// The key of `notice` and `relay` under which a change of this kind is told: an outage is told as
/// an incident.
[[nodiscard]] constexpr ChangeKind told_as(ChangeKind kind) {
  return kind == ChangeKind::Outage ? ChangeKind::Incident : kind;
}
/// Whether periods for this kind are hours after the event; else they are days before the change.
[[nodiscard]] constexpr bool counts_in_hours(ChangeKind kind) {
  return told_as(kind) == ChangeKind::Incident;
}

/// A contract lets one of its parties tell the other of a change.
struct Telling {
  OrganizationId from, to;  // whole parties
  ContractId contract;
  bool relay = false;       // the customer passes on what it learns; else the supplier gives notice
  std::int32_t length = 0;  // in days or hours, as the kind has it
};
[[nodiscard]] EvidenceStep telling_step(const SupplyGraph& supply, const Telling& telling,
                                        bool in_hours);

/// The graph of who tells whom of a change of one kind, over some contracts (semantics, sections
/// 5.2 and 5.4). Immutable.
class NoticeGraph {
 public:
  enum class Relays : std::uint8_t { With, Without };
  /// Whether the contracts are active is not asked. Precondition: none is given twice.
  /// O(contracts), but for sorting.
  NoticeGraph(const SupplyGraph& supply, ChangeKind kind, std::span<const ContractId> contracts,
              Relays relays = Relays::With);

  [[nodiscard]] bool in_hours() const { return in_hours_; }
  /// Sorted by (from, contract).
  [[nodiscard]] std::span<const Telling> tellings() const { return tellings_; }
  /// Rows of `tellings()`: what this organization tells. O(log).
  [[nodiscard]] std::span<const Telling> tellings_of(OrganizationId from) const;
  /// Everybody who tells or is told, in byte order.
  [[nodiscard]] std::span<const OrganizationId> organizations() const { return organizations_; }
  /// The row of an organization in `organizations()`; nothing where nobody tells it and it tells
  /// nobody. O(log).
  [[nodiscard]] std::optional<std::uint32_t> row_of(OrganizationId organization) const;

 private:
  bool in_hours_;
  std::vector<Telling> tellings_;
  std::vector<OrganizationId> organizations_;
};

/// The best route from some origins to everybody else: for kinds in days the widest one, whose
/// shortest notice is the longest, for hours the one with the smallest sum; of several the one with
/// the fewest contracts, then the one whose contract ids, from the origin on, come first in byte
/// order (semantics, section 5.2). The graph has to outlive it.
class NoticeRoutes {
 public:
  /// O(tellings × log), for kinds in days once more for each lead time that occurs.
  NoticeRoutes(const NoticeGraph& graph, std::span<const OrganizationId> origins);

  [[nodiscard]] bool is_origin(OrganizationId who) const;
  /// Days before, or hours after; nothing for an origin, which has no bound, and for one that no
  /// route reaches.
  [[nodiscard]] std::optional<std::int64_t> lead(OrganizationId who) const;
  /// The best route to `who`, from its origin on; empty where there is no lead. O(its length).
  [[nodiscard]] std::vector<Telling> route(OrganizationId who) const;

 private:
  /// By organization: the row of the telling that reaches it.
  using Tree = std::vector<std::uint32_t>;

  void find_widest();
  void find_shortest();
  template <class Admits>
  [[nodiscard]] Tree grow(Admits admits) const;
  [[nodiscard]] std::uint32_t row_of(OrganizationId who) const;

  const NoticeGraph* graph_;
  std::vector<OrganizationId> origins_;  // in byte order
  std::vector<std::int64_t> leads_;      // by organization of the graph
  std::vector<std::uint32_t> counts_;    // of contracts on the best route, for hours only
  std::map<std::int64_t, Tree> trees_;   // by lead; for hours one for all
};

}  // namespace musubi
