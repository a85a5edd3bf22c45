#include "engine/impact.h"

#include <algorithm>

#include "engine/impact_parts.h"
#include "engine/sorted.h"

namespace musubi {
namespace {

/// Looks at graph after graph and keeps what the answer needs of each.
class ImpactCollector {
 public:
  ImpactCollector(const SupplyGraph& supply, const ChangeQuestion& question,
                  std::span<const ChangeTargetParts> targets)
      : supply_(supply),
        question_(question),
        targets_(targets),
        actions_(supply, question, targets) {
    effects_.resize(targets.size());
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const ServiceId service = targets[i].service;
      if (!service.valid()) continue;
      effects_[i].hit.insert(service);
      effects_[i].organizations.insert(supply.provider(service));
    }
  }

  void add(const ChangeGraph& graph) {
    TargetInGraph all;
    std::vector<TargetInGraph> each;
    for (const ChangeTargetParts& target : targets_) {
      each.push_back(find_target(graph, target));
      all.add(each.back());
    }
    const GraphEffect effect(graph, std::move(all), question_.kind);
    if (each.size() == 1) {
      add_to(effects_.front(), graph, effect);
    } else {
      for (std::size_t i = 0; i < each.size(); ++i) {
        add_to(effects_[i], graph, GraphEffect(graph, std::move(each[i]), question_.kind));
      }
    }
    keep_services(graph, effect);
    if (graph.system() != nullptr) keep_system(*graph.system(), effect);
    actions_.add(graph, effect);
  }

  Impact take() {
    Impact impact;
    for (TargetEffect& effect : effects_) {
      effect.covered.insert(effect.hit.begin(), effect.hit.end());
    }
    for (auto& [service, row] : services_) impact.services.push_back(std::move(row));
    impact.systems = std::move(systems_);
    for (const auto& [facility, state] : institutions_) {
      impact.institutions.push_back({facility, state});
    }
    find_told(supply_, question_, targets_, effects_, impact);
    impact.actions = actions_.take();
    return impact;
  }

 private:
  /// What one target does in one graph.
  static void add_to(TargetEffect& target, const ChangeGraph& graph, const GraphEffect& effect) {
    for (const Component c : effect.affected()) {
      target.hit.insert(graph.service(c));
      target.organizations.insert(graph.operator_of(c));
    }
    for (const TargetEdge& edge : effect.target().edges) {
      target.covered.insert(graph.service(graph.edge(edge.edge).to));
    }
    if (effect.root() != ImpactState::None) target.organizations.insert(graph.system()->owner());
  }

  void keep_services(const ChangeGraph& graph, const GraphEffect& effect) {
    for (const Component c : effect.affected()) {
      const ImpactState state = effect.state(c);
      const ServiceId service = graph.service(c);
      AffectedService& row =
          services_.try_emplace(service, AffectedService{service, ImpactState::None, {}})
              .first->second;
      if (state > row.state) row = {service, state, effect.way_from(c)};
    }
  }

  void keep_system(const SystemGraph& graph, const GraphEffect& effect) {
    if (effect.root() == ImpactState::None) return;
    systems_.push_back({graph.system(), effect.root()});
    ImpactState& state = institutions_[supply_.model()[graph.system()].owner.id];
    state = std::max(state, effect.root());
  }

  const SupplyGraph& supply_;
  const ChangeQuestion& question_;
  std::span<const ChangeTargetParts> targets_;
  ActionCollector actions_;
  std::vector<TargetEffect> effects_;
  std::map<ServiceId, AffectedService> services_;
  std::vector<AffectedSystem> systems_;
  std::map<OrganizationId, ImpactState> institutions_;
};

std::vector<ChangeTargetParts> targets_of(const SupplyGraph& supply,
                                          const ChangeQuestion& question) {
  std::vector<ChangeTargetParts> targets;
  for (const RecordRef target : question.targets) targets.push_back(parts_of(supply, target));
  return targets;
}

}  // namespace

ImpactFinder::ImpactFinder(const SupplyGraph& supply)
    : supply_(&supply), index_(std::make_unique<const ChangeIndex>(supply)) {}

ImpactFinder::~ImpactFinder() = default;

std::vector<SystemId> ImpactFinder::candidates(const ChangeQuestion& question) const {
  if (question.systems) {
    std::vector<SystemId> systems = *question.systems;
    sort_unique(systems);
    return systems;
  }
  return candidate_systems(*supply_, *index_, targets_of(*supply_, question));
}

Impact ImpactFinder::find(const ChangeQuestion& question) const {
  const std::vector<ChangeTargetParts> targets = targets_of(*supply_, question);
  ImpactCollector collector(*supply_, question, targets);
  const TargetedGraphs graphs(*supply_, targets);
  for (const SystemId system : candidates(question)) collector.add(*graphs.graph_of(system));
  if (!question.systems) collector.add(GlobalChangeGraph(*supply_));
  return collector.take();
}

}  // namespace musubi
