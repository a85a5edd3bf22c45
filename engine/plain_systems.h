#pragma once

#include <vector>

#include "engine/supply_graph.h"

namespace musubi {

/// Systems in which nothing below their `uses` depends on whose system it is: they have no
/// placements; their owner selects what they use, bought nothing outright, provides nothing and
/// supplies nobody; no contract of others names them; and none of their components runs on what a
/// third party selected. In these every edge between services has the relation and the chain that
/// it has in all of them.
class PlainSystems {
 public:
  /// O(model).
  explicit PlainSystems(const SupplyGraph& supply);

  /// Whether a system is plain as far as that can be told without its components. O(uses).
  [[nodiscard]] bool may_be_plain(SystemId system) const;
  /// A system with one of these among its components is not plain: what a third party selected
  /// stands directly below.
  [[nodiscard]] const std::vector<ServiceId>& chosen_by_others() const { return chosen_by_others_; }

 private:
  void add_contract(ContractId k);

  const SupplyGraph* supply_;
  std::vector<char> plain_owner_;  // by organization
  std::vector<char> named_;        // by system: a contract of others names it
  std::vector<ServiceId> chosen_by_others_;
};

/// Whether in a plain system the provider at the start of an edge bought its end outright.
[[nodiscard]] bool is_bought_outright(const SupplyGraph& supply, const ServiceEdge& edge);

}  // namespace musubi
