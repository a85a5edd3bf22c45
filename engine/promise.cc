#include "engine/promise.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/notice.h"

namespace musubi {
namespace {

constexpr std::array kKindsInDays{ChangeKind::ServiceChange, ChangeKind::ContractChange,
                                  ChangeKind::Termination};

constexpr std::int64_t kUnknown = -2;
constexpr std::int64_t kNone = -1;

/// A dependency or a placement, as a step down from one service to another.
struct Step {
  ServiceId from, to;
  EvidenceStep::By by = EvidenceStep::By::DependsOn;
  bool any_of = false;
  SourceLocation where;
};

/// The placements of one system, and which services it has as components.
struct PlacedSystem {
  SystemId system;
  std::vector<Step> placements;       // sorted by from
  std::vector<ServiceId> components;  // sorted
};

/// What is below one service: every step that can be reached from it, breadth first. Of each
/// service the row of the step that reached it first.
struct Below {
  std::vector<Step> steps;
  std::map<ServiceId, std::size_t> reached_by;
};

/// The shortest notice below a service.
struct Shortest {
  std::int64_t days = 0;
  ServiceId about;                  // its changes are told of by its provider
  OrganizationId to;                // to this one
  std::optional<std::size_t> step;  // the row of the step to it among those below; none at the top
};

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

class PromiseFinder {
 public:
  explicit PromiseFinder(const SupplyGraph& supply) : supply_(supply), model_(supply.model()) {
    for (std::size_t i = 0; i < model_.systems.size(); ++i) {
      if (model_.systems[i].placements.empty()) continue;
      placed_[supply.owner(SystemId(i))].emplace_back(i);
    }
    seen_.assign(supply.service_count(), 0);
    for (auto& widths : edge_widths_) widths.assign(supply.edges().size(), kUnknown);
  }

  void add_of(OrganizationId customer, std::vector<UnkeepableNotice>& found) {
    std::vector<PlacedSystem> systems;
    for (const ContractId k : supply_.bought_by(customer)) {
      const Periods* notice = model_.notice(model_[k]);
      if (notice == nullptr) continue;
      if (systems.empty()) systems = placed_systems(customer);
      const std::vector<Step> placements = placements_for(k, systems);
      for (const ChangeKind kind : kKindsInDays) {
        const auto promised = notice->find(kind);
        if (promised) check(k, kind, *promised, placements, found);
      }
    }
  }

 private:
  void check(ContractId k, ChangeKind kind, std::int32_t promised, std::span<const Step> placements,
             std::vector<UnkeepableNotice>& found) {
    std::optional<Shortest> worst;
    ServiceId start;
    for (const ServiceRef& covered : model_[k].covers) {
      const auto here = shortest(covered.id, supply_.supplier(k), kind, placements);
      if (!here || (worst && worst->days <= here->days)) continue;
      worst = here;
      start = covered.id;
    }
    if (!worst || promised <= worst->days) return;
    Evidence evidence = explain(start, kind, *worst, placements);
    evidence.push_back(telling_step(
        supply_, {supply_.supplier(k), supply_.customer(k), k, false, promised}, false));
    found.push_back({k, kind, promised, worst->days, std::move(evidence)});
  }

  /// The smallest of the notices that the provider of `s` and those below it give.
  std::optional<Shortest> shortest(ServiceId s, OrganizationId supplier, ChangeKind kind,
                                   std::span<const Step> placements) {
    std::optional<Shortest> best;
    const OrganizationId provider = supply_.provider(s);
    if (provider != supplier) {
      if (const auto days = width(s, supplier, kind)) best = {*days, s, supplier, {}};
    }
    const auto below = placements.empty()
                           ? shortest_below_everywhere(s, supplier, kind)
                           : shortest_of(below_service(s, placements), supplier, kind);
    return below && (!best || below->days < best->days) ? below : best;
  }

  /// The same for all systems, so it is looked for once.
  const std::optional<Shortest>& shortest_below_everywhere(ServiceId s, OrganizationId supplier,
                                                           ChangeKind kind) {
    const auto [place, is_new] = below_[row_of(kind)].try_emplace(key_of(s, supplier));
    if (is_new) place->second = shortest_below(s, supplier, kind);
    return place->second;
  }

  /// As `shortest_of(below_service(s, {}), …)`, without keeping what is below: this is asked for
  /// most services of a country.
  std::optional<Shortest> shortest_below(ServiceId s, OrganizationId supplier, ChangeKind kind) {
    std::optional<Shortest> best;
    ++search_;
    queue_ = {s};
    seen_[s.index()] = search_;
    std::size_t row = 0;
    for (std::size_t next = 0; next < queue_.size(); ++next) {
      const ServiceId from = queue_[next];
      for (const ServiceEdge& edge : supply_.edges_from(from)) {
        if (std::exchange(seen_[edge.to.index()], search_) != search_) queue_.push_back(edge.to);
        const std::size_t here = row++;
        if (supply_.provider(edge.to) == supplier) continue;
        const std::int64_t days = width_of_edge(edge, kind);
        if (days == kNone || (best && best->days <= days)) continue;
        best = {days, edge.to, supply_.provider(from), here};
      }
    }
    return best;
  }

  /// What the provider at the start of an edge is told at least of the end; none where that does
  /// not matter, as any other of several would do.
  std::int64_t width_of_edge(const ServiceEdge& edge, ChangeKind kind) {
    const auto e = static_cast<std::size_t>(&edge - supply_.edges().data());
    std::int64_t& known = edge_widths_[row_of(kind)][e];
    if (known != kUnknown) return known;
    const OrganizationId above = supply_.provider(edge.from);
    const bool any_of = (*model_[edge.from].depends_on)[edge.dependency].any_of;
    if (any_of || above == supply_.provider(edge.to)) return known = kNone;
    return known = width(edge.to, above, kind).value_or(kNone);
  }

  static std::size_t row_of(ChangeKind kind) {
    return static_cast<std::size_t>(std::ranges::find(kKindsInDays, kind) - kKindsInDays.begin());
  }
  static std::uint64_t key_of(ServiceId s, OrganizationId organization) {
    return (std::uint64_t{s.index()} << 32U) | organization.index();
  }

  /// Of its own changes the supplier knows.
  std::optional<Shortest> shortest_of(const Below& below, OrganizationId supplier,
                                      ChangeKind kind) {
    std::optional<Shortest> best;
    for (std::size_t row = 0; row < below.steps.size(); ++row) {
      const Step& step = below.steps[row];
      const OrganizationId above = supply_.provider(step.from);
      const OrganizationId under = supply_.provider(step.to);
      if (step.any_of || above == under || under == supplier) continue;
      const auto days = width(step.to, above, kind);
      if (days && (!best || *days < best->days)) best = {*days, step.to, above, row};
    }
    return best;
  }

  [[nodiscard]] Below below_service(ServiceId s, std::span<const Step> placements) const {
    Below below;
    std::vector<ServiceId> queue{s};
    below.reached_by.emplace(s, 0);
    const auto take = [&](const Step& step) {
      if (below.reached_by.try_emplace(step.to, below.steps.size()).second) {
        queue.push_back(step.to);
      }
      below.steps.push_back(step);
    };
    for (std::size_t next = 0; next < queue.size(); ++next) {
      const ServiceId from = queue[next];
      for (const ServiceEdge& edge : supply_.edges_from(from)) {
        const bool any_of = (*model_[from].depends_on)[edge.dependency].any_of;
        take({from,
              edge.to,
              EvidenceStep::By::DependsOn,
              any_of,
              {model_[from].where.file, edge.offset}});
      }
      for (const Step& step : std::ranges::equal_range(placements, from, {}, &Step::from)) {
        take(step);
      }
    }
    return below;
  }

  /// The contracts of a supply kind that cover `s`, from `customer` on towards its provider.
  [[nodiscard]] std::vector<ContractId> contracts_below(ServiceId s,
                                                        OrganizationId customer) const {
    std::vector<ContractId> contracts;
    std::vector<OrganizationId> queue{customer};
    for (std::size_t next = 0; next < queue.size(); ++next) {
      for (const ContractId k : supply_.covering(s, queue[next])) {
        if (!is_supply_kind(supply_.kind(k))) continue;
        contracts.push_back(k);
        const OrganizationId supplier = supply_.supplier(k);
        if (std::ranges::find(queue, supplier) == queue.end()) queue.push_back(supplier);
      }
    }
    return contracts;
  }

  /// The widest route of notices, without relays, from the provider of `s` to `customer` about it.
  [[nodiscard]] std::vector<Telling> widest_route(ServiceId s, OrganizationId customer,
                                                  ChangeKind kind) const {
    const std::vector<ContractId> contracts = contracts_below(s, customer);
    const NoticeGraph graph(supply_, kind, contracts, NoticeGraph::Relays::Without);
    const OrganizationId provider = supply_.provider(s);
    return NoticeRoutes(graph, std::span(&provider, 1)).route(customer);
  }

  std::optional<std::int64_t> width(ServiceId s, OrganizationId customer, ChangeKind kind) {
    const auto [place, is_new] = widths_[row_of(kind)].try_emplace(key_of(s, customer));
    if (!is_new) return place->second;
    const std::vector<Telling> route = widest_route(s, customer, kind);
    if (!route.empty()) place->second = std::ranges::min(route, {}, &Telling::length).length;
    return place->second;
  }

  Evidence explain(ServiceId start, ChangeKind kind, const Shortest& shortest,
                   std::span<const Step> placements) const {
    Evidence evidence;
    if (shortest.step) {
      const Below below = below_service(start, placements);
      for (const Step& step : way_down(below, start, *shortest.step)) {
        evidence.push_back({.from = model_[step.from].id,
                            .to = model_[step.to].id,
                            .by = step.by,
                            .where = step.where});
      }
    }
    for (const Telling& telling : widest_route(shortest.about, shortest.to, kind)) {
      evidence.push_back(telling_step(supply_, telling, false));
    }
    return evidence;
  }

  /// The steps from `start` down to the one in this row, which is the last.
  [[nodiscard]] static std::vector<Step> way_down(const Below& below, ServiceId start,
                                                  std::size_t row) {
    std::vector<Step> way{below.steps[row]};
    while (way.back().from != start) {
      way.push_back(below.steps[below.reached_by.at(way.back().from)]);
    }
    std::ranges::reverse(way);
    return way;
  }

  [[nodiscard]] std::vector<PlacedSystem> placed_systems(OrganizationId owner) const {
    std::vector<PlacedSystem> result;
    const auto found = placed_.find(owner);
    if (found == placed_.end()) return result;
    for (const SystemId system : found->second) {
      PlacedSystem placed{system, placements_of(model_, system), {}};
      std::map<ServiceId, std::size_t> components;
      for (const Dependency& dependency : model_[system].uses) {
        for (const ServiceRef& member : dependency.members) {
          components.merge(below_service(member.id, placed.placements).reached_by);
        }
      }
      for (const auto& [service, step] : components) placed.components.push_back(service);
      // Edges of a system start at its components.
      std::erase_if(placed.placements,
                    [&](const Step& step) { return !components.contains(step.from); });
      result.push_back(std::move(placed));
    }
    return result;
  }

  /// The placements of the systems in which the contract counts and of which it covers a component.
  [[nodiscard]] std::vector<Step> placements_for(ContractId k,
                                                 const std::vector<PlacedSystem>& systems) const {
    std::vector<Step> steps;
    for (const PlacedSystem& placed : systems) {
      if (!supply_.holds_in(k, placed.system)) continue;
      const bool covers = std::ranges::any_of(model_[k].covers, [&](const ServiceRef& service) {
        return std::ranges::binary_search(placed.components, service.id);
      });
      if (covers) steps.insert(steps.end(), placed.placements.begin(), placed.placements.end());
    }
    std::ranges::stable_sort(steps, {}, [](const Step& s) { return std::tie(s.from, s.to); });
    return steps;
  }

  const SupplyGraph& supply_;
  const Model& model_;
  std::map<OrganizationId, std::vector<SystemId>> placed_;  // systems with placements, by owner
  // By kind, then by service and organization.
  template <class T>
  using ByKind = std::array<T, kKindsInDays.size()>;
  ByKind<std::unordered_map<std::uint64_t, std::optional<Shortest>>> below_;
  ByKind<std::unordered_map<std::uint64_t, std::optional<std::int64_t>>> widths_;
  ByKind<std::vector<std::int64_t>> edge_widths_;
  std::vector<std::uint64_t> seen_;  // by service: the last search that met it
  std::uint64_t search_ = 0;
  std::vector<ServiceId> queue_;
};

void sort(std::vector<UnkeepableNotice>& found) {
  std::ranges::sort(found, {},
                    [](const UnkeepableNotice& u) { return std::tie(u.contract, u.kind); });
}

}  // namespace

std::vector<UnkeepableNotice> find_unkeepable_notices(const SupplyGraph& supply) {
  PromiseFinder finder(supply);
  std::vector<UnkeepableNotice> found;
  for (std::size_t i = 0; i < supply.model().organizations.size(); ++i) {
    finder.add_of(OrganizationId(i), found);
  }
  sort(found);
  return found;
}

std::vector<UnkeepableNotice> find_unkeepable_notices(const SupplyGraph& supply,
                                                      OrganizationId customer) {
  PromiseFinder finder(supply);
  std::vector<UnkeepableNotice> found;
  finder.add_of(customer, found);
  sort(found);
  return found;
}

}  // namespace musubi
