#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/facts.h"
#include "engine/shared_plan.h"
#include "model/memory.h"

namespace musubi {

/// Facts while they are being found, in the end one for each (service, contract, owes,
/// counterparty).
class FactTable {
 public:
  explicit FactTable(std::size_t max_systems) : max_systems_(max_systems) {}

  /// Says that `fact` holds in the system of its witness; its tally is not read. Saying it again of
  /// the same system only adds `strong` and `kinds`. Precondition: the systems come in ascending
  /// order.
  void add(const Fact& fact);
  /// Adds a fact with its own tally, of other systems than what is known of it. What is said of one
  /// thing several times is put together in the end.
  void put(Fact fact) { push_back_large(put_, std::move(fact)); }
  /// Adds facts that were found of other systems. O(what `other` knows by `add`).
  void merge(FactTable other);
  /// All facts, sorted by (service, contract, owes, counterparty). O(facts × log).
  [[nodiscard]] std::vector<Fact> take();

 private:
  struct Entry {
    Fact fact;
    SystemId last;
  };
  /// The slot of the fact with the same key; an empty one where there is none.
  [[nodiscard]] std::size_t slot_of(const Fact& fact, std::uint32_t hash);
  void grow();
  void unite(Fact& kept, Fact& other) const;

  // Most facts are of one owner and met once: they stand in a row as they come, and a table without
  // chains leads to them.
  struct Slot {
    std::uint32_t row = 0;  // of `entries_` and 1; 0: nothing
    std::uint32_t hash = 0;
  };
  std::vector<Entry> entries_;  // of `add`
  std::vector<Slot> slots_;     // by hash
  std::vector<Fact> put_;
  std::vector<std::vector<Fact>> merged_;  // as they were put into other tables
  std::size_t max_systems_;
};

/// One table for each list of `Facts`.
struct FactTables {
  explicit FactTables(std::size_t max_systems)
      : unmet_independent(max_systems),
        unmet_of_owner(max_systems),
        unmet_of_others(max_systems),
        met(max_systems),
        missing_contracts(max_systems),
        gaps(max_systems),
        unexplained(max_systems),
        undelimited(max_systems),
        nominated(max_systems),
        cycles(max_systems),
        answering(1) {}
  void merge(FactTables other);

  FactTable unmet_independent, unmet_of_owner, unmet_of_others, met, missing_contracts, gaps,
      unexplained, undelimited, nominated, cycles, answering;
};

/// In which systems something holds, by rows of a plan: without looking each up.
class RowTallies {
 public:
  struct Tally {
    SystemTally systems;
    Witness witness;  // in the first of the systems
  };

  RowTallies(std::size_t row_count, std::size_t max_systems)
      : max_systems_(max_systems), tallies_(row_count), added_(row_count) {}

  /// Says that it holds in so many more systems; unless it is full, these have to be told, too.
  /// Precondition: they stand after all that were added.
  void add_count(std::size_t row, std::size_t count) {
    added_[row].count += static_cast<std::uint32_t>(count);
  }
  /// Whether systems after those that were added cannot be among the first.
  [[nodiscard]] bool is_full(std::size_t row) const { return added_[row].bound != kNoBound; }
  /// The first of the systems, to be told by the caller: a witness, and, as long as it is not full,
  /// ascending ones that stand after all others.
  [[nodiscard]] Tally& operator[](std::size_t row) { return tallies_[row]; }
  /// To be called after that.
  void settle(std::size_t row) {
    const auto& first = tallies_[row].systems.first;
    if (first.empty() || first.size() < max_systems_) return;
    added_[row].bound = static_cast<std::uint32_t>(first.back().index());
  }
  /// Says that it holds in the system of the witness, once for each system, in any order.
  void add(std::size_t row, const Witness& witness) {
    Added& added = added_[row];
    ++added.count;
    if (witness.system.index() < added.bound) put(row, witness);
  }
  /// Calls `visit` with each row that holds somewhere, and what is known of it, which may be moved
  /// away.
  template <class Visit>
  void take(Visit visit) {
    for (std::size_t row = 0; row < tallies_.size(); ++row) {
      tallies_[row].systems.count = added_[row].count;
      if (added_[row].count > 0) visit(row, tallies_[row]);
    }
    tallies_ = {};
    added_ = {};
  }

 private:
  void put(std::size_t row, const Witness& witness);

  static constexpr std::uint32_t kNoBound = 0xFFFFFFFFU;
  /// What is looked at for each system: it lies close together.
  struct Added {
    std::uint32_t count = 0;
    std::uint32_t bound = kNoBound;  // this system and those after it are not among the first
  };
  std::size_t max_systems_;
  std::vector<Tally> tallies_;
  std::vector<Added> added_;
};

/// What was found of vendors, by the rows of the plan.
struct PlanTallies {
  PlanTallies(const SharedPlan& plan, std::size_t max_systems)
      : duties(plan.duties.size(), max_systems), answering(plan.answering.size(), 1) {}
  /// Puts it all into the tables.
  void finish(const SharedPlan& plan, FactTables& tables);

  RowTallies duties, answering;
};

/// Adds what holds in one system, found by looking at all of it, and marks its components in
/// `reached`. O(components + edges of the system), but for edges that are `independent` or lack a
/// contract: each of these costs what leads to it. Precondition: from call to call ascending
/// systems.
void add_facts_of(const SystemGraph& graph, const SharedPlan& plan, FactTables& tables,
                  PlanTallies& vendors, std::vector<char>& reached);

}  // namespace musubi
