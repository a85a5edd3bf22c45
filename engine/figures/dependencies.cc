#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "engine/figures/builder.h"
#include "engine/figures/edges.h"
#include "engine/figures/figures.h"
#include "engine/system_graph.h"
#include "model/names.h"

namespace musubi {
namespace {

class Dependencies {
 public:
  explicit Dependencies(const SupplyGraph& supply)
      : supply_(&supply), builder_(supply, FigureView::Dependencies) {}

  Figure of_all() {
    builder_.figure().title = {.en = "Dependencies", .ja = "構成要素の依存関係"};
    for (std::size_t row = 0; row < supply_->service_count(); ++row) add(ServiceId(row));
    for (std::size_t row = 0; row < supply_->service_count(); ++row) {
      draw_dependencies(ServiceId(row));
    }
    for (const System& system : supply_->model().systems) count_placements(system);
    draw_placements();
    return std::move(builder_).finish();
  }

  Figure of(SystemId id) {
    const System& system = supply_->model()[id];
    const SystemGraph graph(*supply_, id);
    builder_.figure().title = filled({.en = "Dependencies: {}", .ja = "構成要素の依存関係：{}"},
                                     name_of(supply_->model(), system.id));
    const std::uint32_t root = builder_.system(id);
    for (const ServiceId service : graph.components()) add(service);
    std::size_t number = 0;
    for (const Dependency& use : system.uses) draw(root, number++, use, ArrowKind::Uses);
    for (const ServiceId service : graph.components()) draw_dependencies(service);
    for (const Placement& placement : system.placements) {
      if (!graph.find(placement.service.id)) continue;
      draw(builder_.service(placement.service.id), kFirstPlacement + number++, placement.on,
           ArrowKind::Placement);
    }
    return std::move(builder_).finish();
  }

 private:
  /// Choices of placements are numbered apart from those of the service itself.
  static constexpr std::size_t kFirstPlacement = 1000;

  void add(ServiceId service) {
    const std::uint32_t box = builder_.service(service);
    builder_.box(box).area = builder_.area(AreaKind::Party, supply_->provider(service));
    add_layer(builder_.box(box));
    add_places(supply_->model()[service], builder_.box(box));
    if (!supply_->handles(service)) builder_.box(box).marks.add(FigureMark::Outside);
  }

  void draw(std::uint32_t from, std::size_t number, const Dependency& dependency, ArrowKind kind) {
    std::vector<DrawnMember> drawn;
    for (const ServiceRef& member : dependency.members) {
      drawn.push_back({&member, builder_.service(member.id), kind});
    }
    draw_dependency(builder_, from, number, dependency, kind, drawn);
  }

  void draw_dependencies(ServiceId service) {
    const auto& dependencies = supply_->model()[service].depends_on;
    if (!dependencies) return;
    std::size_t number = 0;
    for (const Dependency& dependency : *dependencies) {
      draw(builder_.service(service), number++, dependency, ArrowKind::DependsOn);
    }
  }

  void count_placements(const System& system) {
    for (const Placement& placement : system.placements) {
      std::vector<ServiceId> members;
      for (const ServiceRef& member : placement.on.members) members.push_back(member.id);
      std::ranges::sort(members);
      Placed& placed = placements_[{placement.service.id, std::move(members)}];
      ++placed.systems;
      // It can do without only where it can in all of them.
      if (placed.on == nullptr || placement.on.required) placed.on = &placement.on;
    }
  }

  void draw_placements() {
    std::size_t number = kFirstPlacement;
    for (const auto& [ends, placed] : placements_) {
      const std::uint32_t from = builder_.service(ends.first);
      draw(from, number, *placed.on, ArrowKind::Placement);
      const bool chooses = placed.on->any_of && placed.on->members.size() > 1;
      const std::uint32_t to =
          chooses ? builder_.choice(from, number) : builder_.service(ends.second.front());
      ++number;
      builder_.arrow(builder_.arrow(ArrowKind::Placement, from, to))
          .lines.push_back(
              placed.systems == 1
                  ? filled({.en = "in one system", .ja = "1システムのみ"})
                  : filled({.en = "in {} systems", .ja = "{}システムのみ"}, placed.systems));
    }
  }

  /// The same placement in one or several systems.
  struct Placed {
    const Dependency* on = nullptr;
    std::size_t systems = 0;
  };

  const SupplyGraph* supply_;
  FigureBuilder builder_;
  std::map<std::pair<ServiceId, std::vector<ServiceId>>, Placed> placements_;
};

}  // namespace

Figure dependencies_figure(const SupplyGraph& supply, std::optional<SystemId> system) {
  Dependencies dependencies(supply);
  return system ? dependencies.of(*system) : dependencies.of_all();
}

}  // namespace musubi
