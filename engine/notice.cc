#include "engine/notice.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>

#include "engine/sorted.h"

namespace musubi {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFFU;
constexpr std::int64_t kNever = -1;
constexpr std::int64_t kNoBound = std::numeric_limits<std::int64_t>::max();

std::optional<std::int32_t> length_of(const Periods* periods, ChangeKind kind) {
  return periods == nullptr ? std::nullopt : periods->find(kind);
}

}  // namespace

EvidenceStep telling_step(const SupplyGraph& supply, const Telling& telling, bool in_hours) {
  const Model& model = supply.model();
  EvidenceStep step{.from = model[telling.from].id,
                    .to = model[telling.to].id,
                    .by = telling.relay ? EvidenceStep::By::Relay : EvidenceStep::By::Notice,
                    .contract = telling.contract,
                    .where = model[telling.contract].where};
  (in_hours ? step.hours : step.days) = telling.length;
  return step;
}

NoticeGraph::NoticeGraph(const SupplyGraph& supply, ChangeKind kind,
                         std::span<const ContractId> contracts, Relays relays)
    : in_hours_(counts_in_hours(kind)) {
  const Model& model = supply.model();
  for (const ContractId k : contracts) {
    const OrganizationId customer = supply.customer(k);
    const OrganizationId supplier = supply.supplier(k);
    if (const auto n = length_of(model.notice(model[k]), told_as(kind))) {
      tellings_.push_back({supplier, customer, k, false, *n});
    }
    if (relays == Relays::Without) continue;
    if (const auto m = length_of(model.relay(model[k]), told_as(kind))) {
      tellings_.push_back({customer, supplier, k, true, *m});
    }
  }
  std::ranges::sort(tellings_, {}, [](const Telling& t) { return std::tie(t.from, t.contract); });
  for (const Telling& telling : tellings_) {
    organizations_.push_back(telling.from);
    organizations_.push_back(telling.to);
  }
  sort_unique(organizations_);
}

std::span<const Telling> NoticeGraph::tellings_of(OrganizationId from) const {
  const auto found = std::ranges::equal_range(tellings_, from, {}, &Telling::from);
  return {found.begin(), found.end()};
}

std::optional<std::uint32_t> NoticeGraph::row_of(OrganizationId organization) const {
  const auto found = std::ranges::lower_bound(organizations_, organization);
  if (found == organizations_.end() || *found != organization) return std::nullopt;
  return static_cast<std::uint32_t>(found - organizations_.begin());
}

NoticeRoutes::NoticeRoutes(const NoticeGraph& graph, std::span<const OrganizationId> origins)
    : graph_(&graph), origins_(origins.begin(), origins.end()) {
  sort_unique(origins_);
  leads_.assign(graph.organizations().size(), kNever);
  if (graph.in_hours()) {
    find_shortest();
  } else {
    find_widest();
  }
}

std::uint32_t NoticeRoutes::row_of(OrganizationId who) const {
  return graph_->row_of(who).value_or(kNone);
}

bool NoticeRoutes::is_origin(OrganizationId who) const {
  return std::ranges::binary_search(origins_, who);
}

void NoticeRoutes::find_widest() {
  struct Visit {
    std::int64_t lead;
    std::uint32_t row;
    bool operator<(const Visit& other) const { return lead < other.lead; }
  };
  std::priority_queue<Visit> queue;
  const auto reach = [&](std::uint32_t row, std::int64_t lead) {
    if (row == kNone || lead <= leads_[row]) return;
    leads_[row] = lead;
    queue.push({lead, row});
  };
  for (const OrganizationId origin : origins_) reach(row_of(origin), kNoBound);
  while (!queue.empty()) {
    const Visit visit = queue.top();
    queue.pop();
    if (visit.lead < leads_[visit.row]) continue;
    for (const Telling& telling : graph_->tellings_of(graph_->organizations()[visit.row])) {
      reach(row_of(telling.to), std::min<std::int64_t>(visit.lead, telling.length));
    }
  }
  // Everything on the best route to somebody tells at least as early as its lead says.
  for (const std::int64_t lead : leads_) {
    if (lead == kNever || lead == kNoBound || trees_.contains(lead)) continue;
    trees_.emplace(lead, grow([lead](const Telling& telling) { return telling.length >= lead; }));
  }
}

void NoticeRoutes::find_shortest() {
  struct Visit {
    std::int64_t sum;
    std::uint32_t count, row;
    bool operator<(const Visit& other) const {
      return std::tie(sum, count) > std::tie(other.sum, other.count);
    }
  };
  counts_.assign(leads_.size(), kNone);
  std::priority_queue<Visit> queue;
  const auto reach = [&](std::uint32_t row, std::int64_t sum, std::uint32_t count) {
    if (row == kNone) return;
    const bool known = leads_[row] != kNever;
    if (known && std::tie(leads_[row], counts_[row]) <= std::tie(sum, count)) return;
    leads_[row] = sum;
    counts_[row] = count;
    queue.push({sum, count, row});
  };
  for (const OrganizationId origin : origins_) reach(row_of(origin), 0, 0);
  while (!queue.empty()) {
    const Visit visit = queue.top();
    queue.pop();
    if (std::tie(visit.sum, visit.count) != std::tie(leads_[visit.row], counts_[visit.row])) {
      continue;
    }
    for (const Telling& telling : graph_->tellings_of(graph_->organizations()[visit.row])) {
      reach(row_of(telling.to), visit.sum + telling.length, visit.count + 1);
    }
  }
  trees_.emplace(0, grow([this](const Telling& telling) {
                   const std::uint32_t from = row_of(telling.from);
                   const std::uint32_t to = row_of(telling.to);
                   return leads_[from] + telling.length == leads_[to] &&
                          counts_[from] + 1 == counts_[to];
                 }));
}

/// Level by level along the tellings that `admits` accepts. The organizations of a level stand in
/// the byte order of the contract ids that lead to them, so each is met by the first of its routes.
template <class Admits>
NoticeRoutes::Tree NoticeRoutes::grow(Admits admits) const {
  Tree into(leads_.size(), kNone);
  const Telling* const first = graph_->tellings().data();
  std::vector<const Telling*> rows;
  for (const OrganizationId origin : origins_) {
    for (const Telling& telling : graph_->tellings_of(origin)) rows.push_back(&telling);
  }
  std::ranges::sort(rows, {}, [](const Telling* t) { return std::tie(t->contract, t->from); });
  std::vector<OrganizationId> queue;
  const auto take = [&](const Telling& telling) {
    std::uint32_t& known = into[row_of(telling.to)];
    if (known != kNone || is_origin(telling.to) || !admits(telling)) return;
    known = static_cast<std::uint32_t>(&telling - first);
    queue.push_back(telling.to);
  };
  for (const Telling* telling : rows) take(*telling);
  for (std::size_t next = 0; next < queue.size(); ++next) {
    for (const Telling& telling : graph_->tellings_of(queue[next])) take(telling);
  }
  return into;
}

std::optional<std::int64_t> NoticeRoutes::lead(OrganizationId who) const {
  const std::uint32_t row = row_of(who);
  if (row == kNone || leads_[row] == kNever || is_origin(who)) return std::nullopt;
  return leads_[row];
}

std::vector<Telling> NoticeRoutes::route(OrganizationId who) const {
  std::vector<Telling> route;
  const auto known = lead(who);
  if (!known) return route;
  const Tree& tree = trees_.at(graph_->in_hours() ? 0 : *known);
  for (OrganizationId at = who; !is_origin(at);) {
    route.push_back(graph_->tellings()[tree[row_of(at)]]);
    at = route.back().from;
  }
  std::ranges::reverse(route);
  return route;
}

}  // namespace musubi
