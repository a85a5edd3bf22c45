#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/evidence.h"
#include "engine/notice.h"
#include "engine/reach.h"
#include "engine/supply_graph.h"

// What the parts of `find_unkeepable_notices` share; included by these only.
namespace musubi::promise {

inline constexpr std::array kKindsInDays{ChangeKind::ServiceChange, ChangeKind::ContractChange,
                                         ChangeKind::Termination};
inline constexpr std::size_t kKinds = kKindsInDays.size();
template <class T>
using ByKind = std::array<T, kKinds>;

[[nodiscard]] std::size_t row_of(ChangeKind kind);
[[nodiscard]] constexpr std::uint64_t key_of(ServiceId s, OrganizationId organization) {
  return (std::uint64_t{s.index()} << 32U) | organization.index();
}

/// A dependency or a placement, as a step down from one service to another.
struct Step {
  ServiceId from, to;
  EvidenceStep::By by = EvidenceStep::By::DependsOn;
  bool any_of = false;
  SourceLocation where;
};

/// The placements of one system, and which services it has as components.
struct PlacedSystem {
  SystemId system;
  std::vector<Step> placements;       // sorted by from
  std::vector<ServiceId> components;  // sorted
  std::vector<ServiceId> above;       // those from which edges lead to a placement; sorted
};

/// The placements that count for one contract.
struct Placements {
  std::vector<Step> steps;                   // of all of them, sorted by from
  std::vector<const PlacedSystem*> systems;  // never null

  /// What is below `s` is the same as in all systems where no placement begins there.
  [[nodiscard]] std::span<const Step> below(ServiceId s) const {
    const bool any = std::ranges::any_of(systems, [s](const PlacedSystem* placed) {
      return std::ranges::binary_search(placed->above, s);
    });
    return any ? std::span(steps) : std::span<const Step>();
  }
};

/// A notice about a service below another one: its changes are told of by its provider to `to`.
struct NoticeBelow {
  ServiceId about;
  OrganizationId to;
  std::vector<Step> way;  // down to it
};

/// How long before a change customers are told by notices alone, without relays.
class NoticeWidths {
 public:
  explicit NoticeWidths(const SupplyGraph& supply) : supply_(supply), model_(supply.model()) {}

  /// The widest route from the provider of `s` to `customer`, another one, about it: its shortest
  /// notice, in days; nothing where there is no route.
  [[nodiscard]] std::optional<std::int64_t> width(ServiceId s, OrganizationId customer,
                                                  ChangeKind kind);
  /// That route; empty where there is none.
  [[nodiscard]] std::vector<Telling> widest_route(ServiceId s, OrganizationId customer,
                                                  ChangeKind kind) const;

 private:
  /// What a customer is told of a service by contracts of its own.
  struct Direct {
    std::optional<Telling> widest;  // by the provider
    bool others = false;            // others tell it too; then `widest` says nothing
  };
  [[nodiscard]] Direct direct(ServiceId s, OrganizationId customer, ChangeKind kind) const;
  [[nodiscard]] std::vector<ContractId> contracts_below(ServiceId s, OrganizationId customer) const;

  const SupplyGraph& supply_;
  const Model& model_;
  /// By service and organization, where not only the provider tells it.
  ByKind<std::unordered_map<std::uint64_t, std::optional<std::int64_t>>> widths_;
};

/// The placements of the systems of an owner.
class SystemPlacements {
 public:
  /// O(systems).
  explicit SystemPlacements(const SupplyGraph& supply);

  /// The placements of the systems in which the contract counts and of which it covers a component.
  /// Refers to what is kept here.
  [[nodiscard]] Placements that_count_for(ContractId k);

 private:
  /// Those of an owner that have placements: looked at when a contract of the owner is.
  struct Owned {
    std::vector<SystemId> systems;
    std::vector<PlacedSystem> placed;
  };
  [[nodiscard]] std::span<const PlacedSystem> systems_of(OrganizationId owner);
  [[nodiscard]] PlacedSystem look_at(SystemId system);
  [[nodiscard]] std::vector<ServiceId> reached_from(std::span<const ServiceId> starts,
                                                    std::span<const Step> placements);
  [[nodiscard]] std::vector<ServiceId> above(std::span<const Step> placements);

  const SupplyGraph& supply_;
  std::map<OrganizationId, Owned> owned_;
  std::vector<char> has_owned_;      // by organization
  std::vector<std::uint64_t> seen_;  // by service: the last search that met it
  std::uint64_t search_ = 0;
};

/// Finds the shortest notice below a service. All that is asked is about what others than
/// `supplier` provide, which knows of its own changes.
class SearchBelow {
 public:
  SearchBelow(const SupplyGraph& supply, NoticeWidths& widths);

  /// The days of the shortest one below `s`. Without placements it is known of all services at
  /// once; with placements what is below is searched.
  [[nodiscard]] std::optional<std::int64_t> shortest(ServiceId s, OrganizationId supplier,
                                                     ChangeKind kind,
                                                     std::span<const Step> placements);
  /// The first of so many days, breadth first. Precondition: there is one.
  [[nodiscard]] NoticeBelow first(ServiceId s, OrganizationId supplier, ChangeKind kind,
                                  std::int64_t days, std::span<const Step> placements);

 private:
  /// The shortest notice about a service of a provider.
  struct OfProvider {
    std::int64_t days = -1;  // none: -1
    OrganizationId provider;
  };
  /// The shortest notice below a circle of services in all systems, and the shortest of those about
  /// services of other providers. One of the two serves every supplier, as it leaves out its own
  /// services only.
  struct TwoShortest {
    OfProvider first, second;
    void take(const OfProvider& notice);
  };

  void find_everywhere();
  void take_below(std::uint32_t part, const ServiceEdge& edge);
  template <class Visit>
  void walk(ServiceId s, std::span<const Step> placements, Visit visit);
  [[nodiscard]] Step step_of(std::uint32_t row, std::span<const Step> placements) const;
  [[nodiscard]] std::int64_t days_of(std::uint32_t row, std::span<const Step> placements,
                                     OrganizationId supplier, ChangeKind kind);
  [[nodiscard]] const ByKind<std::int64_t>& widths_of_edge(std::uint32_t edge);
  [[nodiscard]] std::int64_t width_of(ServiceId from, ServiceId to, bool any_of, ChangeKind kind);
  [[nodiscard]] bool is_any_of(const ServiceEdge& edge) const;

  const SupplyGraph& supply_;
  NoticeWidths& widths_;
  std::vector<ByKind<std::int64_t>> edge_widths_;
  // What is below each service in all systems; empty before somebody asks for it.
  Condensation parts_;
  std::vector<ByKind<TwoShortest>> below_;  // by part
  // Of the last walk. Rows are those of the edges of the graph, and after them of the placements.
  std::vector<std::uint64_t> seen_;        // by service: the last walk that met it
  std::vector<std::uint32_t> reached_by_;  // by service: the row along which that was
  std::uint64_t walk_ = 0;
  std::vector<ServiceId> queue_;
};

}  // namespace musubi::promise
