#include "tests/support/impact_evidence.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "tests/support/oracle_parts.h"

namespace musubi::test {
namespace {

using By = EvidenceStep::By;
using oracle::Ids;
using oracle::Place;

bool is_edge(const EvidenceStep& step) {
  return step.by == By::Uses || step.by == By::DependsOn || step.by == By::Placement;
}

class EvidenceCheck {
 public:
  EvidenceCheck(const Model& model, const oracle::Background& background, const Impact& impact)
      : model_(&model),
        impact_(&impact),
        places_(background.places),
        contracts_(background.contracts),
        origins_(background.origins) {}

  std::vector<std::string> run() {
    for (const AffectedService& row : impact_->services) check(row);
    for (const AffectedOrganization& row : impact_->organizations) check(row);
    for (const ImpactAction& action : impact_->actions) check(action);
    return std::move(faults_);
  }

 private:
  [[nodiscard]] std::string text(Symbol symbol) const { return std::string(model_->text(symbol)); }
  [[nodiscard]] std::string id(ContractId k) const { return std::string(model_->id(k)); }
  [[nodiscard]] bool is_target(ContractId k) const { return contracts_.contains(id(k)); }

  void fault(const std::string& what, const Evidence& evidence) {
    std::string line = what + ":";
    for (const EvidenceStep& step : evidence) {
      line += " " + text(step.from) + ">" + text(step.to);
      if (step.contract.valid()) line += " (" + id(step.contract) + ")";
    }
    faults_.push_back(line);
  }

  // As written: a facility.
  [[nodiscard]] std::string owner_of(const oracle::System& graph) const {
    const RecordRef system = *model_->find(graph.id);
    return std::string(model_->id(model_->systems[system.index].owner.id));
  }

  // The edges of a graph that a step can be.
  [[nodiscard]] std::vector<oracle::Edge> edges_of(const Place& place,
                                                   const EvidenceStep& step) const {
    std::vector<oracle::Edge> found;
    for (const oracle::Edge& edge : place.graph->edges) {
      const bool of_kind = static_cast<int>(edge.kind) == static_cast<int>(step.by);
      const std::string from = edge.from.empty() ? owner_of(*place.graph) : edge.from;
      const bool related =
          !step.relation || edge.relation == static_cast<oracle::Relation>(*step.relation);
      if (of_kind && related && from == text(step.from) && edge.to == text(step.to)) {
        found.push_back(edge);
      }
    }
    return found;
  }

  [[nodiscard]] bool is_target_edge(const Place& place, const EvidenceStep& step) const {
    return std::ranges::any_of(edges_of(place, step), [&](const oracle::Edge& edge) {
      return place.edges.contains(edge);
    });
  }

  // Whether it goes from edge to edge of one graph, from a service to a target, or to a target edge
  // and the contract behind it.
  [[nodiscard]] bool leads_to_target(const Place& place, std::string at,
                                     const Evidence& evidence) const {
    for (std::size_t i = 0; i < evidence.size(); ++i) {
      const EvidenceStep& step = evidence[i];
      if (step.by == By::Contract) {
        return i > 0 && i + 1 == evidence.size() && is_target(step.contract) &&
               is_target_edge(place, evidence[i - 1]);
      }
      if (text(step.from) != at || edges_of(place, step).empty()) return false;
      at = text(step.to);
    }
    return place.services.contains(at);
  }

  // How many edges lie at least between a service and a target, target edges included.
  [[nodiscard]] static std::size_t distance(const Place& place, const std::string& from) {
    Ids reached = place.services;
    Ids frontier;
    for (const oracle::Edge& edge : place.edges) frontier.insert(edge.from);
    for (std::size_t count = 0; count <= place.graph->edges.size() + 1; ++count) {
      if (reached.contains(from)) return count;
      for (const oracle::Edge& edge : place.graph->edges) {
        if (reached.contains(edge.to)) frontier.insert(edge.from);
      }
      reached.merge(frontier);
      frontier.clear();
    }
    return std::numeric_limits<std::size_t>::max();
  }

  [[nodiscard]] static bool is_down(const Place& place, const std::string& service) {
    const auto found = place.effects.find(service);
    return found != place.effects.end() && found->second == oracle::Effect::Down;
  }
  // What is down is so because of what is down, or of a target edge.
  [[nodiscard]] bool stays_down(const Place& place, const Evidence& evidence) const {
    for (std::size_t i = 0; i < evidence.size(); ++i) {
      const bool fails = i + 1 < evidence.size() && evidence[i + 1].by == By::Contract;
      if (!is_edge(evidence[i]) || fails) continue;
      if (is_down(place, text(evidence[i].from)) && !is_down(place, text(evidence[i].to))) {
        return false;
      }
    }
    return true;
  }

  void check(const AffectedService& row) {
    const std::string service(model_->id(row.service));
    const auto edges = static_cast<std::size_t>(std::ranges::count_if(row.evidence, is_edge));
    const bool holds = std::ranges::any_of(places_, [&](const auto& entry) {
      const Place& place = entry.second;
      if ((row.state == ImpactState::Down) != is_down(place, service)) return false;
      if (!leads_to_target(place, service, row.evidence)) return false;
      if (row.state != ImpactState::Affected) return stays_down(place, row.evidence);
      return edges == distance(place, service);
    });
    if (!holds) fault("service " + service + " is not led to a target", row.evidence);
  }

  void check(const AffectedOrganization& row) {
    const std::string organization(model_->id(row.organization));
    if (row.route.empty()) {
      if (row.lead) fault(organization + " is told over no route", row.route);
      return;
    }
    bool holds = row.lead && origins_.contains(text(row.route.front().from)) &&
                 text(row.route.back().to) == organization;
    std::optional<std::int64_t> lead;
    for (std::size_t i = 0; i < row.route.size(); ++i) {
      const EvidenceStep& step = row.route[i];
      if (i > 0 && step.from != row.route[i - 1].to) holds = false;
      if (!step.contract.valid() || step.days.has_value() == step.hours.has_value()) {
        fault(organization + " is told over a step without a period", row.route);
        return;
      }
      const Contract& contract = (*model_)[step.contract];
      const std::string customer = oracle::party_of(*model_, contract.customer);
      const std::string supplier = oracle::party_of(*model_, contract.supplier);
      const bool relay = step.by == By::Relay;
      if (!relay && step.by != By::Notice) holds = false;
      if (text(step.from) != (relay ? customer : supplier)) holds = false;
      if (text(step.to) != (relay ? supplier : customer)) holds = false;
      if (step.hours) lead = lead.value_or(0) + *step.hours;
      if (step.days) lead = std::min<std::int64_t>(lead.value_or(*step.days), *step.days);
    }
    if (!holds || lead != row.lead) fault(organization + " is not told over its route", row.route);
  }

  // The contract, then arcs of responsibility to a target service, or to the start of a target
  // edge, this edge and the contract behind it; or a target edge and one of its hops; or a target.
  [[nodiscard]] bool leads_from_contract(const Place& place, ContractId k,
                                         const Evidence& evidence) const {
    const EvidenceStep& first = evidence.front();
    if (first.by != By::Contract) {
      return evidence.size() == 2 && is_target_edge(place, first) && evidence[1].contract == k;
    }
    if (first.contract != k) return false;
    if (evidence.size() == 1 && is_target(k)) return true;
    Evidence rest(evidence.begin() + 1, evidence.end());
    Ids at;
    for (const ServiceRef& covered : (*model_)[k].covers) at.insert(text(covered.name));
    const bool over_edge = rest.size() >= 2 && rest.back().by == By::Contract;
    if (over_edge) {
      if (!is_target(rest.back().contract)) return false;
      rest.pop_back();
      if (!is_target_edge(place, rest.back())) return false;
    }
    for (std::size_t i = 0; i < rest.size(); ++i) {
      const std::string from = text(rest[i].from);
      const bool last_edge = over_edge && i + 1 == rest.size();
      if (!at.contains(from)) return false;
      if (!last_edge && !place.graph->arcs.contains({from, text(rest[i].to)})) return false;
      at = {text(rest[i].to)};
    }
    return over_edge || std::ranges::any_of(at, [&](const std::string& service) {
             return place.services.contains(service);
           });
  }

  void check(const ImpactAction& action) {
    for (const EvidenceStep& step : action.evidence) {
      if (!model_->find(step.from) || !model_->find(step.to)) {
        fault("an action's evidence names what does not exist", action.evidence);
      }
    }
    const bool of_agreement = action.kind == ActionKind::Reagree ||
                              action.kind == ActionKind::ReportIncident ||
                              action.kind == ActionKind::ProposeRecurrencePrevention;
    if (!of_agreement) return;
    const bool holds =
        !action.evidence.empty() && std::ranges::any_of(places_, [&](const auto& entry) {
          return leads_from_contract(entry.second, action.contract, action.evidence);
        });
    // A target is one where no graph is looked at, too.
    const bool alone = action.evidence.size() == 1 && is_target(action.contract) &&
                       action.evidence.front().contract == action.contract;
    if (!holds && !alone) {
      fault("agreement " + id(action.contract) + " is not led to a target", action.evidence);
    }
  }

  const Model* model_;
  const Impact* impact_;
  std::map<std::string, Place> places_;
  Ids contracts_, origins_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> evidence_faults(const Model& model, const oracle::Background& background,
                                         const Impact& impact) {
  return EvidenceCheck(model, background, impact).run();
}

}  // namespace musubi::test
