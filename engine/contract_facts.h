#pragma once

#include <string_view>

#include "engine/fact_table.h"
#include "engine/responsibility.h"
#include "engine/stated.h"

namespace musubi {

/// What the rules on agreements and certifications ask of systems, while it is being found (see the
/// lists of the same names in `AgreementFacts`).
struct ContractTables {
  explicit ContractTables(std::size_t max_systems)
      : operators(max_systems),
        developed_by_others(max_systems),
        covering_developed(max_systems),
        unlisted(max_systems),
        abroad(max_systems),
        handed_on(max_systems) {}
  void merge(ContractTables other);

  FactTable operators, developed_by_others, covering_developed, unlisted, abroad, handed_on;
};

/// Adds what holds in one system. `responsibility` is that of the graph. O(components, contracts of
/// the parties and what they cover), and for each component and contract what leads to it or is
/// reached from it, as far as the keys are stated.
void add_contract_facts(const SystemGraph& graph, const Responsibility& responsibility,
                        const Stated& stated, ContractTables& tables);

/// Who develops a service: a whole party, the provider where no developer is written.
[[nodiscard]] OrganizationId developer_of(const SupplyGraph& supply, ServiceId service);

/// Whether an item was provided: it is in the agreement (null: none), and not dated after `as_of`.
[[nodiscard]] bool provides_item(const Agreement* agreement, std::string_view item, Date as_of);

}  // namespace musubi
