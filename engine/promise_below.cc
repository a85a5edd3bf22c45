// The shortest notice below a service.
#include <algorithm>
#include <utility>

#include "engine/promise_parts.h"

namespace musubi::promise {
namespace {

constexpr std::int64_t kUnknown = -2;
constexpr std::int64_t kNone = -1;

}  // namespace

SearchBelow::SearchBelow(const SupplyGraph& supply, NoticeWidths& widths)
    : supply_(supply), widths_(widths) {
  seen_.assign(supply.service_count(), 0);
  reached_by_.resize(supply.service_count());
  ByKind<std::int64_t> unknown;
  unknown.fill(kUnknown);
  edge_widths_.assign(supply.edges().size(), unknown);
}

std::optional<std::int64_t> SearchBelow::shortest(ServiceId s, OrganizationId supplier,
                                                  ChangeKind kind,
                                                  std::span<const Step> placements) {
  std::int64_t best = kNone;
  if (placements.empty()) {
    if (below_.empty()) find_everywhere();
    const TwoShortest& two = below_[parts_.part_of[s.index()]][row_of(kind)];
    best = (two.first.provider == supplier ? two.second : two.first).days;
  } else {
    walk(s, placements, [&](std::uint32_t row) {
      const std::int64_t days = days_of(row, placements, supplier, kind);
      if (days != kNone && (best == kNone || days < best)) best = days;
      return best != 0;
    });
  }
  return best == kNone ? std::nullopt : std::optional(best);
}

NoticeBelow SearchBelow::first(ServiceId s, OrganizationId supplier, ChangeKind kind,
                               std::int64_t days, std::span<const Step> placements) {
  std::uint32_t row = 0;
  walk(s, placements, [&](std::uint32_t here) {
    row = here;
    return days_of(here, placements, supplier, kind) != days;
  });
  std::vector<Step> way{step_of(row, placements)};
  while (way.back().from != s) {
    way.push_back(step_of(reached_by_[way.back().from.index()], placements));
  }
  std::ranges::reverse(way);
  const Step& last = way.back();
  return {last.to, supply_.provider(last.from), std::move(way)};
}

/// Of each circle of services from the bottom up: the notices about what stands right below its
/// services, and what is shortest below these.
void SearchBelow::find_everywhere() {
  parts_ = condense(supply_);
  below_.resize(parts_.part_count);
  std::vector<std::pair<std::uint32_t, ServiceId>> order;
  order.reserve(supply_.service_count());
  for (std::size_t i = 0; i < supply_.service_count(); ++i) {
    order.emplace_back(parts_.part_of[i], ServiceId(i));
  }
  std::ranges::sort(order);
  for (const auto& [part, service] : order) {
    for (const ServiceEdge& edge : supply_.edges_from(service)) take_below(part, edge);
  }
}

void SearchBelow::take_below(std::uint32_t part, const ServiceEdge& edge) {
  const auto row = static_cast<std::uint32_t>(&edge - supply_.edges().data());
  const ByKind<std::int64_t>& days = widths_of_edge(row);
  const std::uint32_t end = parts_.part_of[edge.to.index()];
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    TwoShortest& two = below_[part][kind];
    two.take({days[kind], supply_.provider(edge.to)});
    if (end == part) continue;
    two.take(below_[end][kind].first);
    two.take(below_[end][kind].second);
  }
}

void SearchBelow::TwoShortest::take(const OfProvider& notice) {
  const auto improves = [&](const OfProvider& known) {
    return known.days == kNone || notice.days < known.days;
  };
  if (notice.days == kNone) return;
  if (notice.provider == first.provider) {
    if (improves(first)) first = notice;
  } else if (improves(first)) {
    second = std::exchange(first, notice);
  } else if (improves(second)) {
    second = notice;
  }
}

/// Visits the rows of the steps below `s`, breadth first, as long as `visit` says so.
template <class Visit>
void SearchBelow::walk(ServiceId s, std::span<const Step> placements, Visit visit) {
  ++walk_;
  queue_ = {s};
  seen_[s.index()] = walk_;
  const auto take = [&](std::uint32_t row, ServiceId to) {
    if (std::exchange(seen_[to.index()], walk_) != walk_) {
      queue_.push_back(to);
      reached_by_[to.index()] = row;
    }
    return visit(row);
  };
  const std::span<const ServiceEdge> edges = supply_.edges();
  for (std::size_t next = 0; next < queue_.size(); ++next) {
    const ServiceId from = queue_[next];
    for (const ServiceEdge& edge : supply_.edges_from(from)) {
      if (!take(static_cast<std::uint32_t>(&edge - edges.data()), edge.to)) return;
    }
    for (const Step& step : std::ranges::equal_range(placements, from, {}, &Step::from)) {
      const auto row = edges.size() + static_cast<std::size_t>(&step - placements.data());
      if (!take(static_cast<std::uint32_t>(row), step.to)) return;
    }
  }
}

Step SearchBelow::step_of(std::uint32_t row, std::span<const Step> placements) const {
  const std::span<const ServiceEdge> edges = supply_.edges();
  if (row >= edges.size()) return placements[row - edges.size()];
  const ServiceEdge& edge = edges[row];
  return {edge.from,
          edge.to,
          EvidenceStep::By::DependsOn,
          is_any_of(edge),
          {supply_.model()[edge.from].where.file, edge.offset}};
}

/// The days of the notice about the end of a step; none where the supplier itself provides that.
std::int64_t SearchBelow::days_of(std::uint32_t row, std::span<const Step> placements,
                                  OrganizationId supplier, ChangeKind kind) {
  const std::span<const ServiceEdge> edges = supply_.edges();
  if (row < edges.size()) {
    return supply_.provider(edges[row].to) == supplier ? kNone : widths_of_edge(row)[row_of(kind)];
  }
  const Step& step = placements[row - edges.size()];
  return supply_.provider(step.to) == supplier ? kNone
                                               : width_of(step.from, step.to, step.any_of, kind);
}

/// What the provider at the start of an edge is told at least of the end, by kind; none where
/// that does not matter, as any other of several would do.
const ByKind<std::int64_t>& SearchBelow::widths_of_edge(std::uint32_t row) {
  ByKind<std::int64_t>& known = edge_widths_[row];
  if (known.front() != kUnknown) return known;
  const ServiceEdge& edge = supply_.edges()[row];
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

bool SearchBelow::is_any_of(const ServiceEdge& edge) const {
  return (*supply_.model()[edge.from].depends_on)[edge.dependency].any_of;
}

}  // namespace musubi::promise
