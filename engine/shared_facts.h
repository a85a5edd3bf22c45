#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/chain.h"
#include "engine/fact_table.h"
#include "engine/plain_block.h"
#include "engine/shared_plan.h"

namespace musubi {

/// Finds the facts of plain systems (see `SharedPlan`), many at a time: a bit for each system of a
/// block, one row of bits for each circle of services, filled from the top down.
class SharedFacts {
 public:
  static constexpr std::size_t kBlock = PlainBlock::kSize;
  using Bits = SystemBits;

  /// Facts that differ from owner to owner go into `tables` at once, those about vendors into
  /// `vendors`, and the others into `tables` with `finish`.
  /// Everything given has to outlive it; the block is one of the same plan.
  SharedFacts(const SharedPlan& plan, const PlainBlock& block, FactTables& tables,
              PlanTallies& vendors, std::vector<char>& reached, std::size_t max_systems);

  /// Evaluates the systems that are in the block now. Precondition: from call to call ascending
  /// ones. O(services + dependencies), and what differs.
  void add_block();
  /// Hands over what holds in many systems.
  void finish();

 private:
  using RootChain = PlainBlock::RootChain;
  struct Tally {
    SystemTally systems;
    Witness witness;
    bool strong = false;
  };

  /// Hops of the chains of what a system uses that fall on duties of the plan.
  struct Extra {
    std::size_t duty;
    std::uint32_t bit;
    ServiceId service;
    ContractId contract;
    friend auto operator<=>(const Extra&, const Extra&) = default;
  };

  /// So many duties later a row of bits is there that is sent for now.
  static constexpr std::uint32_t kAhead = 6;

  void add_duties();
  void send_for(std::uint32_t row) const;
  void add_duty(std::uint32_t row);
  template <class WitnessOf>
  void add_systems(std::uint32_t row, const Bits& a, const Bits& b, WitnessOf witness_of);
  [[nodiscard]] Bits systems_by_sources(const SharedPlan::VendorDuty& duty,
                                        std::span<const Extra> extras) const;
  [[nodiscard]] Witness witness_of_duty(const SharedPlan::VendorDuty& duty, std::uint32_t bit,
                                        std::span<const Extra> extras) const;
  void add_uncontracted();
  void add_answering();
  void find_answering(std::uint32_t row);
  void add_cycles();
  void add_of_owner(std::uint32_t bit);
  void add_root_chain(const RootChain& use, std::uint32_t bit);
  void add_owner_duty(ServiceId service, ContractId contract, bool by_use);
  void put_owner_duties(std::uint32_t bit);
  void count(const Bits& bits, SystemTally& systems) const;

  [[nodiscard]] const Bits& reached_by(ServiceId s) const { return block_.reached_by(s); }
  [[nodiscard]] const Bits& relevant_in(ServiceId s) const { return block_.relevant_in(s); }
  [[nodiscard]] bool holder_answers(const SharedPlan::Uncontracted& edge, SystemId system) const;
  [[nodiscard]] bool owner_holds(ServiceId service, SystemId system) const;
  [[nodiscard]] bool is_answered_by_operator(ServiceId service, std::uint32_t bit) const;

  const SharedPlan& plan_;
  const SupplyGraph& supply_;
  FactTables& tables_;
  std::vector<char>& reached_;
  std::size_t max_systems_;

  PlanTallies& vendors_;
  std::vector<Tally> uncontracted_;        // rows of the plan
  std::vector<Tally> cycles_;              // by part
  std::vector<std::uint32_t> unanswered_;  // the plan's rows of who answers nowhere yet

  // Of the block at hand.
  const PlainBlock& block_;
  std::vector<Extra> extras_;
  std::size_t next_extra_ = 0;  // the first of the rows to come

  /// A duty of the owner of the system at hand.
  struct OwnerDuty {
    ServiceId service;
    OrganizationId about;
    std::uint32_t row = 0;  // among those of the system, in the order in which they were met
    ContractId contract;
    bool by_use = false;  // the contract is on the chain to what the system uses
    friend auto operator<=>(const OwnerDuty&, const OwnerDuty&) = default;
  };
  std::vector<OwnerDuty> owner_duties_;
};

}  // namespace musubi
