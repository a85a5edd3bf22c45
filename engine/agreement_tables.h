#pragma once

#include <span>
#include <utility>
#include <vector>

#include "engine/agreement_facts.h"
#include "engine/contract_facts.h"
#include "engine/fact_table.h"
#include "engine/notice_facts.h"

namespace musubi {

/// `AgreementFacts` while they are being found in a range of systems.
struct AgreementTables {
  explicit AgreementTables(std::size_t max_systems)
      : components(max_systems),
        answerable(max_systems),
        answerable_apart(1),
        lapsed(max_systems),
        notices(max_systems),
        contract_facts(max_systems) {}
  /// Adds those of later systems.
  void merge(AgreementTables later, std::size_t max_systems);
  [[nodiscard]] AgreementFacts take();

  FactTable components, answerable, answerable_apart, lapsed;
  NoticeTables notices;
  ContractTables contract_facts;
  std::vector<SystemTally> contracts;  // by contract; empty: none was looked for
};

/// Finds what holds of agreements in systems, one after the other. The graph of the model and what
/// is stated have to outlive it; any number of threads may ask it.
class AgreementReader {
 public:
  /// O(contracts), but for sorting.
  AgreementReader(const SupplyGraph& supply, const Stated& stated, std::size_t max_systems);

  /// Adds what holds in one system, but for notices. Precondition: from call to call with the same
  /// tables ascending systems. O(components and edges), and for each component what leads to it.
  void read(const SystemGraph& graph, AgreementTables& tables) const;

  /// A contract of maintenance that ended, and a service that it covers.
  using Ended = std::pair<ServiceId, ContractId>;
  [[nodiscard]] std::span<const Ended> ended_for(ServiceId service) const;

 private:
  const SupplyGraph* supply_;
  const Stated* stated_;
  std::size_t max_systems_;
  std::vector<Ended> ended_;  // sorted
};

}  // namespace musubi
