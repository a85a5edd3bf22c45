#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/chain.h"
#include "engine/party.h"
#include "model/date.h"
#include "model/ids.h"
#include "model/model.h"

namespace musubi {

/// One service runs on another: one member of one entry of `depends_on`.
struct ServiceEdge {
  ServiceId from, to;
  OrganizationId selected_by;    // a party; nothing where the user wrote none
  std::uint32_t dependency = 0;  // which entry of the service's `depends_on`
  std::uint32_t offset = 0;      // where the member is written, in the file of `from`
};

/// The model as a graph at one date: services and their dependencies both ways, parties, and the
/// active contracts indexed by service and by customer (semantics, sections 1 and 2). Immutable;
/// any number of analyses may read it at once. All organizations that it returns are whole parties.
/// It refers to the model, which has to outlive it. Lists are in the byte order of ids.
class SupplyGraph {
 public:
  /// Precondition: `model` has no errors. O(model), but for sorting.
  SupplyGraph(const Model& model, Date as_of);

  [[nodiscard]] const Model& model() const { return *model_; }
  [[nodiscard]] Date as_of() const { return as_of_; }
  [[nodiscard]] const Parties& parties() const { return parties_; }
  [[nodiscard]] OrganizationId party(OrganizationId o) const { return parties_.whole(o); }

  [[nodiscard]] std::size_t service_count() const { return providers_.size(); }
  [[nodiscard]] OrganizationId provider(ServiceId s) const { return providers_[s.index()]; }
  [[nodiscard]] OrganizationId owner(SystemId s) const { return owners_[s.index()]; }
  [[nodiscard]] bool handles(ServiceId s) const { return handles_[s.index()] != 0; }

  [[nodiscard]] std::span<const ServiceEdge> edges() const { return edges_; }
  /// Sorted by (to, selected_by, dependency).
  [[nodiscard]] std::span<const ServiceEdge> edges_from(ServiceId s) const;
  /// Indices into `edges()`.
  [[nodiscard]] std::span<const std::uint32_t> edges_to(ServiceId s) const;

  /// The shortest chains from the provider at the start of an edge of `edges()` to the one at its
  /// end, over the contracts that hold in all systems. Lives as long as this graph.
  [[nodiscard]] const Chain& chain(std::uint32_t edge) const { return chains_[edge]; }
  /// Whether an active contract that covers `s` holds in some systems only.
  [[nodiscard]] bool has_contract_for_some_systems(ServiceId s) const {
    return for_some_[s.index()] != 0;
  }
  /// Whether an active sale covers `s`.
  [[nodiscard]] bool has_sale(ServiceId s) const { return has_sale_[s.index()] != 0; }

  [[nodiscard]] bool active(ContractId k) const { return contracts_[k.index()].is_active; }
  [[nodiscard]] ContractKind kind(ContractId k) const { return contracts_[k.index()].kind; }
  [[nodiscard]] OrganizationId customer(ContractId k) const {
    return contracts_[k.index()].customer;
  }
  [[nodiscard]] OrganizationId supplier(ContractId k) const {
    return contracts_[k.index()].supplier;
  }
  /// Tells the processor that what is above is soon asked of a contract.
  void send_for(ContractId k) const { __builtin_prefetch(&contracts_[k.index()]); }
  /// Without `systems`, or naming `s`; whether the contract is active is not asked.
  [[nodiscard]] bool holds_in(ContractId k, SystemId s) const {
    return !is_limited(k) || names(k, s);
  }
  /// Whether the contract has `systems` and names `s` among them.
  [[nodiscard]] bool names(ContractId k, SystemId s) const;

  /// The active contracts that cover `s`, of every kind, sorted by (customer, supplier, id).
  [[nodiscard]] std::span<const ContractId> covering(ServiceId s) const;
  /// Those of them with this customer. O(log of what it buys).
  [[nodiscard]] std::span<const ContractId> covering(ServiceId s, OrganizationId customer) const;
  /// What the active contracts of a customer cover: each service, and in the same place a contract
  /// that covers it; sorted by (service, supplier, id).
  struct Covers {
    std::span<const ServiceId> services;
    std::span<const ContractId> contracts;
  };
  [[nodiscard]] Covers covers_of(OrganizationId customer) const;
  /// Whether a party provides a service or supplies by an active contract. Nobody else can be a
  /// party to the systems of others.
  [[nodiscard]] bool is_vendor(OrganizationId party) const {
    return !provided_by(party).empty() || !sold_by(party).empty();
  }
  /// A contract with its parties beside it: where many are looked at, few of them matter.
  struct VendorContract {
    ContractId id;
    OrganizationId customer, supplier;
  };
  /// Those of the contracts that cover `s` whose customer is a vendor, in the same order. However
  /// many institutions buy a service, these are few.
  [[nodiscard]] std::span<const VendorContract> covering_of_vendors(ServiceId s) const;
  /// The active contracts of a customer, of a supplier.
  [[nodiscard]] std::span<const ContractId> bought_by(OrganizationId customer) const;
  [[nodiscard]] std::span<const ContractId> sold_by(OrganizationId supplier) const;
  /// The services that a party provides.
  [[nodiscard]] std::span<const ServiceId> provided_by(OrganizationId party) const;

 private:
  /// What is asked of a contract, in one place: most are asked for all of it, and they are met in
  /// no order.
  struct ContractRow {
    OrganizationId customer, supplier;
    ContractKind kind;
    bool is_active, is_limited;  // to some systems
  };
  [[nodiscard]] bool is_limited(ContractId k) const { return contracts_[k.index()].is_limited; }
  void add_services();
  void add_contracts();
  void add_covers();
  void add_chains();

  /// Rows of one table, grouped by another: `rows[starts[i] .. starts[i + 1])`.
  template <class Row>
  struct Groups {
    std::vector<std::uint32_t> starts;
    std::vector<Row> rows;
    [[nodiscard]] std::span<const Row> of(std::size_t group) const {
      return std::span(rows).subspan(starts[group], starts[group + 1] - starts[group]);
    }
  };
  template <class Row>
  static Groups<Row> group(std::size_t count,
                           const std::vector<std::pair<std::uint32_t, Row>>& pairs);

  const Model* model_;
  Date as_of_;
  Parties parties_;
  std::vector<OrganizationId> providers_, owners_;
  std::vector<ContractRow> contracts_;
  std::vector<char> handles_, for_some_, has_sale_;  // by service
  std::vector<Chain> chains_;
  std::vector<ServiceEdge> edges_;
  std::vector<std::uint32_t> edge_starts_;
  Groups<std::uint32_t> edges_to_;
  Groups<ContractId> covering_, bought_, sold_;
  Groups<VendorContract> of_vendors_;
  // What each customer buys, by service: customers have few contracts, and services many.
  Groups<ContractId> covering_for_;
  std::vector<ServiceId> services_for_;  // of the rows of `covering_for_`
  Groups<ServiceId> provided_;
};

}  // namespace musubi
