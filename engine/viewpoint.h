#pragma once

#include <vector>

#include "engine/evidence.h"
#include "engine/supply_graph.h"

namespace musubi {

/// What one party may see of a model, for results and documents that are given to it: contracts are
/// confidential between their parties, so that nobody learns from a document who supplies whom
/// further down unless that was disclosed to it. The supply graph has to outlive it.
///
/// * organizations: itself, the other parties of its active contracts, those whose sub-entrustment
///   was approved in one that it has as customer, and those that an active disclosure to it is
///   about;
/// * services: those that it provides, that its active contracts cover, the components of the
///   systems that it owns, and those that an active disclosure to it is about;
/// * systems: its own, and those of its customers in which a contract with it counts and covers a
///   component.
class Viewpoint {
 public:
  /// `party` is a whole party. O(organizations + services + components of its own systems).
  Viewpoint(const SupplyGraph& supply, OrganizationId party);

  [[nodiscard]] OrganizationId party() const { return party_; }
  /// A facility is known with its whole party. O(1).
  [[nodiscard]] bool knows(OrganizationId organization) const {
    return organizations_[supply_->party(organization).index()] != 0;
  }
  [[nodiscard]] bool knows(ServiceId service) const { return services_[service.index()] != 0; }
  /// Its own contracts, whether active or not.
  [[nodiscard]] bool knows(ContractId contract) const {
    return supply_->customer(contract) == party_ || supply_->supplier(contract) == party_;
  }
  /// O(the systems' contracts with it).
  [[nodiscard]] bool knows(SystemId system) const;
  /// A target of a change. Precondition: a service, a contract or an organization.
  [[nodiscard]] bool knows(RecordRef target) const;

  /// The steps of which it knows both ends and the contract. O(length).
  [[nodiscard]] Evidence visible(const Evidence& evidence) const;

 private:
  void add_contracts();
  void add_disclosures();
  void add_own_systems();

  const SupplyGraph* supply_;
  OrganizationId party_;
  std::vector<char> organizations_, services_;
};

}  // namespace musubi
