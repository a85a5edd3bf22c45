#pragma once

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "engine/facts.h"
#include "engine/shared_plan.h"

namespace musubi {

/// Facts while they are being found, one for each (service, contract, owes, counterparty).
class FactTable {
 public:
  explicit FactTable(std::size_t max_systems) : max_systems_(max_systems) {}

  /// Says that `fact` holds in the system of its witness; its tally is not read. Saying it again of
  /// the same system only adds `strong` and `kinds`. Precondition: the systems come in ascending
  /// order.
  void add(const Fact& fact);
  /// Adds a fact with its own tally, of other systems than what is known of it.
  void put(Fact fact);
  /// Adds facts that were found of other systems.
  void merge(FactTable other);
  /// All facts, sorted by (service, contract, owes, counterparty).
  [[nodiscard]] std::vector<Fact> take();

 private:
  struct Key {
    ServiceId service;
    ContractId contract;
    OrganizationId owes, counterparty;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };
  struct Entry {
    Fact fact;
    SystemId last;
  };
  std::unordered_map<Key, Entry, Hash> entries_;
  std::size_t max_systems_;
};

/// One table for each list of `Facts`.
struct FactTables {
  explicit FactTables(std::size_t max_systems)
      : unmet_independent(max_systems),
        unmet_of_owner(max_systems),
        unmet_of_others(max_systems),
        missing_contracts(max_systems),
        gaps(max_systems),
        unexplained(max_systems),
        undelimited(max_systems),
        nominated(max_systems),
        cycles(max_systems),
        answering(1) {}
  void merge(FactTables other);

  FactTable unmet_independent, unmet_of_owner, unmet_of_others, missing_contracts, gaps,
      unexplained, undelimited, nominated, cycles, answering;
};

/// Adds what holds in one system, found by looking at all of it, and marks its components in
/// `reached`. O(components + edges of the system), but for edges that are `independent` or lack a
/// contract: each of these costs what leads to it.
void add_facts_of(const SystemGraph& graph, const SharedPlan& plan, FactTables& tables,
                  std::vector<char>& reached);

}  // namespace musubi
