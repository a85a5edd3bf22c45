#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/assessment.h"
#include "engine/plain_systems.h"
#include "engine/reach.h"
#include "engine/supply_graph.h"

namespace musubi {

/// What is the same for all *plain* systems, prepared once.
///
/// Here a system is plain when it is so by `PlainSystems` and its owner has a chain of contracts to
/// everything that it uses. In such a system every edge between services has the relation that it
/// has in all of them, every such edge is an arc of responsibility, and somebody answers for every
/// component. So a fact about two vendors holds just where the components that bring it are
/// reached, which is found for many systems at a time (`SharedFacts`). The plan refers to the graph
/// and the confirmations.
struct SharedPlan {
  /// `met_until`: which duties that are met are followed too (see `FactNeeds`).
  SharedPlan(const SupplyGraph& graph, const Confirmations& confirmed,
             std::optional<Date> met_until);

  /// The state of a duty; nothing where it is not followed.
  [[nodiscard]] std::optional<ConfirmationState> followed_state(OrganizationId owes,
                                                                ServiceId service,
                                                                OrganizationId about) const;

  /// A duty of one vendor to confirm a service about another.
  struct VendorDuty {
    ServiceId service;
    OrganizationId owes, about;
    ConfirmationState state = ConfirmationState::None;
    struct Source {
      ServiceId from;       // holds wherever this is a component and `service` is relevant
      ContractId contract;  // nothing where there is no chain
      friend auto operator<=>(const Source&, const Source&) = default;
    };
    std::uint32_t first_source = 0;  // of `sources_of`
    std::uint32_t source_count = 0;
    /// A contract for a service that handles medical information: the duty holds wherever the
    /// service is a component and `owes` a party.
    ContractId contract;
    std::uint32_t party = 0;  // the row of `owes` in `parties`
  };

  /// A duty of one vendor that is met and not followed.
  struct SettledDuty {
    ServiceId service;
    OrganizationId owes, about;
    friend auto operator<=>(const SettledDuty&, const SettledDuty&) = default;
  };

  /// An edge that its holder chose and for which it has no chain of contracts.
  struct Uncontracted {
    ServiceId service;
    OrganizationId holder;
    std::vector<ServiceId> from;  // sorted
    std::vector<std::uint32_t>
        contracted;  // rows of `parties` that hold a contract with the provider
  };

  /// One who answers at a service.
  struct Answering {
    ServiceId service;
    OrganizationId who;
    bool as_operator = false;
    std::vector<ServiceId> from;  // carries the chain of an edge from these; sorted
  };

  /// A vendor: nobody else can be a party to the systems of others.
  struct Party {
    OrganizationId who;
    std::vector<ServiceId> seen_with;  // it is a party wherever one of these is a component
  };

  /// The row of a vendor in `parties`; of others the row count.
  [[nodiscard]] std::uint32_t party_row(OrganizationId who) const {
    return party_rows[who.index()];
  }
  [[nodiscard]] std::span<const VendorDuty::Source> sources_of(const VendorDuty& duty) const {
    return std::span(sources).subspan(duty.first_source, duty.source_count);
  }
  /// The rows of the duties about a service, in `duties`.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> duties_about(ServiceId service) const {
    return {duty_starts[service.index()], duty_starts[service.index() + 1]};
  }
  /// The row in `duties`; nothing: the row count.
  [[nodiscard]] std::size_t duty_row(ServiceId service, OrganizationId owes,
                                     OrganizationId about) const;

  [[nodiscard]] std::span<const SettledDuty> settled_about(ServiceId service) const {
    return rows_of(settled, settled_starts, service);
  }
  [[nodiscard]] std::span<const Answering> answering_at(ServiceId service) const {
    return rows_of(answering, answering_starts, service);
  }

  /// Whether this is the first service, in byte order, of a circle of two or more.
  [[nodiscard]] bool begins_cycle(ServiceId service) const {
    const auto& circle = members[parts.part_of[service.index()]];
    return circle.size() > 1 && circle.front() == service;
  }

  std::optional<Date> followed_until;
  const SupplyGraph* supply;
  const Confirmations* confirmations;
  PlainSystems plain;
  Condensation parts;
  std::vector<std::vector<ServiceId>> members;  // of each part
  std::vector<char> part_handles;               // medical information, by part
  std::vector<VendorDuty> duties;               // sorted by (service, owes, about)
  std::vector<VendorDuty::Source> sources;      // of each duty together, sorted
  std::vector<std::uint32_t> duty_starts;       // by service
  std::vector<SettledDuty> settled;             // sorted
  std::vector<std::uint32_t> settled_starts;    // by service
  std::vector<Uncontracted> uncontracted;       // sorted by (service, holder)
  std::vector<Answering> answering;             // sorted by (service, who)
  std::vector<std::uint32_t> answering_starts;  // by service
  std::vector<Party> parties;                   // sorted by who
  std::vector<std::uint32_t> party_rows;        // by organization: see `party_row`
  std::vector<char> purchased;  // by edge: bought outright by the provider of its start

 private:
  template <class Row>
  static std::span<const Row> rows_of(const std::vector<Row>& rows,
                                      const std::vector<std::uint32_t>& starts, ServiceId service) {
    const std::size_t i = service.index();
    return std::span(rows).subspan(starts[i], starts[i + 1] - starts[i]);
  }
  void prepare_edges();
  void prepare_contracts();
  void prepare_parties();
  void add_contract_duties(ContractId k);
  void add_procured(const ServiceEdge& edge, const Chain& chain);
  [[nodiscard]] std::vector<OrganizationId> holders_of(const Uncontracted& edge) const;
  void prepare_duties();
  void add_duty(VendorDuty duty, const VendorDuty::Source* source);

  // While the edges and contracts are prepared; unsorted.
  std::vector<Party> carriers_;
  struct FoundDuty {
    VendorDuty duty;
    VendorDuty::Source source;  // where it has one
    bool has_source = false;
  };
  std::vector<FoundDuty> found_;
};

}  // namespace musubi
