#include "engine/promise.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
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
constexpr std::size_t kKinds = kKindsInDays.size();

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
  std::vector<ServiceId> above;       // those from which edges lead to a placement; sorted
};

/// The placements that count for one contract.
struct Placements {
  std::vector<Step> steps;                   // of all of them, sorted by from
  std::vector<const PlacedSystem*> systems;  // never null

  /// What is below `s` is the same as in all systems where no placement begins there.
  [[nodiscard]] std::span<const Step> below(ServiceId s) const {
    const bool any = std::ranges::any_of(systems, [s](const PlacedSystem* placed) {
      return std::ranges::binary_search(placed->above, s);
    });
    return any ? std::span(steps) : std::span<const Step>();
  }
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
  std::optional<std::size_t> step;  // where the way down to it is kept; none at the top
};

template <class T>
using ByKind = std::array<T, kKinds>;

/// An edge below a service with the notice of its end.
struct EdgeNotice {
  std::int64_t days = kNone;
  std::uint32_t edge = 0;
  std::size_t way = 0;  // where the way down to it begins
};
/// The shortest notice below a service in all systems, and the shortest of those about services of
/// other providers. One of the two serves every supplier, as it leaves out its own services only.
struct TwoShortest {
  EdgeNotice first, second;
};

/// What a customer is told of a service by contracts of its own.
struct Direct {
  std::optional<Telling> widest;  // by the provider
  bool others = false;            // others tell it too; then `widest` says nothing
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
    reached_by_.resize(supply.service_count());
    below_row_.assign(supply.service_count(), kNotSearched);
    ByKind<std::int64_t> unknown;
    unknown.fill(kUnknown);
    edge_widths_.assign(supply.edges().size(), unknown);
  }

  void add_of(OrganizationId customer, std::vector<UnkeepableNotice>& found) {
    std::vector<PlacedSystem> systems;
    for (const ContractId k : supply_.bought_by(customer)) {
      const Periods* notice = model_.notice(model_[k]);
      if (notice == nullptr) continue;
      if (systems.empty()) systems = placed_systems(customer);
      const Placements placements = placements_for(k, systems);
      for (const ChangeKind kind : kKindsInDays) {
        const auto promised = notice->find(kind);
        if (promised) check(k, kind, *promised, placements, found);
      }
    }
  }

 private:
  void check(ContractId k, ChangeKind kind, std::int32_t promised, const Placements& placements,
             std::vector<UnkeepableNotice>& found) {
    std::optional<Shortest> worst;
    ServiceId start;
    for (const ServiceRef& covered : model_[k].covers) {
      const auto here =
          shortest(covered.id, supply_.supplier(k), kind, placements.below(covered.id));
      if (!here || (worst && worst->days <= here->days)) continue;
      worst = here;
      start = covered.id;
    }
    if (!worst || promised <= worst->days) return;
    std::shared_ptr<const Evidence> below;
    if (const std::span<const Step> steps = placements.below(start); !steps.empty()) {
      below = explain(start, kind, *worst, steps);
    } else {
      auto& known = explained_[row_of(kind)][key_of(start, supply_.supplier(k))];
      if (known == nullptr) known = explain(start, kind, *worst, {});
      below = known;
    }
    found.push_back({k, kind, promised, worst->days, std::move(below)});
  }

  /// The smallest of the notices that the provider of `s` and those below it give.
  std::optional<Shortest> shortest(ServiceId s, OrganizationId supplier, ChangeKind kind,
                                   std::span<const Step> placements) {
    std::optional<Shortest> best;
    const OrganizationId provider = supply_.provider(s);
    if (provider != supplier) {
      if (const auto days = width(s, supplier, kind)) best = {*days, s, supplier, {}};
    }
    const auto below = placements.empty() ? shortest_below_everywhere(s, supplier, kind)
                                          : shortest_below(s, placements, supplier, kind);
    return below && (!best || below->days < best->days) ? below : best;
  }

  /// As `shortest_below(s, {}, …)`, from one search for all suppliers and kinds.
  std::optional<Shortest> shortest_below_everywhere(ServiceId s, OrganizationId supplier,
                                                    ChangeKind kind) {
    std::size_t& row = below_row_[s.index()];
    if (row == kNotSearched) {
      row = below_.size();
      below_.push_back(search_below(s));
    }
    const TwoShortest& two = below_[row][row_of(kind)];
    const bool is_own = two.first.days != kNone && provider_below(two.first.edge) == supplier;
    const EdgeNotice& best = is_own ? two.second : two.first;
    if (best.days == kNone) return std::nullopt;
    const ServiceEdge& edge = supply_.edges()[best.edge];
    return Shortest{best.days, edge.to, supply_.provider(edge.from), best.way};
  }

  ByKind<TwoShortest> search_below(ServiceId s) {
    ByKind<TwoShortest> found;
    ++search_;
    queue_ = {s};
    seen_[s.index()] = search_;
    for (std::size_t next = 0; next < queue_.size(); ++next) {
      for (const ServiceEdge& edge : supply_.edges_from(queue_[next])) {
        const std::uint32_t e = row_of(edge);
        if (std::exchange(seen_[edge.to.index()], search_) != search_) {
          queue_.push_back(edge.to);
          reached_by_[edge.to.index()] = e;
        }
        const ByKind<std::int64_t>& days = widths_of_edge(edge);
        for (std::size_t kind = 0; kind < kKinds; ++kind) take({days[kind], e}, found[kind]);
      }
    }
    for (TwoShortest& two : found) {
      for (EdgeNotice* notice : {&two.first, &two.second}) {
        if (notice->days != kNone) notice->way = keep_way(s, notice->edge);
      }
    }
    return found;
  }

  /// Of equal ones the first that is taken stays.
  void take(const EdgeNotice& notice, TwoShortest& two) const {
    if (notice.days == kNone || (two.second.days != kNone && two.second.days <= notice.days))
      return;
    const auto improves = [&](const EdgeNotice& known) {
      return known.days == kNone || notice.days < known.days;
    };
    const bool same =
        two.first.days != kNone && provider_below(two.first.edge) == provider_below(notice.edge);
    if (improves(two.first)) {
      if (!same) two.second = two.first;
      two.first = notice;
    } else if (!same && improves(two.second)) {
      two.second = notice;
    }
  }

  [[nodiscard]] OrganizationId provider_below(std::uint32_t edge) const {
    return supply_.provider(supply_.edges()[edge].to);
  }

  /// Keeps the way that the search just made from `s` to this edge, the last step first.
  std::size_t keep_way(ServiceId s, std::uint32_t edge) {
    const std::size_t begin = ways_.size();
    ways_.push_back(edge);
    while (supply_.edges()[ways_.back()].from != s) {
      ways_.push_back(reached_by_[supply_.edges()[ways_.back()].from.index()]);
    }
    return begin;
  }

  [[nodiscard]] std::vector<Step> kept_way(ServiceId s, std::size_t begin) const {
    std::vector<Step> way;
    do {
      way.push_back(step_along(supply_.edges()[ways_[begin++]]));
    } while (way.back().from != s);
    std::ranges::reverse(way);
    return way;
  }

  /// What the provider at the start of an edge is told at least of the end, by kind; none where
  /// that does not matter, as any other of several would do.
  const ByKind<std::int64_t>& widths_of_edge(const ServiceEdge& edge) {
    ByKind<std::int64_t>& known = edge_widths_[row_of(edge)];
    if (known.front() != kUnknown) return known;
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      known[kind] = width_of(edge.from, edge.to, is_any_of(edge), kKindsInDays[kind]);
    }
    return known;
  }

  std::int64_t width_of(ServiceId from, ServiceId to, bool any_of, ChangeKind kind) {
    const OrganizationId above = supply_.provider(from);
    if (any_of || above == supply_.provider(to)) return kNone;
    return width(to, above, kind).value_or(kNone);
  }

  static std::size_t row_of(ChangeKind kind) {
    return static_cast<std::size_t>(std::ranges::find(kKindsInDays, kind) - kKindsInDays.begin());
  }
  [[nodiscard]] std::uint32_t row_of(const ServiceEdge& edge) const {
    return static_cast<std::uint32_t>(&edge - supply_.edges().data());
  }
  static std::uint64_t key_of(ServiceId s, OrganizationId organization) {
    return (std::uint64_t{s.index()} << 32U) | organization.index();
  }

  /// The first of the shortest among the rows of `below_service(s, placements)`, without keeping
  /// these. Of its own changes the supplier knows.
  std::optional<Shortest> shortest_below(ServiceId s, std::span<const Step> placements,
                                         OrganizationId supplier, ChangeKind kind) {
    std::optional<Shortest> best;
    ++search_;
    queue_ = {s};
    seen_[s.index()] = search_;
    std::size_t row = 0;
    const auto take = [&](ServiceId from, ServiceId to, std::int64_t days) {
      if (std::exchange(seen_[to.index()], search_) != search_) queue_.push_back(to);
      const std::size_t here = row++;
      if (days == kNone || supply_.provider(to) == supplier) return;
      if (!best || days < best->days) best = {days, to, supply_.provider(from), here};
    };
    for (std::size_t next = 0; next < queue_.size(); ++next) {
      const ServiceId from = queue_[next];
      for (const ServiceEdge& edge : supply_.edges_from(from)) {
        take(from, edge.to, widths_of_edge(edge)[row_of(kind)]);
      }
      for (const Step& step : std::ranges::equal_range(placements, from, {}, &Step::from)) {
        take(from, step.to, width_of(from, step.to, step.any_of, kind));
      }
    }
    return best;
  }

  [[nodiscard]] bool is_any_of(const ServiceEdge& edge) const {
    return (*model_[edge.from].depends_on)[edge.dependency].any_of;
  }
  [[nodiscard]] Step step_along(const ServiceEdge& edge) const {
    return {edge.from,
            edge.to,
            EvidenceStep::By::DependsOn,
            is_any_of(edge),
            {model_[edge.from].where.file, edge.offset}};
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
        take(step_along(edge));
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

  /// Each route to the customer ends in a contract of its own. Where only the provider tells it by
  /// those, no route is better than the one contract.
  [[nodiscard]] Direct direct(ServiceId s, OrganizationId customer, ChangeKind kind) const {
    Direct result;
    for (const ContractId k : supply_.covering(s, customer)) {
      const Periods* notice = is_supply_kind(supply_.kind(k)) ? model_.notice(model_[k]) : nullptr;
      const auto days = notice == nullptr ? std::nullopt : notice->find(kind);
      if (!days) continue;
      const OrganizationId supplier = supply_.supplier(k);
      if (supplier != supply_.provider(s)) return {.widest = {}, .others = true};
      if (!result.widest || result.widest->length < *days) {
        result.widest = {supplier, customer, k, false, *days};
      }
    }
    return result;
  }

  /// The widest route of notices, without relays, from the provider of `s` to `customer`, another
  /// one, about it.
  [[nodiscard]] std::vector<Telling> widest_route(ServiceId s, OrganizationId customer,
                                                  ChangeKind kind) const {
    if (const Direct own = direct(s, customer, kind); !own.others) {
      return own.widest ? std::vector{*own.widest} : std::vector<Telling>{};
    }
    const std::vector<ContractId> contracts = contracts_below(s, customer);
    const NoticeGraph graph(supply_, kind, contracts, NoticeGraph::Relays::Without);
    const OrganizationId provider = supply_.provider(s);
    return NoticeRoutes(graph, std::span(&provider, 1)).route(customer);
  }

  std::optional<std::int64_t> width(ServiceId s, OrganizationId customer, ChangeKind kind) {
    if (const Direct own = direct(s, customer, kind); !own.others) {
      return own.widest ? std::optional<std::int64_t>(own.widest->length) : std::nullopt;
    }
    const auto [place, is_new] = widths_[row_of(kind)].try_emplace(key_of(s, customer));
    if (!is_new) return place->second;
    const std::vector<Telling> route = widest_route(s, customer, kind);
    if (!route.empty()) place->second = std::ranges::min(route, {}, &Telling::length).length;
    return place->second;
  }

  [[nodiscard]] std::shared_ptr<const Evidence> explain(ServiceId start, ChangeKind kind,
                                                        const Shortest& shortest,
                                                        std::span<const Step> placements) const {
    Evidence evidence;
    if (shortest.step) {
      const std::vector<Step> way =
          placements.empty() ? kept_way(start, *shortest.step)
                             : way_down(below_service(start, placements), start, *shortest.step);
      for (const Step& step : way) {
        evidence.push_back({.from = model_[step.from].id,
                            .to = model_[step.to].id,
                            .by = step.by,
                            .where = step.where});
      }
    }
    for (const Telling& telling : widest_route(shortest.about, shortest.to, kind)) {
      evidence.push_back(telling_step(supply_, telling, false));
    }
    return std::make_shared<const Evidence>(std::move(evidence));
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

  [[nodiscard]] std::vector<PlacedSystem> placed_systems(OrganizationId owner) {
    std::vector<PlacedSystem> result;
    const auto found = placed_.find(owner);
    if (found == placed_.end()) return result;
    for (const SystemId system : found->second) {
      PlacedSystem placed{system, placements_of(model_, system), {}, {}};
      std::vector<ServiceId> starts;
      for (const Dependency& dependency : model_[system].uses) {
        for (const ServiceRef& member : dependency.members) starts.push_back(member.id);
      }
      placed.components = reached_from(starts, placed.placements);
      // Edges of a system start at its components.
      std::erase_if(placed.placements, [&](const Step& step) {
        return !std::ranges::binary_search(placed.components, step.from);
      });
      placed.above = above(placed.placements);
      result.push_back(std::move(placed));
    }
    return result;
  }

  /// Sorted; `starts` too.
  [[nodiscard]] std::vector<ServiceId> reached_from(std::span<const ServiceId> starts,
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
  [[nodiscard]] std::vector<ServiceId> above(std::span<const Step> placements) {
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

  /// The placements of the systems in which the contract counts and of which it covers a component.
  [[nodiscard]] Placements placements_for(ContractId k,
                                          const std::vector<PlacedSystem>& systems) const {
    Placements result;
    std::vector<Step>& steps = result.steps;
    for (const PlacedSystem& placed : systems) {
      if (!supply_.holds_in(k, placed.system)) continue;
      const bool covers = std::ranges::any_of(model_[k].covers, [&](const ServiceRef& service) {
        return std::ranges::binary_search(placed.components, service.id);
      });
      if (!covers) continue;
      steps.insert(steps.end(), placed.placements.begin(), placed.placements.end());
      result.systems.push_back(&placed);
    }
    std::ranges::stable_sort(steps, {}, [](const Step& s) { return std::tie(s.from, s.to); });
    return result;
  }

  const SupplyGraph& supply_;
  const Model& model_;
  std::map<OrganizationId, std::vector<SystemId>> placed_;  // systems with placements, by owner
  // By kind, then by service and organization.
  ByKind<std::unordered_map<std::uint64_t, std::optional<std::int64_t>>> widths_;
  ByKind<std::unordered_map<std::uint64_t, std::shared_ptr<const Evidence>>> explained_;
  std::vector<ByKind<std::int64_t>> edge_widths_;
  // What is below the services that were asked for, in all systems.
  static constexpr std::size_t kNotSearched = static_cast<std::size_t>(-1);
  std::vector<std::size_t> below_row_;  // by service
  std::vector<ByKind<TwoShortest>> below_;
  std::vector<std::uint32_t> ways_;  // of edges, each up to the service where it starts
  // Of the last search.
  std::vector<std::uint64_t> seen_;        // by service: the last search that met it
  std::vector<std::uint32_t> reached_by_;  // by service: the edge along which that was
  std::uint64_t search_ = 0;
  std::vector<ServiceId> queue_;
};

void sort(std::vector<UnkeepableNotice>& found) {
  std::ranges::sort(found, {},
                    [](const UnkeepableNotice& u) { return std::tie(u.contract, u.kind); });
}

}  // namespace

Evidence evidence_of(const SupplyGraph& supply, const UnkeepableNotice& notice) {
  const ContractId k = notice.contract;
  Evidence evidence;
  evidence.reserve(notice.below->size() + 1);
  evidence = *notice.below;
  evidence.push_back(telling_step(
      supply, {supply.supplier(k), supply.customer(k), k, false, notice.promised}, false));
  return evidence;
}

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
