// The shortest notice below a service.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/promise_parts.h"

namespace musubi::promise {
namespace {

constexpr std::int64_t kUnknown = -2;
constexpr std::int64_t kNone = -1;
constexpr std::size_t kNotSearched = static_cast<std::size_t>(-1);

}  // namespace

SearchBelow::SearchBelow(const SupplyGraph& supply, NoticeWidths& widths)
    : supply_(supply), widths_(widths) {
  seen_.assign(supply.service_count(), 0);
  reached_by_.resize(supply.service_count());
  below_row_.assign(supply.service_count(), kNotSearched);
  ByKind<std::int64_t> unknown;
  unknown.fill(kUnknown);
  edge_widths_.assign(supply.edges().size(), unknown);
}

std::optional<Shortest> SearchBelow::find(ServiceId s, OrganizationId supplier, ChangeKind kind,
                                          std::span<const Step> placements) {
  return placements.empty() ? find_everywhere(s, supplier, kind)
                            : find_with(s, placements, supplier, kind);
}

std::vector<Step> SearchBelow::way(ServiceId s, const Shortest& shortest,
                                   std::span<const Step> placements) const {
  if (!shortest.step) return {};
  return placements.empty() ? kept_way(s, *shortest.step) : way_with(s, placements, *shortest.step);
}

/// As `find_with(s, {}, …)`, from one search for all suppliers and kinds.
std::optional<Shortest> SearchBelow::find_everywhere(ServiceId s, OrganizationId supplier,
                                                     ChangeKind kind) {
  std::size_t& row = below_row_[s.index()];
  if (row == kNotSearched) {
    row = below_.size();
    below_.push_back(search(s));
  }
  const TwoShortest& two = below_[row][row_of(kind)];
  const bool is_own = two.first.days != kNone && provider_below(two.first.edge) == supplier;
  const EdgeNotice& best = is_own ? two.second : two.first;
  if (best.days == kNone) return std::nullopt;
  const ServiceEdge& edge = supply_.edges()[best.edge];
  return Shortest{best.days, edge.to, supply_.provider(edge.from), best.way};
}

ByKind<SearchBelow::TwoShortest> SearchBelow::search(ServiceId s) {
  ByKind<TwoShortest> found;
  ++search_;
  queue_ = {s};
  seen_[s.index()] = search_;
  for (std::size_t next = 0; next < queue_.size(); ++next) {
    for (const ServiceEdge& edge : supply_.edges_from(queue_[next])) {
      const std::uint32_t e = row_of_edge(edge);
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
void SearchBelow::take(const EdgeNotice& notice, TwoShortest& two) const {
  if (notice.days == kNone || (two.second.days != kNone && two.second.days <= notice.days)) return;
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

OrganizationId SearchBelow::provider_below(std::uint32_t edge) const {
  return supply_.provider(supply_.edges()[edge].to);
}

/// Keeps the way that the search just made from `s` to this edge, the last step first.
std::size_t SearchBelow::keep_way(ServiceId s, std::uint32_t edge) {
  const std::size_t begin = ways_.size();
  ways_.push_back(edge);
  while (supply_.edges()[ways_.back()].from != s) {
    ways_.push_back(reached_by_[supply_.edges()[ways_.back()].from.index()]);
  }
  return begin;
}

std::vector<Step> SearchBelow::kept_way(ServiceId s, std::size_t begin) const {
  std::vector<Step> way;
  do {
    way.push_back(step_along(supply_.edges()[ways_[begin++]]));
  } while (way.back().from != s);
  std::ranges::reverse(way);
  return way;
}

/// What the provider at the start of an edge is told at least of the end, by kind; none where
/// that does not matter, as any other of several would do.
const ByKind<std::int64_t>& SearchBelow::widths_of_edge(const ServiceEdge& edge) {
  ByKind<std::int64_t>& known = edge_widths_[row_of_edge(edge)];
  if (known.front() != kUnknown) return known;
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    known[kind] = width_of(edge.from, edge.to, is_any_of(edge), kKindsInDays[kind]);
  }
  return known;
}

std::int64_t SearchBelow::width_of(ServiceId from, ServiceId to, bool any_of, ChangeKind kind) {
  const OrganizationId above = supply_.provider(from);
  if (any_of || above == supply_.provider(to)) return kNone;
  return widths_.width(to, above, kind).value_or(kNone);
}

/// Keeps only the row of the step that it finds, from which `way_with` makes the way again.
std::optional<Shortest> SearchBelow::find_with(ServiceId s, std::span<const Step> placements,
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

bool SearchBelow::is_any_of(const ServiceEdge& edge) const {
  return (*supply_.model()[edge.from].depends_on)[edge.dependency].any_of;
}
Step SearchBelow::step_along(const ServiceEdge& edge) const {
  return {edge.from,
          edge.to,
          EvidenceStep::By::DependsOn,
          is_any_of(edge),
          {supply_.model()[edge.from].where.file, edge.offset}};
}

/// The steps from `s` down to the one in this row of those that a search with placements meets.
std::vector<Step> SearchBelow::way_with(ServiceId s, std::span<const Step> placements,
                                        std::size_t row) const {
  std::vector<Step> steps;
  std::map<ServiceId, std::size_t> reached_by;  // the row of the step that reached it first
  std::vector<ServiceId> queue{s};
  reached_by.emplace(s, 0);
  const auto take = [&](const Step& step) {
    if (reached_by.try_emplace(step.to, steps.size()).second) queue.push_back(step.to);
    steps.push_back(step);
  };
  for (std::size_t next = 0; steps.size() <= row; ++next) {
    const ServiceId from = queue[next];
    for (const ServiceEdge& edge : supply_.edges_from(from)) take(step_along(edge));
    for (const Step& step : std::ranges::equal_range(placements, from, {}, &Step::from)) take(step);
  }
  std::vector<Step> way{steps[row]};
  while (way.back().from != s) way.push_back(steps[reached_by.at(way.back().from)]);
  std::ranges::reverse(way);
  return way;
}

std::uint32_t SearchBelow::row_of_edge(const ServiceEdge& edge) const {
  return static_cast<std::uint32_t>(&edge - supply_.edges().data());
}

}  // namespace musubi::promise
