// What has to be done about a change, and in which order.
#include <algorithm>
#include <optional>

#include "engine/impact_parts.h"
#include "engine/sorted.h"

namespace musubi {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFFU;

/// Everything from which a source can be reached along arcs of responsibility, with the first arc
/// of its shortest way there.
class ArcTrail {
 public:
  ArcTrail(const ChangeGraph& graph, std::vector<Component> sources)
      : graph_(graph), found_(std::move(sources)) {
    sort_unique(found_);
    for (const Component c : found_) next_[c] = {};
    for (std::size_t i = 0; i < found_.size(); ++i) {
      for (const ChangeArc& arc : graph.arcs_to(found_[i])) {
        if (next_.try_emplace(arc.from, Next{arc.edge, found_[i]}).second) {
          found_.push_back(arc.from);
        }
      }
    }
  }

  /// The nearest to the sources first.
  [[nodiscard]] std::span<const Component> found() const { return found_; }

  /// Appends the arcs from `c` on and returns the source to which they lead.
  Component append_way(Component c, Evidence& evidence) const {
    const Model& model = graph_.supply().model();
    for (Next next = next_.at(c); next.edge != kNone; next = next_.at(c)) {
      EvidenceStep step = graph_.step(next.edge);
      step.from = model[graph_.service(c)].id;  // the arc of a third party starts at its own
      evidence.push_back(step);
      c = next.to;
    }
    return c;
  }

 private:
  struct Next {
    std::uint32_t edge = kNone;
    Component to = 0;
  };

  const ChangeGraph& graph_;
  std::vector<Component> found_;
  std::map<Component, Next> next_;
};

/// Puts contracts in the order in which they can be agreed on: before a contract those in which its
/// supplier is the customer. Circles are cut at their first contract and kept.
class AgreementOrder {
 public:
  AgreementOrder(const SupplyGraph& supply, const std::map<ContractId, Evidence>& contracts)
      : supply_(supply) {
    for (const auto& [k, evidence] : contracts) {
      left_.insert(k);
      waits_for_[supply.customer(k)].insert(k);
      of_supplier_[supply.supplier(k)].push_back(k);
    }
    for (const ContractId k : left_) {
      if (!waits_for_.contains(supply.supplier(k))) ready_.insert({0, k});
    }
  }

  std::vector<ContractId> run() {
    std::vector<ContractId> order;
    while (!left_.empty()) {
      if (ready_.empty()) cut_circle();
      const auto [stage, k] = *ready_.begin();
      ready_.erase(ready_.begin());
      if (left_.erase(k) == 0) continue;
      order.push_back(k);
      settle(k, stage);
    }
    return order;
  }

  /// The circles by the contract at which each was cut.
  [[nodiscard]] const std::map<ContractId, std::vector<ContractId>>& circles() const {
    return circles_;
  }

 private:
  /// Every contract that is left waits for another one, so that following them meets a circle.
  void cut_circle() {
    std::vector<ContractId> way;
    for (ContractId k = *left_.begin(); std::ranges::find(way, k) == way.end();) {
      way.push_back(k);
      k = *waits_for_.at(supply_.supplier(k)).begin();
      const auto again = std::ranges::find(way, k);
      if (again != way.end()) way.erase(way.begin(), again);
    }
    std::ranges::rotate(way, std::ranges::min_element(way));
    ready_.insert({stage_[supply_.supplier(way.front())], way.front()});
    circles_.emplace(way.front(), way);
  }

  /// After the last contract that it has as customer, an organization can agree on its own.
  void settle(ContractId agreed, std::uint32_t stage) {
    const OrganizationId customer = supply_.customer(agreed);
    std::uint32_t& own = stage_[customer];
    own = std::max(own, stage + 1);
    std::set<ContractId>& waits_for = waits_for_[customer];
    waits_for.erase(agreed);
    if (!waits_for.empty()) return;
    for (const ContractId k : of_supplier_[customer]) {
      if (left_.contains(k)) ready_.insert({own, k});
    }
  }

  const SupplyGraph& supply_;
  std::set<ContractId> left_;
  std::set<std::pair<std::uint32_t, ContractId>> ready_;
  std::map<OrganizationId, std::set<ContractId>> waits_for_;  // that it has to agree on first
  std::map<OrganizationId, std::uint32_t> stage_;
  std::map<OrganizationId, std::vector<ContractId>> of_supplier_;
  std::map<ContractId, std::vector<ContractId>> circles_;
};

}  // namespace

ActionCollector::ActionCollector(const SupplyGraph& supply, const ChangeQuestion& question,
                                 std::span<const ChangeTargetParts> targets)
    : supply_(supply), question_(question), targets_(targets) {}

void ActionCollector::add(const ChangeGraph& graph, const GraphEffect& effect) {
  if (question_.kind == ChangeKind::Outage) return;
  add_reagreements(graph, effect);
  add_hops(graph, effect);
  if (graph.system() == nullptr) return;
  add_duties(*graph.system(), effect);
  if (effect.root() == ImpactState::None) return;
  add_of_owner(*graph.system(), graph, effect);
  if (question_.kind == ChangeKind::Incident) add_leaks(*graph.system(), graph, effect);
}

void ActionCollector::add_reagreements(const ChangeGraph& graph, const GraphEffect& effect) {
  std::vector<Component> sources = effect.target().services;
  std::map<Component, TargetEdge> starts;
  for (const TargetEdge& target : effect.target().edges) {
    const Component from = graph.edge(target.edge).from;
    if (from == kRoot) continue;
    sources.push_back(from);
    starts.try_emplace(from, target);
  }
  for (const Component c : effect.target().services) starts.erase(c);
  const ArcTrail trail(graph, std::move(sources));
  for (const Component c : trail.found()) {
    for (const ContractId k : graph.contracts_of(c)) {
      if (!graph.answers_at(supply_.supplier(k), c) || reagree_.contains(k)) continue;
      Evidence evidence{contract_step(supply_, k)};
      const auto start = starts.find(trail.append_way(c, evidence));
      if (start != starts.end()) {
        evidence.push_back(graph.step(start->second.edge));
        evidence.push_back(contract_step(supply_, start->second.contract));
      }
      reagree_.emplace(k, std::move(evidence));
    }
  }
}

void ActionCollector::add_hops(const ChangeGraph& graph, const GraphEffect& effect) {
  for (const TargetEdge& target : effect.target().edges) {
    for (const ContractId hop : graph.chain(target.edge).contracts) {
      reagree_.try_emplace(hop, Evidence{graph.step(target.edge), contract_step(supply_, hop)});
    }
  }
}

/// The contracts of the owner that cover something affected in its system, each with the shortest
/// way from that to a target.
void ActionCollector::add_of_owner(const SystemGraph& graph, const ChangeGraph& view,
                                   const GraphEffect& effect) {
  for (const ContractId k : supply_.bought_by(graph.owner())) {
    if (!is_supply_kind(supply_.kind(k)) || !supply_.holds_in(k, graph.system())) continue;
    if (revisit_.contains(k)) continue;
    using Way = std::pair<Component, Evidence>;
    std::optional<Way> shortest;
    for (const ServiceRef& covered : supply_.model()[k].covers) {
      const auto c = view.find(covered.id);
      if (!c || effect.state(*c) == ImpactState::None) continue;
      Way way(*c, effect.way_from(*c));
      const auto length = [](const Way& of) { return std::pair(of.second.size(), of.first); };
      if (!shortest || length(way) < length(*shortest)) shortest = std::move(way);
    }
    if (!shortest) continue;
    Evidence evidence{contract_step(supply_, k)};
    std::ranges::copy(shortest->second, std::back_inserter(evidence));
    revisit_.emplace(k, std::move(evidence));
  }
}

bool ActionCollector::is_target_contract_for(const SystemGraph& graph, OrganizationId customer,
                                             OrganizationId supplier, Component c) const {
  const ServiceId service = graph.service(c);
  return std::ranges::any_of(targets_, [&](const ChangeTargetParts& target) {
    return std::ranges::any_of(target.contracts, [&](ContractId k) {
      if (supply_.customer(k) != customer || supply_.supplier(k) != supplier) return false;
      if (!supply_.active(k) || !is_supply_kind(supply_.kind(k)) || !graph.counts(k, c)) {
        return false;
      }
      const auto& covers = supply_.model()[k].covers;
      return std::ranges::find(covers, service, &ServiceRef::id) != covers.end();
    });
  });
}

void ActionCollector::add_duties(const SystemGraph& graph, const GraphEffect& effect) {
  for (const Duty& duty : find_duties(graph)) {
    if (!std::ranges::binary_search(effect.target().services, duty.component) &&
        !is_target_contract_for(graph, duty.owes, duty.about, duty.component)) {
      continue;
    }
    Evidence evidence;
    if (duty.edge < graph.edges().size()) {
      evidence.push_back(edge_step(graph, graph.edges()[duty.edge]));
    }
    if (duty.contract.valid()) evidence.push_back(contract_step(supply_, duty.contract));
    reassess_.try_emplace(DutyKey(graph.service(duty.component), duty.owes, duty.about),
                          std::move(evidence));
  }
}

void ActionCollector::add_leaks(const SystemGraph& graph, const ChangeGraph& view,
                                const GraphEffect& effect) {
  for (const Component c : effect.affected()) {
    if (!supply_.handles(view.service(c))) continue;
    leaks_.try_emplace(supply_.model()[graph.system()].owner.id, effect.way_from_root());
    return;
  }
}

void ActionCollector::add_targets() {
  for (const ChangeTargetParts& target : targets_) {
    for (const ContractId k : target.contracts) {
      if (!supply_.active(k) || !is_supply_kind(supply_.kind(k))) continue;
      reagree_.try_emplace(k, Evidence{contract_step(supply_, k)});
    }
  }
}

std::map<ContractId, Evidence> ActionCollector::find_returns() const {
  std::map<ContractId, Evidence> found;
  const auto add = [&](ContractId k) {
    if (!supply_.active(k) || !is_supply_kind(supply_.kind(k))) return;
    found.try_emplace(k, Evidence{contract_step(supply_, k)});
  };
  for (const ChangeTargetParts& target : targets_) {
    std::vector<ServiceId> services;
    if (target.service.valid()) services.push_back(target.service);
    if (target.organization.valid()) {
      std::ranges::copy(supply_.provided_by(target.organization), std::back_inserter(services));
    }
    for (const ServiceId s : services) {
      if (supply_.handles(s)) std::ranges::for_each(supply_.covering(s), add);
    }
    for (const ContractId k : target.contracts) {
      const auto handles = [&](const ServiceRef& s) { return supply_.handles(s.id); };
      if (std::ranges::any_of(supply_.model()[k].covers, handles)) add(k);
    }
  }
  return found;
}

std::vector<ImpactAction> ActionCollector::take() {
  std::vector<ImpactAction> actions;
  if (question_.kind == ChangeKind::Outage) return actions;
  add_targets();
  const auto add_contract = [&](ActionKind kind, ContractId k, const Evidence& evidence) {
    actions.push_back({kind, k, {}, supply_.supplier(k), supply_.customer(k), evidence, {}});
  };
  AgreementOrder agreements(supply_, reagree_);
  const std::vector<ContractId> order = agreements.run();
  const auto add_all = [&](ActionKind kind) {
    for (const ContractId k : order) add_contract(kind, k, reagree_.at(k));
  };
  if (question_.kind == ChangeKind::Incident) {
    add_all(ActionKind::ReportIncident);
    for (const auto& [facility, evidence] : leaks_) {
      actions.push_back({ActionKind::ConsiderLeakReport, {}, {}, facility, {}, evidence, {}});
    }
    add_all(ActionKind::ProposeRecurrencePrevention);
  }
  for (const auto& [duty, evidence] : reassess_) {
    const auto& [service, owes, about] = duty;
    actions.push_back({ActionKind::Reassess, {}, service, owes, about, evidence, {}});
  }
  add_all(ActionKind::Reagree);
  for (ImpactAction& action : actions) {
    const auto circle = agreements.circles().find(action.contract);
    const bool cut = action.kind == ActionKind::Reagree && circle != agreements.circles().end();
    if (cut) action.circle = circle->second;
  }
  for (const auto& [k, evidence] : revisit_) {
    if (!reagree_.contains(k)) add_contract(ActionKind::RevisitScope, k, evidence);
  }
  if (question_.kind == ChangeKind::Termination) {
    for (const auto& [k, evidence] : find_returns()) {
      add_contract(ActionKind::ReturnAndErase, k, evidence);
    }
  }
  return actions;
}

}  // namespace musubi
