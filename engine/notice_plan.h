#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/facts.h"
#include "engine/shared_plan.h"
#include "engine/stated.h"

namespace musubi {

/// The kinds of change of which every holder of an edge has to be told.
inline constexpr std::array kChangesInDays{ChangeKind::ServiceChange, ChangeKind::ContractChange};

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

/// What is the same for the notices in all systems, prepared once. Refers to the shared plan.
struct NoticePlan {
  /// O(model).
  NoticePlan(const SharedPlan& plan, const Stated& stated);

  const SharedPlan* shared;
  bool changes, incidents;  // whether they are asked for
  GivenNotices given;
  /// By edge between services: the kinds of change (`kind_bit`) of which its holder is told by the
  /// contracts of its chain, or by one with the provider, that is: by what holds wherever the edge
  /// is.
  std::vector<std::uint8_t> told;
  /// By edge: the kinds of `kChangesInDays` that are not among these, but should be.
  std::vector<std::uint8_t> unsure;
  /// By edge: whether news of incidents at its end surely pass to the provider at its start.
  std::vector<char> passes;
  /// A party is one of the system wherever one of these is a component: those at the bottom first,
  /// which most systems have.
  [[nodiscard]] std::span<const ServiceId> seen_with(OrganizationId who) const {
    const std::uint32_t begin = seen_starts_[who.index()];
    return std::span(seen_).subspan(begin, seen_starts_[who.index() + 1] - begin);
  }

 private:
  using Seen = std::pair<OrganizationId, ServiceId>;
  void add_edge(std::uint32_t e, std::vector<Seen>& seen);
  [[nodiscard]] std::uint8_t told_in_all(OrganizationId customer, ServiceId service,
                                         const Chain& chain) const;
  void group(std::vector<Seen> seen);

  std::vector<ServiceId> seen_;  // by organization
  std::vector<std::uint32_t> seen_starts_;
};

}  // namespace musubi
