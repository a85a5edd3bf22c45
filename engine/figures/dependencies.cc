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
      for (const ServiceRef& member : placement.on.members) {
        ++placements_[{placement.service.id, member.id}];
      }
    }
  }

  void draw_placements() {
    for (const auto& [ends, systems] : placements_) {
      FigureArrow& arrow = builder_.arrow(builder_.arrow(
          ArrowKind::Placement, builder_.service(ends.first), builder_.service(ends.second)));
      arrow.lines.push_back(systems == 1
                                ? filled({.en = "in one system", .ja = "1システムのみ"})
                                : filled({.en = "in {} systems", .ja = "{}システムのみ"}, systems));
    }
  }

  const SupplyGraph* supply_;
  FigureBuilder builder_;
  std::map<std::pair<ServiceId, ServiceId>, std::size_t> placements_;
};

}  // namespace

Figure dependencies_figure(const SupplyGraph& supply, std::optional<SystemId> system) {
  Dependencies dependencies(supply);
  return system ? dependencies.of(*system) : dependencies.of_all();
}

}  // namespace musubi
