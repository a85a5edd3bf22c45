#include <algorithm>
#include <tuple>

#include "engine/assessment.h"

namespace musubi {
namespace {

/// Collects the duties of one system (semantics, section 4).
class DutyFinder {
 public:
  explicit DutyFinder(const SystemGraph& graph) : graph_(graph) {}

  std::vector<Duty> run() {
    for (std::uint32_t e = 0; e < graph_.edges().size(); ++e) add_edge(e);
    for (const OrganizationId party : graph_.parties()) add_contracts(party);
    return unite();
  }

 private:
  void add(const Duty& duty) {
    if (duty.owes != duty.about) duties_.push_back(duty);
  }

  void add_edge(std::uint32_t e) {
    const SystemEdge& edge = graph_.edges()[e];
    if (!graph_.relevant(edge.to)) return;
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
  void add_contracts(OrganizationId party) {
    const SupplyGraph& supply = graph_.supply();
    const auto no_edge = static_cast<std::uint32_t>(graph_.edges().size());
    for (const ContractId k : supply.bought_by(party)) {
      if (!is_supply_kind(supply.kind(k)) || !supply.holds_in(k, graph_.system())) continue;
      for (const ServiceRef& covered : supply.model()[k].covers) {
        const auto component = graph_.find(covered.id);
        if (!component || !supply.handles(covered.id) || !graph_.counts(k, *component)) continue;
        add({party, *component, supply.supplier(k), false, no_edge, k});
      }
    }
  }

  /// One duty for each (owes, component, about): the one of the first edge, `independent` if one
  /// is.
  std::vector<Duty> unite() {
    std::ranges::sort(duties_, {}, [](const Duty& d) {
      return std::tuple(d.component, d.owes, d.about, !d.independent, d.edge, d.contract);
    });
    const auto same = [](const Duty& a, const Duty& b) {
      return std::tie(a.component, a.owes, a.about) == std::tie(b.component, b.owes, b.about);
    };
    const auto twice = std::ranges::unique(duties_, same);
    duties_.erase(twice.begin(), twice.end());
    return std::move(duties_);
  }

  const SystemGraph& graph_;
  std::vector<Duty> duties_;
};

}  // namespace

std::vector<Duty> find_duties(const SystemGraph& graph) { return DutyFinder(graph).run(); }

}  // namespace musubi
