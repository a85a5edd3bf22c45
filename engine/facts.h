#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/assessment.h"
#include "engine/evidence.h"
#include "engine/short_list.h"
#include "engine/supply_graph.h"
#include "model/progress.h"

namespace musubi {

/// In how many systems something holds, and the first of these by id.
struct SystemTally {
  std::size_t count = 0;
  ShortList<SystemId> first;  // in byte order, at most `FactsOptions::max_systems`
};

/// Where a fact is seen: an edge of one system, and a contract on the way where one matters.
struct Witness {
  SystemId system;
  ServiceId from;  // nothing for an edge of the system's own `uses`
  ServiceId to;
  ContractId contract;
  bool plain = false;  // the system is plain (see `SharedPlan`): it can be explained without it
};

/// The bit of a kind of change in `Fact::kinds`.
[[nodiscard]] constexpr std::uint8_t kind_bit(ChangeKind kind) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
}

/// Something that holds about a service, or a contract, between two parties, in some systems.
struct Fact {
  ServiceId service;  // nothing where it is about a contract, or about a party alone
  OrganizationId owes, counterparty;
  ConfirmationState state = ConfirmationState::None;  // of duties
  bool strong = false;  // the condition of the stronger modality holds in one of the systems
  SystemTally systems;
  Witness witness;         // in the first of the systems
  std::uint8_t kinds = 0;  // of changes, a bit each (`kind_bit`), in any of the systems
  ContractId contract;     // nothing where it is about a service, or about a party alone
};

struct FactsOptions {
  std::size_t max_systems = 20;
  unsigned threads = 1;
  /// Is told of the systems that were looked at; null: nobody asks.
  Progress* progress = nullptr;
  /// For tests: evaluate every system by itself, and none together with others.
  bool one_by_one = false;
};

/// What holds in which systems of the supply chain: the input of the rules and of the scope. All
/// lists are sorted by (service, owes, counterparty) and hold each of these once.
/// "Relevant" edges and components only, as everywhere in the rules.
struct Facts {
  std::vector<Fact> unmet_independent;  // duties under (b) that are not met
  std::vector<Fact> unmet_of_owner;     // other duties of the institution that owns the system
  std::vector<Fact> unmet_of_others;
  /// Duties that are met, as far as asked for (`FactNeeds::met_until`); strong: under (b). Left
  /// empty by `find_facts`.
  std::vector<Fact> met;
  std::vector<Fact> missing_contracts;  // strong: must
  std::vector<Fact> gaps;               // nobody answers: owes the institution, about the provider
  std::vector<Fact> unexplained;        // unknown component not explained
  std::vector<Fact> undelimited;        // scope of responsibility not delimited
  std::vector<Fact> nominated;          // counterparty: who selected
  /// Who answers (`owes`) at a relevant component of some system of another party. `counterparty`
  /// is not set, and the systems are not counted: the tally holds the first only.
  std::vector<Fact> answering;
  /// Circles of services that systems have among their components: each by its first service,
  /// without `owes` and `counterparty`.
  std::vector<Fact> cycles;
  std::vector<char> reached;                // by service: whether a system has it as a component
  std::vector<SystemId> unused_placements;  // the systems that place what they do not reach
};

/// Cost: as of `find_all_facts` without needs.
[[nodiscard]] Facts find_facts(const SupplyGraph& supply, const Confirmations& confirmations,
                               const FactsOptions& options);

/// Turns witnesses into evidence. Keeps what it found of the last system, so ask by system.
class WitnessExplainer {
 public:
  explicit WitnessExplainer(const SupplyGraph& supply) : supply_(&supply) {}
  /// A shortest way from the root to the start of the witness's edge, that edge, and, where the
  /// witness has a contract, the chain of contracts that leads to it and the contract itself.
  [[nodiscard]] Evidence explain(const Witness& witness);

 private:
  void look_at(SystemId system);
  [[nodiscard]] EvidenceStep own_use(SystemId of, ServiceId service) const;
  [[nodiscard]] Evidence explain_own_use(const Witness& witness) const;
  [[nodiscard]] bool find_way(SystemId system, ServiceId service);
  void begin_search(SystemId system);
  void reach(ServiceId service, std::uint32_t edge);
  [[nodiscard]] EvidenceStep plain_step(const ServiceEdge& edge) const;
  [[nodiscard]] Evidence explain_plain(const Witness& witness);

  const SupplyGraph* supply_;
  std::optional<SystemGraph> graph_;
  std::vector<std::uint32_t> ways_;

  /// How a component of a plain system is reached first, as `SystemGraph::ways` says.
  struct Way {
    std::uint64_t search = 0;  // the one that met it
    std::uint32_t edge = 0;    // of the supply graph, or `kUse`
  };
  static constexpr std::uint32_t kUse = 0xFFFFFFFFU;
  SystemId plain_system_;
  std::uint64_t search_ = 0;
  std::vector<Way> plain_ways_;  // by service
  std::vector<ServiceId> queue_;
  std::size_t next_ = 0;  // of the queue
};

}  // namespace musubi
