#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/chain.h"
#include "engine/fact_table.h"
#include "engine/shared_plan.h"

namespace musubi {

/// Finds the facts of plain systems (see `SharedPlan`), many at a time: a bit for each system of a
/// block, one row of bits for each circle of services, filled from the top down.
class SharedFacts {
 public:
  static constexpr std::size_t kWords = 8;
  static constexpr std::size_t kBlock = kWords * 64;
  using Bits = std::array<std::uint64_t, kWords>;

  /// Facts that differ from owner to owner go into `tables` at once, the others with `finish`.
  SharedFacts(const SharedPlan& plan, FactTables& tables, std::vector<char>& reached,
              std::size_t max_systems);

  /// Evaluates those of `systems` that are plain and appends the others to `left`. Precondition:
  /// ascending, from call to call too. O(blocks × (services + dependencies)), and what differs.
  void add(std::span<const SystemId> systems, std::vector<SystemId>& left);
  /// Hands over what holds in many systems.
  void finish();

 private:
  struct RootChain {
    ServiceId service;
    Chain chain;
  };
  struct Candidate {
    SystemId system;
    std::vector<RootChain> chains;  // of what it uses
  };
  struct Tally {
    SystemTally systems;
    Witness witness;
    bool strong = false;
  };

  [[nodiscard]] bool find_chains(Candidate& candidate) const;
  void add_block(std::span<Candidate> block, std::vector<SystemId>& left);
  void fill(std::span<const Candidate> block);
  void drop_chosen_by_others(std::span<const Candidate> block, std::vector<SystemId>& left);
  void add_duties();
  void add_uncontracted();
  void add_answering();
  void add_cycles();
  void add_of_owner(std::uint32_t bit);
  void add_root_chain(const RootChain& use, std::uint32_t bit);
  void add_owner_duty(SystemId system, ServiceId service, ServiceId from, ContractId k);
  void count(const Bits& bits, Tally& tally) const;

  [[nodiscard]] const Bits& reached_by(ServiceId s) const { return reach_[part(s)]; }
  [[nodiscard]] const Bits& relevant_in(ServiceId s) const { return relevant_[part(s)]; }
  [[nodiscard]] std::uint32_t part(ServiceId s) const { return plan_.parts.part_of[s.index()]; }
  /// The systems in which one of the services is a component.
  [[nodiscard]] Bits any_of(std::span<const ServiceId> services) const;
  /// The start of the first edge into `s` in a system; nothing for its own `uses`.
  [[nodiscard]] ServiceId first_start(ServiceId s, std::uint32_t bit) const;
  [[nodiscard]] bool holder_answers(const SharedPlan::Uncontracted& edge, SystemId system) const;
  [[nodiscard]] bool owner_holds(ServiceId service, SystemId system) const;
  [[nodiscard]] bool is_answered_by_operator(ServiceId service, std::uint32_t bit) const;

  const SharedPlan& plan_;
  const SupplyGraph& supply_;
  FactTables& tables_;
  std::vector<char>& reached_;
  std::size_t max_systems_;

  std::vector<Tally> duties_, uncontracted_, answering_;  // rows of the plan
  std::vector<Tally> cycles_;                             // by part

  // Of the block at hand.
  std::span<const Candidate> block_;
  Bits live_{};
  std::vector<Bits> reach_, relevant_;  // by part
  std::vector<Bits> party_;             // by row of the plan's parties
  /// Hops of the chains of what a system uses that fall on duties of the plan.
  struct Extra {
    std::size_t duty;
    std::uint32_t bit;
    ServiceId service;
    ContractId contract;
    friend auto operator<=>(const Extra&, const Extra&) = default;
  };
  std::vector<Extra> extras_;
};

}  // namespace musubi
