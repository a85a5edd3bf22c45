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

/// Of which kinds of changes the parties to each contract tell each other: looked up once for all
/// systems.
class GivenNotices {
 public:
  /// O(contracts).
  explicit GivenNotices(const SupplyGraph& supply);
  /// Those of which the supplier gives notice: a bit of each kind (`kind_bit`).
  [[nodiscard]] std::uint8_t kinds(ContractId k) const { return kinds_[k.index()].given; }
  [[nodiscard]] bool has(ContractId k, ChangeKind kind) const {
    return (kinds(k) & kind_bit(kind)) != 0;
  }
  /// Whether the customer passes on to the supplier what it learns of changes of this kind.
  [[nodiscard]] bool is_relayed(ContractId k, ChangeKind kind) const {
    return (kinds_[k.index()].relayed & kind_bit(kind)) != 0;
  }

 private:
  struct Kinds {
    std::uint8_t given = 0, relayed = 0;
  };
  std::vector<Kinds> kinds_;  // by contract
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

 private:
  void add_edge(std::uint32_t e);
  [[nodiscard]] std::uint8_t told_in_all(OrganizationId customer, ServiceId service,
                                         const Chain& chain) const;
};

}  // namespace musubi
