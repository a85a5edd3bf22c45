// What hangs on each service.
#include <algorithm>

#include "engine/concentration_parts.h"
#include "engine/sorted.h"

namespace musubi {
namespace {

template <class IdType>
std::uint32_t node(IdType id) {
  return static_cast<std::uint32_t>(id.index());
}

class HangingOnServices final : public Hanging {
 public:
  HangingOnServices(const SupplyGraph& supply, const OwnedSystems& owned)
      : supply_(supply), owned_(owned) {}

  [[nodiscard]] std::uint32_t first_row() const override { return 0; }
  [[nodiscard]] std::size_t row_count() const override { return supply_.service_count(); }
  /// On which services a system hangs depends on nothing but what it uses and places; only what is
  /// placed below its uses, or is one of several, has a part in it that others do not have.
  [[nodiscard]] bool is_special(SystemId system) const override {
    return owned_.placed[system.index()] == PlacedOn::Other;
  }
  [[nodiscard]] Links affecting() const override;
  void add_seeds(SystemId system, std::vector<std::uint32_t>& seeds) const override {
    owned_.add_used(supply_.model(), node(system), seeds);
  }
  [[nodiscard]] Necessity necessity() const override;
  void add_needs(SystemId system, std::vector<std::uint32_t>& needs,
                 std::vector<std::vector<FallsWith>>& choices) const override;
  [[nodiscard]] HangsOn look_at(SystemId system, const Necessity* necessity) const override;

 private:
  [[nodiscard]] std::vector<ServiceId> components_of(const System& system) const;
  [[nodiscard]] bool follows_all(const System& system, const Necessity& necessity) const;
  [[nodiscard]] std::vector<std::uint32_t> follow(const System& system,
                                                  const Necessity& necessity) const;

  const SupplyGraph& supply_;
  const OwnedSystems& owned_;
};

Links HangingOnServices::affecting() const {
  Links links;
  links.starts.reserve(supply_.service_count() + 1);
  links.ends.reserve(supply_.edges().size());
  for (std::size_t i = 0; i < supply_.service_count(); ++i) {
    for (const ServiceEdge& edge : supply_.edges_from(ServiceId(i))) {
      links.ends.push_back(node(edge.to));
    }
    links.starts.push_back(static_cast<std::uint32_t>(links.ends.size()));
  }
  return links;
}

Necessity HangingOnServices::necessity() const {
  Necessity made(supply_.service_count());
  std::vector<FallsWith> members;
  for (std::size_t i = 0; i < supply_.service_count(); ++i) {
    for_each_dependency(supply_, ServiceId(i), [&](const Dependency& dependency, auto edges) {
      if (!dependency.required) return;
      members.clear();
      for (const ServiceEdge* edge : edges) members.push_back({node(edge->to)});
      made.add_choice(static_cast<std::uint32_t>(i), members);
    });
  }
  return made;
}

void HangingOnServices::add_needs(SystemId system, std::vector<std::uint32_t>& needs,
                                  std::vector<std::vector<FallsWith>>& choices) const {
  const auto add = [&](const Dependency& dependency) {
    if (!dependency.required) return;
    if (dependency.members.size() == 1) {
      needs.push_back(node(dependency.members.front().id));
      return;
    }
    auto& members = choices.emplace_back();
    for (const ServiceRef& member : dependency.members) members.push_back({node(member.id)});
  };
  std::ranges::for_each(supply_.model()[system].uses, add);
  if (owned_.placed[system.index()] == PlacedOn::Nothing) return;
  for (const Placement& placement : supply_.model()[system].placements) add(placement.on);
}

/// Everything below, over placements too.
std::vector<ServiceId> HangingOnServices::components_of(const System& system) const {
  thread_local std::vector<std::uint64_t> seen;
  thread_local std::uint64_t now = 0;
  if (seen.size() < supply_.service_count()) seen.resize(supply_.service_count(), 0);
  ++now;
  std::vector<ServiceId> found;
  const auto add = [&](ServiceId s) {
    if (seen[s.index()] != now) found.push_back(s);
    seen[s.index()] = now;
  };
  const auto add_members = [&](const Dependency& dependency) {
    for (const ServiceRef& member : dependency.members) add(member.id);
  };
  std::ranges::for_each(system.uses, add_members);
  for (std::size_t next = 0; next < found.size(); ++next) {
    const ServiceId service = found[next];
    for (const ServiceEdge& edge : supply_.edges_from(service)) add(edge.to);
    for (const Placement& placement : system.placements) {
      if (placement.service.id == service) add_members(placement.on);
    }
  }
  return found;
}

/// Whether what takes the system down is what can be reached along the needs of all systems and its
/// own: no choice depends on what it places.
bool HangingOnServices::follows_all(const System& system, const Necessity& necessity) const {
  const auto is_single = [](const Dependency& dependency) {
    return !dependency.required || dependency.members.size() == 1;
  };
  return std::ranges::all_of(system.uses, is_single) &&
         std::ranges::all_of(system.placements, [&](const Placement& placement) {
           return is_single(placement.on) &&
                  necessity.below_choices()[placement.service.id.index()] == 0;
         });
}

std::vector<std::uint32_t> HangingOnServices::follow(const System& system,
                                                     const Necessity& necessity) const {
  std::vector<std::uint32_t> found;
  std::vector<char> seen(supply_.service_count(), 0);
  const auto add = [&](std::uint32_t s) {
    if (seen[s] == 0) found.push_back(s);
    seen[s] = 1;
  };
  for (const Dependency& use : system.uses) {
    if (use.required) add(node(use.members.front().id));
  }
  for (std::size_t next = 0; next < found.size(); ++next) {
    const std::uint32_t service = found[next];
    std::ranges::for_each(necessity.links().from(service), add);
    for (const Placement& placement : system.placements) {
      if (node(placement.service.id) != service || !placement.on.required) continue;
      add(node(placement.on.members.front().id));
    }
  }
  return found;
}

HangsOn HangingOnServices::look_at(SystemId id, const Necessity* necessity) const {
  const System& system = supply_.model()[id];
  HangsOn found;
  std::vector<ServiceId> components = components_of(system);
  for (const ServiceId s : components) found.affected.push_back(node(s));
  if (necessity == nullptr) return found;
  if (follows_all(system, *necessity)) {
    found.down = follow(system, *necessity);
    return found;
  }
  std::ranges::sort(components);
  for (const std::uint32_t c : find_falls(supply_, id, components, 0, {}, nullptr)) {
    found.down.push_back(node(components[c]));
  }
  return found;
}

}  // namespace

std::unique_ptr<Hanging> hanging_on_services(const SupplyGraph& supply, const OwnedSystems& owned) {
  return std::make_unique<HangingOnServices>(supply, owned);
}

}  // namespace musubi
