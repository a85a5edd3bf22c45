#include "engine/path.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "engine/change_graph.h"

namespace musubi {
namespace {

constexpr std::size_t kMaxSteps = 1'000'000;  // of the enumeration
constexpr std::size_t kMaxCounted = 10'000;   // paths

/// The dependencies of one graph that lie on a way from the starts to a goal.
class WaysDown {
 public:
  WaysDown(std::unique_ptr<ChangeGraph> graph, std::vector<Component> starts,
           std::vector<Component> goals)
      : graph_(std::move(graph)), starts_(std::move(starts)), goals_(std::move(goals)) {
    std::ranges::sort(starts_);
    std::ranges::sort(goals_);
    std::vector<Component> queue = goals_;
    for (const Component c : goals_) distance_[c] = 0;
    for (std::size_t next = 0; next < queue.size(); ++next) {
      const std::size_t from_here = distance_[queue[next]] + 1;
      for (const std::uint32_t e : graph_->edges_to(queue[next])) {
        const Component from = graph_->edge(e).from;
        below_[from].emplace(queue[next], e);  // of parallel ones the first
        if (distance_.try_emplace(from, from_here).second && from != kRoot) queue.push_back(from);
      }
    }
    std::erase_if(starts_, [this](Component c) { return is_goal(c) || !distance_.contains(c); });
  }

  using Below = std::map<Component, std::uint32_t>;  // component -> edge

  [[nodiscard]] const ChangeGraph& graph() const { return *graph_; }
  [[nodiscard]] std::span<const Component> starts() const { return starts_; }
  [[nodiscard]] bool is_goal(Component c) const { return std::ranges::binary_search(goals_, c); }
  /// How many dependencies lie at least between `c`, which leads to a goal, and the goal.
  [[nodiscard]] std::size_t distance(Component c) const { return distance_.at(c); }
  [[nodiscard]] const Below& below(Component c) const { return below_.at(c); }
  /// No path has more dependencies.
  [[nodiscard]] std::size_t longest() const { return distance_.size(); }

 private:
  std::unique_ptr<ChangeGraph> graph_;
  std::vector<Component> starts_, goals_;  // sorted
  std::map<Component, std::size_t> distance_;
  std::map<Component, Below> below_;
};

/// One path: what it meets, and the edges of the graph in which it was found.
struct Route {
  std::vector<ServiceId> services;
  const WaysDown* ways = nullptr;
  std::vector<std::uint32_t> edges;
};

/// Enumerates the paths of one graph that have a given length, depth first.
class RouteSearch {
 public:
  RouteSearch(const WaysDown& ways, std::size_t length, std::size_t& steps,
              std::vector<Route>& found)
      : ways_(ways), length_(length), steps_(steps), found_(found) {}

  /// False where it was stopped.
  bool run(Component start) {
    if (ways_.distance(start) > length_) return true;
    enter(start);
    while (!levels_.empty()) {
      if (++steps_ > kMaxSteps || found_.size() > kMaxCounted) return false;
      Level& level = levels_.back();
      if (level.next == level.end) {
        leave();
        continue;
      }
      const auto [to, edge] = *level.next++;
      visit(to, edge);
    }
    return true;
  }

 private:
  struct Level {
    WaysDown::Below::const_iterator next, end;
  };

  void enter(Component c) {
    on_path_.push_back(c);
    levels_.push_back({ways_.below(c).begin(), ways_.below(c).end()});
  }

  void leave() {
    on_path_.pop_back();
    levels_.pop_back();
    if (!edges_.empty()) edges_.pop_back();
  }

  void visit(Component to, std::uint32_t edge) {
    const std::size_t left = length_ - on_path_.size();
    if (ways_.distance(to) > left) return;
    if (std::ranges::find(on_path_, to) != on_path_.end()) return;
    if (!ways_.is_goal(to)) {
      if (left == 0) return;
      edges_.push_back(edge);
      enter(to);
    } else if (left == 0) {  // a path ends where it first meets a goal
      keep(to, edge);
    }
  }

  void keep(Component goal, std::uint32_t last) {
    Route route{{}, &ways_, edges_};
    route.edges.push_back(last);
    for (const Component c : on_path_) {
      if (c != kRoot) route.services.push_back(ways_.graph().service(c));
    }
    route.services.push_back(ways_.graph().service(goal));
    found_.push_back(std::move(route));
  }

  const WaysDown& ways_;
  std::size_t length_;
  std::size_t& steps_;
  std::vector<Route>& found_;
  std::vector<Component> on_path_;
  std::vector<std::uint32_t> edges_;
  std::vector<Level> levels_;
};

/// Each dependency, and the contracts that lead to its end.
Evidence explain(const Route& route) {
  const ChangeGraph& graph = route.ways->graph();
  const SupplyGraph& supply = graph.supply();
  Evidence evidence;
  for (const std::uint32_t e : route.edges) {
    evidence.push_back(graph.step(e));
    const Chain chain = graph.chain(e);
    if (!chain.exists()) continue;
    const OrganizationId from = supply.customer(chain.contracts.front());
    const OrganizationId provider = supply.provider(graph.service(graph.edge(e).to));
    for (const ContractId k : contracts_between(supply, chain, from, provider)) {
      evidence.push_back(contract_step(supply, k));
    }
  }
  return evidence;
}

class PathFinder {
 public:
  PathFinder(const SupplyGraph& supply, const PathQuestion& question)
      : supply_(supply), question_(question) {
    for (std::size_t i = 0; i < supply.model().systems.size(); ++i) add_system(SystemId(i));
    if (question.from.kind == RecordKind::System) return;
    std::vector<Component> starts;
    for (const ServiceId s : services_of(question.from)) {
      starts.push_back(static_cast<Component>(s.index()));
    }
    add(std::make_unique<GlobalChangeGraph>(supply), std::move(starts));
  }

  Paths run() {
    Paths result;
    std::size_t longest = 0;
    for (const WaysDown& ways : ways_) longest = std::max(longest, ways.longest());
    std::size_t counted = 0;
    for (std::size_t length = 1; length <= longest && !result.stopped_counting; ++length) {
      for (const Route& route : routes_of(length, result.stopped_counting)) {
        if (counted++ < question_.max) {
          result.paths.push_back(explain(route));
        } else {
          ++result.left_out;
        }
      }
      if (question_.max == 1 && counted > 0) return {std::move(result.paths), 0, false};
      result.stopped_counting |= counted > kMaxCounted;
    }
    return result;
  }

 private:
  /// The paths of one length in all graphs, each once, in byte order.
  std::vector<Route> routes_of(std::size_t length, bool& stopped) {
    std::vector<Route> routes;
    for (const WaysDown& ways : ways_) {
      for (const Component start : ways.starts()) {
        if (!RouteSearch(ways, length, steps_, routes).run(start)) stopped = true;
      }
    }
    std::ranges::stable_sort(routes, {}, &Route::services);
    const auto twice = std::ranges::unique(routes, {}, &Route::services);
    routes.erase(twice.begin(), twice.end());
    return routes;
  }

  /// A system in which the path can begin, or which has placements of its own.
  void add_system(SystemId system) {
    const RecordRef from = question_.from;
    const bool begins =
        from.kind == RecordKind::System
            ? from.index == system.index()
            : from.kind == RecordKind::Organization &&
                  supply_.owner(system) == supply_.party(OrganizationId(from.index));
    const bool placed = !supply_.model()[system].placements.empty();
    if (!begins && (from.kind == RecordKind::System || !placed)) return;
    auto graph = std::make_unique<SystemChangeGraph>(supply_, system);
    std::vector<Component> starts;
    if (begins) starts.push_back(kRoot);
    if (placed) {
      for (const ServiceId s : services_of(from)) {
        if (const auto c = graph->find(s)) starts.push_back(*c);
      }
    }
    if (!starts.empty()) add(std::move(graph), std::move(starts));
  }

  void add(std::unique_ptr<ChangeGraph> graph, std::vector<Component> starts) {
    std::vector<Component> goals;
    const auto add_goal = [&](ServiceId s) {
      if (const auto c = graph->find(s)) goals.push_back(*c);
    };
    std::ranges::for_each(services_of(question_.to), add_goal);
    ways_.emplace_back(std::move(graph), std::move(starts), std::move(goals));
  }

  /// The service itself, or what an organization provides; nothing for a system.
  [[nodiscard]] std::vector<ServiceId> services_of(RecordRef end) const {
    if (end.kind == RecordKind::Service) return {ServiceId(end.index)};
    if (end.kind == RecordKind::System) return {};
    const auto provided = supply_.provided_by(supply_.party(OrganizationId(end.index)));
    return {provided.begin(), provided.end()};
  }

  const SupplyGraph& supply_;
  const PathQuestion& question_;
  std::vector<WaysDown> ways_;
  std::size_t steps_ = 0;
};

}  // namespace

Paths find_paths(const SupplyGraph& supply, const PathQuestion& question) {
  return PathFinder(supply, question).run();
}

}  // namespace musubi
