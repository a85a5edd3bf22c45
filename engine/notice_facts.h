#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/fact_table.h"
#include "engine/notice_plan.h"
#include "engine/system_graph.h"

namespace musubi {

/// One table for each list of `AgreementFacts` on notices.
struct NoticeTables {
  explicit NoticeTables(std::size_t max_systems)
      : unnotified(max_systems), unrelayed(max_systems), untold_incidents(max_systems) {}
  void merge(NoticeTables other);

  FactTable unnotified, unrelayed, untold_incidents;
};

/// Of the contracts about a component, in byte order, the one whose missing notice stops the news:
/// its supplier is among the reached (in byte order), its customer is not. One with `goal` itself
/// before others; nothing where no contract leads on.
[[nodiscard]] ContractId silent_contract(const SupplyGraph& supply, const GivenNotices& given,
                                         std::span<const ContractId> about,
                                         std::span<const OrganizationId> reached,
                                         OrganizationId goal, ChangeKind kind);

/// The first of the contracts by which `supplier` supplies `customer`; nothing: there is none.
[[nodiscard]] ContractId contract_between(const SupplyGraph& supply,
                                          std::span<const ContractId> about,
                                          OrganizationId customer, OrganizationId supplier);

/// Adds what the standing checks on notice (semantics, section 5.4) say of one system, as far as
/// the keys that they need are stated. O(edges); where the provider at the end of one does not give
/// notice to its holder by a contract of their own, also the contracts between the parties and
/// what leads to that component.
void add_notice_facts(const SystemGraph& graph, const NoticePlan& plan, NoticeTables& tables);

}  // namespace musubi
