#include <algorithm>
#include <tuple>

#include "engine/assessment.h"
#include "engine/numbers.h"

namespace musubi {
namespace {

// The parties of the system at hand: vendors buy the same of one another, and so many are asked
// for.
thread_local Numbers<OrganizationId> thread_parties;

/// Collects the duties of one system (semantics, section 4).
class DutyFinder {
 public:
  explicit DutyFinder(const SystemGraph& graph) : graph_(graph), parties_(thread_parties) {
    parties_.number(graph.parties(), graph.supply().model().organizations.size());
    duties_.reserve(2 * graph.edges().size());
  }

  std::vector<Duty> run() {
    for (Component c = 0; c < graph_.components().size(); ++c) {
      const auto begin = static_cast<std::ptrdiff_t>(duties_.size());
      if (graph_.relevant(c)) {
        for (const std::uint32_t e : graph_.edges_to(c)) add_edge(e);
      }
      if (graph_.supply().handles(graph_.service(c))) add_contracts(c);
      unite_from(begin);
    }
    return std::move(duties_);
  }

 private:
  void add(const Duty& duty) {
    if (duty.owes != duty.about) duties_.push_back(duty);
  }

  void add_edge(std::uint32_t e) {
    const SystemEdge& edge = graph_.edges()[e];
    const OrganizationId provider = graph_.provider(edge.to);
    if (edge.relation == Relation::Independent) {
      add({graph_.owner(), edge.to, provider, true, e, {}});
    }
    if (edge.relation != Relation::Procured) return;
    const Chain& chain = graph_.chain(edge);
    if (!chain.exists()) add({edge.procured_by, edge.to, provider, false, e, {}});
    for (const ContractId hop : chain.contracts) {
      add({graph_.supply().customer(hop), edge.to, graph_.supply().supplier(hop), false, e, hop});
    }
  }

  /// (c): what a party buys for a component that handles medical information.
  void add_contracts(Component c) {
    const SupplyGraph& supply = graph_.supply();
    const auto no_edge = static_cast<std::uint32_t>(graph_.edges().size());
    const auto add_contract = [&](ContractId k) {
      if (!is_supply_kind(supply.kind(k))) return;
      add({supply.customer(k), c, supply.supplier(k), false, no_edge, k});
    };
    for (const auto& [covered, k] : graph_.bought_for(c)) add_contract(k);
    for (const auto& [k, customer, supplier] : supply.covering_of_vendors(graph_.service(c))) {
      if (parties_.contains(customer) && graph_.counts(k, c)) add_contract(k);
    }
  }

  /// One duty for each (owes, component, about): the one of the first edge, `independent` if one
  /// is.
  void unite_from(std::ptrdiff_t begin) {
    const auto first = duties_.begin() + begin;
    std::sort(first, duties_.end(), [](const Duty& a, const Duty& b) {
      return std::tuple(a.owes, a.about, !a.independent, a.edge, a.contract) <
             std::tuple(b.owes, b.about, !b.independent, b.edge, b.contract);
    });
    const auto same = [](const Duty& a, const Duty& b) {
      return std::tie(a.owes, a.about) == std::tie(b.owes, b.about);
    };
    duties_.erase(std::unique(first, duties_.end(), same), duties_.end());
  }

  const SystemGraph& graph_;
  Numbers<OrganizationId>& parties_;  // of this thread
  std::vector<Duty> duties_;
};

}  // namespace

std::vector<Duty> find_duties(const SystemGraph& graph) { return DutyFinder(graph).run(); }

}  // namespace musubi
