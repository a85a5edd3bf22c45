#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "engine/links.h"
#include "engine/necessity.h"
#include "engine/plain_systems.h"
#include "engine/reach_counts.h"
#include "engine/system_graph.h"

// What the parts of `ConcentrationFinder` share; included by these only.
namespace musubi {

/// The placements of a system. `Required`: everything that is placed is what the system uses and
/// cannot do without, so it hangs on what that is placed on as on what it uses.
enum class PlacedOn : std::uint8_t { Nothing, Required, Other };

/// Weights as whole numbers, so that their sums do not depend on the order of adding: in
/// millionths, or coarser where all together would not fit.
class WeightScale {
 public:
  explicit WeightScale(double whole = 0);
  [[nodiscard]] std::int64_t units(double weight) const;
  [[nodiscard]] double weight(std::int64_t units) const {
    return static_cast<double>(units) / scale_;
  }

 private:
  double scale_ = 1e6;
};

/// A facility that owns systems.
struct Facility {
  std::span<const std::uint32_t> systems;
  std::int64_t weight = 0;
};

/// Systems by the facility that owns them, and what they use.
struct OwnedSystems {
  explicit OwnedSystems(const SupplyGraph& supply);

  Links by_facility;             // organization -> systems
  Links uses;                    // system -> services, every member of what it uses
  std::vector<PlacedOn> placed;  // by system
  WeightScale scale;
  std::vector<Facility> facilities;
  std::uint64_t system_count = 0;
  std::int64_t weight = 0;  // of all facilities

  /// As far as services are concerned: those that are evaluated together, such as use the same
  /// beside one another, with what their systems use, and those that are not.
  std::vector<Facility> together, apart;
  ReachSources using_together;

  /// What a system uses, and what that is placed on.
  void add_used(const Model& model, std::uint32_t system, std::vector<std::uint32_t>& seeds) const;

 private:
  void add_facilities(const Model& model);
  void prepare_together(const Model& model);
  void order_together(std::size_t service_count);
};

/// What is counted of one system, as rows: each at most once.
struct HangsOn {
  std::vector<std::uint32_t> affected;  // a change of it affects the system
  std::vector<std::uint32_t> down;      // an outage of it alone takes the system down
};

/// The graphs in which the systems hang on services, or on organizations: nodes, some of which are
/// rows. Systems that cannot be evaluated with others are special.
class Hanging {
 public:
  Hanging() = default;
  Hanging(const Hanging&) = delete;
  Hanging& operator=(const Hanging&) = delete;
  Hanging(Hanging&&) = delete;
  Hanging& operator=(Hanging&&) = delete;
  virtual ~Hanging() = default;

  /// The node of row 0, and how many rows follow.
  [[nodiscard]] virtual std::uint32_t first_row() const = 0;
  [[nodiscard]] virtual std::size_t row_count() const = 0;
  [[nodiscard]] virtual bool is_special(SystemId system) const = 0;

  /// A system that is not special is affected by what can be reached from its seeds.
  [[nodiscard]] virtual Links affecting() const = 0;
  virtual void add_seeds(SystemId system, std::vector<std::uint32_t>& seeds) const = 0;
  /// It is taken down by what can be reached from these: what it needs, and its choices, each as
  /// members that fall with any of several nodes.
  [[nodiscard]] virtual Necessity necessity() const = 0;
  virtual void add_needs(SystemId system, std::vector<std::uint32_t>& needs,
                         std::vector<std::vector<FallsWith>>& choices) const = 0;

  /// One system by itself. `necessity` is closed, or nothing where only `affected` is wanted.
  [[nodiscard]] virtual HangsOn look_at(SystemId system, const Necessity* necessity) const = 0;
};

[[nodiscard]] std::unique_ptr<Hanging> hanging_on_services(const SupplyGraph& supply,
                                                           const OwnedSystems& owned);
[[nodiscard]] std::unique_ptr<Hanging> hanging_on_organizations(const SupplyGraph& supply,
                                                                const OwnedSystems& owned);

/// What else the member of a dependency falls with, beside its service: nodes of `find_falls`.
using FallsBeside =
    std::function<FallsWith(ServiceId from, EdgeKind kind, const ServiceRef& member)>;

/// Everything that alone takes the root of one system down, as nodes: its services first, by their
/// place in `components` (sorted), then `others` more, which only `beside` and `operators` (by
/// component; empty for none) name. O(components and their dependencies), and the choices.
[[nodiscard]] std::vector<std::uint32_t> find_falls(const SupplyGraph& supply, SystemId system,
                                                    std::span<const ServiceId> components,
                                                    std::size_t others,
                                                    std::span<const std::uint32_t> operators,
                                                    const FallsBeside& beside);

/// The dependencies of a service as its edges: calls `visit(dependency, edges)` for each.
template <class Visit>
void for_each_dependency(const SupplyGraph& supply, ServiceId service, Visit visit) {
  const auto& written = supply.model()[service].depends_on;
  if (!written) return;
  std::vector<const ServiceEdge*> edges;
  for (std::uint32_t row = 0; row < written->size(); ++row) {
    edges.clear();
    for (const ServiceEdge& edge : supply.edges_from(service)) {
      if (edge.dependency == row) edges.push_back(&edge);
    }
    visit((*written)[row], std::span<const ServiceEdge* const>(edges));
  }
}

}  // namespace musubi
