#include "engine/promise.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/notice.h"
#include "engine/reach.h"
#include "engine/sorted.h"

namespace musubi {
namespace {

constexpr std::array kKindsInDays{ChangeKind::ServiceChange, ChangeKind::ContractChange,
                                  ChangeKind::Termination};

constexpr std::int64_t kUnknown = -2;
constexpr std::int64_t kNone = -1;
constexpr std::int64_t kNoBound = std::numeric_limits<std::int64_t>::max();

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

/// What is below one service, itself too: every step that can be reached from it, breadth first.
struct Below {
  std::vector<Step> steps;
  std::vector<ServiceId> services;
};

/// The shortest notice below a service.
struct Shortest {
  std::int64_t days = 0;
  ServiceId about;                  // its changes are told of by its provider
  OrganizationId to;                // to this one
  std::optional<std::size_t> step;  // the row of the step to it among those below; none at the top
};

/// What a supplier of a service is told at least, where no placement counts.
struct Known {
  OrganizationId supplier;
  std::optional<Shortest> shortest;
  std::optional<Evidence> evidence;  // once it was asked for
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
  explicit PromiseFinder(const SupplyGraph& supply)
      : supply_(supply), model_(supply.model()), parts_(condense(supply)) {
    for (std::size_t i = 0; i < supply.service_count(); ++i) from_below_.emplace_back(i);
    std::ranges::stable_sort(from_below_, {}, [this](ServiceId s) { return part(s); });
    for (std::size_t i = 0; i < model_.systems.size(); ++i) {
      if (model_.systems[i].placements.empty()) continue;
      placed_[supply.owner(SystemId(i))].emplace_back(i);
    }
    seen_.assign(supply.service_count(), 0);
    reached_by_.assign(supply.service_count(), 0);
    for (auto& rows : known_) rows.resize(supply.service_count());
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
    Evidence evidence = placements.empty()
                            ? explain_everywhere(start, supply_.supplier(k), kind, *worst)
                            : explain(start, kind, *worst, placements);
    evidence.push_back(telling_step(
        supply_, {supply_.supplier(k), supply_.customer(k), k, false, promised}, false));
    found.push_back({k, kind, promised, worst->days, std::move(evidence)});
  }

  /// The smallest of the notices that the provider of `s` and those below it give.
  std::optional<Shortest> shortest(ServiceId s, OrganizationId supplier, ChangeKind kind,
                                   std::span<const Step> placements) {
    if (placements.empty()) return known(s, supplier, kind).shortest;
    return shorter(shortest_at(s, supplier, kind),
                   shortest_of(below_service(s, placements), supplier, kind));
  }

  /// What is the same for all customers of a supplier, as no placement counts, is looked for once.
  Known& known(ServiceId s, OrganizationId supplier, ChangeKind kind) {
    std::vector<Known>& here = known_[row_of(kind)][s.index()];
    const auto found = std::ranges::find(here, supplier, &Known::supplier);
    if (found != here.end()) return *found;
    return here.emplace_back(Known{
        supplier, shorter(shortest_at(s, supplier, kind), shortest_below(s, supplier, kind)), {}});
  }

  /// What the supplier is told of the service itself.
  std::optional<Shortest> shortest_at(ServiceId s, OrganizationId supplier, ChangeKind kind) {
    if (supply_.provider(s) == supplier) return std::nullopt;
    const auto days = width(s, supplier, kind);
    return days ? std::optional<Shortest>({*days, s, supplier, {}}) : std::nullopt;
  }

  static std::optional<Shortest> shorter(const std::optional<Shortest>& first,
                                         const std::optional<Shortest>& second) {
    return second && (!first || second->days < first->days) ? second : first;
  }

  /// As `shortest_of(below_service(s, {}), …)`, without keeping what is below: this is asked for
  /// most services of a country.
  std::optional<Shortest> shortest_below(ServiceId s, OrganizationId supplier, ChangeKind kind) {
    std::optional<Shortest> best;
    const std::int64_t bound = bound_below(s, kind);
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
        if (days == bound) return best;
      }
    }
    return best;
  }

  /// The smallest width below a service, whoever provides the ends: no search finds less. From the
  /// bottom up, for all services at once.
  std::int64_t bound_below(ServiceId s, ChangeKind kind) {
    std::vector<std::int64_t>& bounds = bounds_[row_of(kind)];
    if (bounds.empty()) {
      bounds.assign(parts_.part_count, kNoBound);
      for (const ServiceId service : from_below_) {
        std::int64_t& bound = bounds[part(service)];
        for (const ServiceEdge& edge : supply_.edges_from(service)) {
          const std::int64_t days = width_of_edge(edge, kind);
          if (days != kNone) bound = std::min(bound, days);
          bound = std::min(bound, bounds[part(edge.to)]);
        }
      }
    }
    return bounds[part(s)];
  }
  [[nodiscard]] std::uint32_t part(ServiceId s) const { return parts_.part_of[s.index()]; }

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

  /// Leaves in `reached_by_` the row of the step that reached each service first. What comes after
  /// the step in row `last` is left out.
  [[nodiscard]] Below below_service(ServiceId s, std::span<const Step> placements,
                                    std::size_t last = std::numeric_limits<std::size_t>::max()) {
    Below below{.steps = {}, .services = {s}};
    ++search_;
    seen_[s.index()] = search_;
    const auto take = [&](const Step& step) {
      if (std::exchange(seen_[step.to.index()], search_) != search_) {
        reached_by_[step.to.index()] = below.steps.size();
        below.services.push_back(step.to);
      }
      below.steps.push_back(step);
    };
    for (std::size_t next = 0; next < below.services.size() && below.steps.size() <= last; ++next) {
      const ServiceId from = below.services[next];
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
    if (is_new) place->second = find_width(s, customer, kind);
    return place->second;
  }

  [[nodiscard]] std::optional<std::int64_t> find_width(ServiceId s, OrganizationId customer,
                                                       ChangeKind kind) const {
    const auto bought = supply_.covering(s, customer);
    if (bought.size() == 1 && supply_.supplier(bought.front()) == supply_.provider(s)) {
      // Nearly always it is one contract with the provider itself, and what that says.
      if (!is_supply_kind(supply_.kind(bought.front()))) return std::nullopt;
      const Periods* notice = model_.notice(model_[bought.front()]);
      return notice == nullptr ? std::nullopt : notice->find(kind);
    }
    const std::vector<Telling> route = widest_route(s, customer, kind);
    if (route.empty()) return std::nullopt;
    return std::ranges::min(route, {}, &Telling::length).length;
  }

  const Evidence& explain_everywhere(ServiceId start, OrganizationId supplier, ChangeKind kind,
                                     const Shortest& shortest) {
    std::optional<Evidence>& evidence = known(start, supplier, kind).evidence;
    if (!evidence) evidence = explain(start, kind, shortest, {});
    return *evidence;
  }

  Evidence explain(ServiceId start, ChangeKind kind, const Shortest& shortest,
                   std::span<const Step> placements) {
    Evidence evidence;
    if (shortest.step) {
      const Below below = below_service(start, placements, *shortest.step);
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

  /// The steps from `start` down to the one in this row, which is the last. Precondition: `below`
  /// was looked for last.
  [[nodiscard]] std::vector<Step> way_down(const Below& below, ServiceId start,
                                           std::size_t row) const {
    std::vector<Step> way{below.steps[row]};
    while (way.back().from != start) {
      way.push_back(below.steps[reached_by_[way.back().from.index()]]);
    }
    std::ranges::reverse(way);
    return way;
  }

  [[nodiscard]] std::vector<PlacedSystem> placed_systems(OrganizationId owner) {
    std::vector<PlacedSystem> result;
    const auto found = placed_.find(owner);
    if (found == placed_.end()) return result;
    for (const SystemId system : found->second) {
      PlacedSystem placed{system, placements_of(model_, system), {}};
      for (const Dependency& dependency : model_[system].uses) {
        for (const ServiceRef& member : dependency.members) {
          const Below below = below_service(member.id, placed.placements);
          placed.components.insert(placed.components.end(), below.services.begin(),
                                   below.services.end());
        }
      }
      sort_unique(placed.components);
      // Edges of a system start at its components.
      std::erase_if(placed.placements, [&](const Step& step) {
        return !std::ranges::binary_search(placed.components, step.from);
      });
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
  Condensation parts_;                 // those that depend on others come after them
  std::vector<ServiceId> from_below_;  // by part
  std::map<OrganizationId, std::vector<SystemId>> placed_;  // systems with placements, by owner
  template <class T>
  using ByKind = std::array<T, kKindsInDays.size()>;
  ByKind<std::unordered_map<std::uint64_t, std::optional<std::int64_t>>> widths_;
  ByKind<std::vector<std::vector<Known>>> known_;  // by service: one row a supplier, few
  ByKind<std::vector<std::int64_t>> edge_widths_;
  ByKind<std::vector<std::int64_t>> bounds_;  // by part; empty before it was asked for
  std::vector<std::uint64_t> seen_;           // by service: the last search that met it
  std::vector<std::size_t> reached_by_;       // by service: see `below_service`
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
