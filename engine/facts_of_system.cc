#include <algorithm>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "engine/fact_table.h"
#include "engine/responsibility.h"

namespace musubi {
namespace {

/// Finds duties about one service among those of the plan. To be asked for in the order in which
/// they stand there: by (owes, about).
class DutiesOfPlan {
 public:
  DutiesOfPlan(const SharedPlan& plan, ServiceId service)
      : plan_(plan), settled_(plan.settled_about(service)) {
    std::tie(row_, end_) = plan.duties_about(service);
  }

  /// The row of the duty; nothing where the plan follows none of this kind.
  std::optional<std::uint32_t> row_of(OrganizationId owes, OrganizationId about) {
    const auto at = [&] { return std::tie(plan_.duties[row_].owes, plan_.duties[row_].about); };
    while (row_ < end_ && at() < std::tie(owes, about)) ++row_;
    return row_ < end_ && at() == std::tie(owes, about) ? std::optional(row_) : std::nullopt;
  }
  /// Whether the plan knows the duty as one that is met and not followed.
  bool is_settled(OrganizationId owes, OrganizationId about) {
    const auto at = [&] { return std::tie(settled_.front().owes, settled_.front().about); };
    while (!settled_.empty() && at() < std::tie(owes, about)) settled_ = settled_.subspan(1);
    return !settled_.empty() && at() == std::tie(owes, about);
  }

 private:
  const SharedPlan& plan_;
  std::uint32_t row_ = 0, end_ = 0;
  std::span<const SharedPlan::SettledDuty> settled_;
};

/// Looks at one system as a whole.
class SystemFacts {
 public:
  SystemFacts(const SystemGraph& graph, const SharedPlan& plan, FactTables& tables,
              PlanTallies& vendors)
      : graph_(graph),
        plan_(plan),
        confirmations_(*plan.confirmations),
        tables_(tables),
        vendors_(vendors),
        responsibility_(graph) {}

  void add_all() {
    add_duties();
    for (const SystemEdge& edge : graph_.edges()) {
      if (graph_.relevant(edge.to)) add_edge(edge);
    }
    for (Component c = 0; c < graph_.components().size(); ++c) {
      if (graph_.relevant(c)) add_component(c);
      add_cycle(c);
    }
  }

 private:
  [[nodiscard]] Witness witness(const SystemEdge& edge, ContractId contract = {}) const {
    const ServiceId from = edge.from == kRoot ? ServiceId() : graph_.service(edge.from);
    return {graph_.system(), from, graph_.service(edge.to), contract};
  }
  [[nodiscard]] const SystemEdge& first_edge_to(Component c) const {
    return graph_.edges()[graph_.edges_to(c).front()];
  }

  [[nodiscard]] Witness witness(const Duty& duty) const {
    const bool by_edge = duty.edge < graph_.edges().size();
    return witness(by_edge ? graph_.edges()[duty.edge] : first_edge_to(duty.component),
                   duty.contract);
  }

  void add_duties() {
    std::optional<DutiesOfPlan> planned;
    Component at = kRoot;
    for (const Duty& duty : find_duties(graph_)) {
      if (std::exchange(at, duty.component) != duty.component) {
        planned.emplace(plan_, graph_.service(duty.component));
      }
      const auto row = planned->row_of(duty.owes, duty.about);
      // The duties of the owner, and those under (b), are lists of their own.
      if (row && !duty.independent && duty.owes != graph_.owner()) {
        vendors_.duties.add(*row, witness(duty));
      } else if (row || !planned->is_settled(duty.owes, duty.about)) {
        add_duty(duty);
      }
    }
  }

  void add_duty(const Duty& duty) {
    const ServiceId service = graph_.service(duty.component);
    const auto state = plan_.followed_state(duty.owes, service, duty.about);
    if (!state) return;
    const bool met = *state == ConfirmationState::Met;
    FactTable& table = met                           ? tables_.met
                       : duty.independent            ? tables_.unmet_independent
                       : duty.owes == graph_.owner() ? tables_.unmet_of_owner
                                                     : tables_.unmet_of_others;
    table.add({.service = service,
               .owes = duty.owes,
               .counterparty = duty.about,
               .state = *state,
               .strong = met && duty.independent,
               .witness = witness(duty)});
  }

  void add_edge(const SystemEdge& edge) {
    const bool independent = edge.relation == Relation::Independent;
    if (!independent && edge.relation != Relation::Procured) return;
    const OrganizationId holder = graph_.holder(edge);
    const bool chained = !independent && graph_.chain(edge).exists();
    // A chain ends in a contract with the provider that is held by one of the parties.
    if (!chained && graph_.held_by(edge.to).empty()) add_missing_contract(edge, holder);
    if (independent && holder != graph_.owner()) add_independent(edge, holder);
    if (chained && edge.selection_written && edge.selected_by != holder &&
        edge.procured_by == holder) {
      tables_.nominated.add({.service = graph_.service(edge.to),
                             .owes = holder,
                             .counterparty = edge.selected_by,
                             .witness = witness(edge)});
    }
  }

  void add_missing_contract(const SystemEdge& edge, OrganizationId holder) {
    const bool by_owner = edge.relation == Relation::Independent || holder == graph_.owner();
    const auto answers = [&] {
      return std::ranges::binary_search(responsibility_.answerable(edge.from), holder);
    };
    tables_.missing_contracts.add({.service = graph_.service(edge.to),
                                   .owes = by_owner ? graph_.owner() : holder,
                                   .counterparty = graph_.provider(edge.to),
                                   .strong = by_owner || answers(),
                                   .witness = witness(edge)});
  }

  /// Semantics, section 4.1.
  void add_independent(const SystemEdge& edge, OrganizationId holder) {
    const Model& model = graph_.supply().model();
    const ServiceId service = graph_.service(edge.to);
    const bool known = confirmations_.disclosed(service, holder) ||
                       confirmations_.counting(holder, service, graph_.provider(edge.to)).valid();
    bool explained = known;
    bool delimited = false;
    for (const ContractId k : responsibility_.contracts_leading_to(edge.from)) {
      const Agreement* agreement = model.agreement(model[k]);
      if (agreement == nullptr) continue;
      delimited |= agreement->responsibility_scope.value_or(false);
      if (!agreement->unknown_components) continue;
      const auto& unknown = *agreement->unknown_components;
      explained |= std::ranges::find(unknown, service, &ServiceRef::id) != unknown.end();
    }
    const auto answerable = responsibility_.answerable(edge.from);
    const bool itself = answerable.empty() || std::ranges::binary_search(answerable, holder);
    const Fact fact{.service = service,
                    .owes = itself ? holder : answerable.front(),
                    .counterparty = graph_.owner(),
                    .witness = witness(edge)};
    if (!explained) tables_.unexplained.add(fact);
    if (!delimited) tables_.undelimited.add(fact);
  }

  void add_component(Component c) {
    const ServiceId service = graph_.service(c);
    const Witness seen = witness(first_edge_to(c));
    const auto planned = plan_.answering_at(service);
    for (const OrganizationId x : responsibility_.answering_at(c)) {
      if (x == graph_.owner()) continue;
      const auto found = std::ranges::lower_bound(planned, x, {}, &SharedPlan::Answering::who);
      if (found != planned.end() && found->who == x) {
        vendors_.answering.add(static_cast<std::size_t>(&*found - plan_.answering.data()), seen);
      } else {
        tables_.answering.add({.service = service, .owes = x, .witness = seen});
      }
    }
    if (graph_.own(c) || responsibility_.anybody_answers(c)) return;
    tables_.gaps.add({.service = service,
                      .owes = graph_.owner(),
                      .counterparty = graph_.provider(c),
                      .witness = seen});
  }

  void add_cycle(Component c) {
    const ServiceId service = graph_.service(c);
    if (!plan_.begins_cycle(service)) return;
    tables_.cycles.add({.service = service, .witness = witness(first_edge_to(c))});
  }

  const SystemGraph& graph_;
  const SharedPlan& plan_;
  const Confirmations& confirmations_;
  FactTables& tables_;
  PlanTallies& vendors_;
  Responsibility responsibility_;
};

}  // namespace

void add_facts_of(const SystemGraph& graph, const SharedPlan& plan, FactTables& tables,
                  PlanTallies& vendors, std::vector<char>& reached) {
  for (const ServiceId service : graph.components()) reached[service.index()] = 1;
  SystemFacts(graph, plan, tables, vendors).add_all();
}

}  // namespace musubi
