// The placements that count for the promises of a contract.
#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/promise_parts.h"

namespace musubi::promise {
namespace {

std::vector<Step> placements_of(const Model& model, SystemId system) {
  std::vector<Step> steps;
  for (const Placement& placement : model[system].placements) {
    for (const ServiceRef& member : placement.on.members) {
      steps.push_back({placement.service.id,
                       member.id,
                       EvidenceStep::By::Placement,
                       placement.on.any_of,
                       {model[system].where.file, member.offset}});
    }
  }
  std::ranges::stable_sort(steps, {}, [](const Step& s) { return std::tie(s.from, s.to); });
  return steps;
}

}  // namespace

SystemPlacements::SystemPlacements(const SupplyGraph& supply)
    : supply_(supply),
      has_owned_(supply.model().organizations.size(), 0),
      seen_(supply.service_count(), 0) {
  const Model& model = supply.model();
  for (std::size_t i = 0; i < model.systems.size(); ++i) {
    if (model.systems[i].placements.empty()) continue;
    const OrganizationId owner = supply.owner(SystemId(i));
    owned_[owner].systems.emplace_back(i);
    has_owned_[owner.index()] = 1;
  }
}

std::span<const PlacedSystem> SystemPlacements::systems_of(OrganizationId owner) {
  if (has_owned_[owner.index()] == 0) return {};
  auto& [systems, placed] = owned_.at(owner);
  if (placed.empty()) {
    for (const SystemId system : systems) placed.push_back(look_at(system));
  }
  return placed;
}

PlacedSystem SystemPlacements::look_at(SystemId system) {
  PlacedSystem placed{system, placements_of(supply_.model(), system), {}, {}};
  std::vector<ServiceId> starts;
  for (const Dependency& dependency : supply_.model()[system].uses) {
    for (const ServiceRef& member : dependency.members) starts.push_back(member.id);
  }
  placed.components = reached_from(starts, placed.placements);
  // Edges of a system start at its components.
  std::erase_if(placed.placements, [&](const Step& step) {
    return !std::ranges::binary_search(placed.components, step.from);
  });
  placed.above = above(placed.placements);
  return placed;
}

/// Sorted; `starts` too.
std::vector<ServiceId> SystemPlacements::reached_from(std::span<const ServiceId> starts,
                                                      std::span<const Step> placements) {
  std::vector<ServiceId> found;
  ++search_;
  const auto take = [&](ServiceId s) {
    if (std::exchange(seen_[s.index()], search_) != search_) found.push_back(s);
  };
  for (const ServiceId s : starts) take(s);
  for (std::size_t next = 0; next < found.size(); ++next) {
    const ServiceId from = found[next];
    for (const ServiceEdge& edge : supply_.edges_from(from)) take(edge.to);
    for (const Step& step : std::ranges::equal_range(placements, from, {}, &Step::from)) {
      take(step.to);
    }
  }
  std::ranges::sort(found);
  return found;
}

/// The services where a placement begins, and those from which edges lead there. Sorted.
std::vector<ServiceId> SystemPlacements::above(std::span<const Step> placements) {
  std::vector<ServiceId> found;
  ++search_;
  const auto take = [&](ServiceId s) {
    if (std::exchange(seen_[s.index()], search_) != search_) found.push_back(s);
  };
  for (const Step& step : placements) take(step.from);
  for (std::size_t next = 0; next < found.size(); ++next) {
    for (const std::uint32_t e : supply_.edges_to(found[next])) take(supply_.edges()[e].from);
  }
  std::ranges::sort(found);
  return found;
}

Placements SystemPlacements::that_count_for(ContractId k) {
  Placements result;
  std::vector<Step>& steps = result.steps;
  for (const PlacedSystem& placed : systems_of(supply_.customer(k))) {
    if (!supply_.holds_in(k, placed.system)) continue;
    const bool covers =
        std::ranges::any_of(supply_.model()[k].covers, [&](const ServiceRef& service) {
          return std::ranges::binary_search(placed.components, service.id);
        });
    if (!covers) continue;
    steps.insert(steps.end(), placed.placements.begin(), placed.placements.end());
    result.systems.push_back(&placed);
  }
  std::ranges::stable_sort(steps, {}, [](const Step& s) { return std::tie(s.from, s.to); });
  return result;
}

}  // namespace musubi::promise
