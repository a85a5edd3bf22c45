#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/fact_table.h"
#include "engine/stated.h"
#include "engine/system_graph.h"

namespace musubi {

/// One table for each list of `AgreementFacts` on notices.
struct NoticeTables {
  explicit NoticeTables(std::size_t max_systems)
      : unnotified(max_systems), unrelayed(max_systems), untold_incidents(max_systems) {}
  void merge(NoticeTables other);

  FactTable unnotified, unrelayed, untold_incidents;
};

/// Whether the supplier of a contract gives notice of changes of this kind.
[[nodiscard]] bool has_notice(const SupplyGraph& supply, ContractId k, ChangeKind kind);

/// Of which kinds of changes the supplier of each contract gives notice: looked up once for all
/// systems.
class GivenNotices {
 public:
  /// O(contracts).
  explicit GivenNotices(const SupplyGraph& supply);
  /// A bit of each kind (`kind_bit`).
  [[nodiscard]] std::uint8_t kinds(ContractId k) const { return kinds_[k.index()]; }
  [[nodiscard]] bool has(ContractId k, ChangeKind kind) const {
    return (kinds(k) & kind_bit(kind)) != 0;
  }

 private:
  std::vector<std::uint8_t> kinds_;  // by contract
};

/// Of the contracts about a component, in byte order, the one whose missing notice stops the news:
/// its supplier is among the reached (in byte order), its customer is not. One with `goal` itself
/// before others; nothing where no contract leads on.
[[nodiscard]] ContractId silent_contract(const SupplyGraph& supply,
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
void add_notice_facts(const SystemGraph& graph, const Stated& stated, const GivenNotices& given,
                      NoticeTables& tables);

}  // namespace musubi
