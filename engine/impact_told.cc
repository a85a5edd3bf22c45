// Who is told of a change, how long before, by which route, and who never is.
#include <algorithm>
#include <limits>
#include <tuple>

#include "engine/impact_parts.h"
#include "engine/notice.h"
#include "engine/sorted.h"

namespace musubi {
namespace {

/// The active contracts that cover one of the services, in byte order.
std::vector<ContractId> contracts_covering(const SupplyGraph& supply,
                                           const std::set<ServiceId>& services) {
  std::vector<ContractId> contracts;
  for (const ServiceId service : services) {
    const auto here = supply.covering(service);
    contracts.insert(contracts.end(), here.begin(), here.end());
  }
  sort_unique(contracts);
  return contracts;
}

class TellingFinder {
 public:
  TellingFinder(const SupplyGraph& supply, const ChangeQuestion& question)
      : supply_(supply), question_(question), in_hours_(counts_in_hours(question.kind)) {}

  void add(const ChangeTargetParts& target, const TargetEffect& effect) {
    std::vector<ContractId> contracts = contracts_covering(supply_, effect.covered);
    for (const ContractId k : target.contracts) {
      if (supply_.active(k)) contracts.push_back(k);
    }
    sort_unique(contracts);
    const NoticeGraph graph(supply_, question_.kind, contracts);
    const NoticeRoutes routes(graph, target.origins);
    const auto missing = missing_clauses(contracts, routes);
    keep_longest(graph, routes);
    for (const OrganizationId who : organizations_of(target, effect)) {
      AffectedOrganization& row = row_of(who);
      if (routes.is_origin(who)) continue;
      row.origin = false;
      const auto lead = routes.lead(who);
      if (lead) {
        keep_worst(row, *lead, routes);
      } else {
        if (!row.missing_in.valid()) keep_clause(row, missing);
        row.told = false;
      }
    }
    hit_.insert(effect.hit.begin(), effect.hit.end());
  }

  [[nodiscard]] std::optional<std::int64_t> longest_notice() const { return longest_; }

  std::vector<AffectedOrganization> take() {
    for (auto& [who, row] : rows_) {
      if (row.told) continue;
      row.lead.reset();
      row.route.clear();
    }
    for (const ContractId k : contracts_covering(supply_, hit_)) compare_with_promise(k);
    std::vector<AffectedOrganization> found;
    for (auto& [who, row] : rows_) {
      if (question_.on && row.lead && !in_hours_) {
        row.latest_notice = question_.on->plus_days(-static_cast<int>(*row.lead));
      }
      found.push_back(std::move(row));
    }
    return found;
  }

 private:
  /// A clause that would let one be told.
  struct Clause {
    ContractId contract;
    bool relay = false;
  };

  AffectedOrganization& row_of(OrganizationId who) {
    return rows_
        .try_emplace(who, AffectedOrganization{.organization = who, .origin = true, .told = true})
        .first->second;
  }

  /// Affected ones, with both parties of the contracts of a supply kind, and every origin.
  [[nodiscard]] std::set<OrganizationId> organizations_of(const ChangeTargetParts& target,
                                                          const TargetEffect& effect) const {
    std::set<OrganizationId> found = effect.organizations;
    const auto add = [&](ContractId k) {
      if (!is_supply_kind(supply_.kind(k)) || !supply_.active(k)) return;
      found.insert({supply_.customer(k), supply_.supplier(k)});
    };
    std::ranges::for_each(contracts_covering(supply_, effect.hit), add);
    std::ranges::for_each(target.contracts, add);
    found.insert(target.origins.begin(), target.origins.end());
    return found;
  }

  void keep_worst(AffectedOrganization& row, std::int64_t lead, const NoticeRoutes& routes) const {
    const bool worse = !row.lead || (in_hours_ ? lead > *row.lead : lead < *row.lead);
    if (!worse) return;
    row.lead = lead;
    row.route.clear();
    for (const Telling& telling : routes.route(row.organization)) {
      row.route.push_back(telling_step(supply_, telling, in_hours_));
    }
  }

  static void keep_clause(AffectedOrganization& row,
                          const std::map<OrganizationId, Clause>& missing) {
    const auto found = missing.find(row.organization);
    if (found == missing.end()) return;
    row.missing_in = found->second.contract;
    row.missing_relay = found->second.relay;
  }

  /// For those that are not told: a contract with somebody who knows. One of a supply kind goes
  /// before others, then a notice before a relay, then the one by whom it would be told soonest.
  [[nodiscard]] std::map<OrganizationId, Clause> missing_clauses(
      std::span<const ContractId> contracts, const NoticeRoutes& routes) const {
    using Rank = std::tuple<bool, bool, std::int64_t>;
    std::map<OrganizationId, std::pair<Rank, Clause>> best;
    for (const ContractId k : contracts) {
      for (const bool relay : {false, true}) {
        const OrganizationId from = relay ? supply_.customer(k) : supply_.supplier(k);
        const OrganizationId to = relay ? supply_.supplier(k) : supply_.customer(k);
        const auto knows = knowledge_of(from, routes);
        if (!knows || knowledge_of(to, routes)) continue;
        const Rank rank(!is_supply_kind(supply_.kind(k)), relay, *knows);
        const auto [place, is_new] = best.try_emplace(to, rank, Clause{k, relay});
        if (!is_new && rank < place->second.first) place->second = {rank, Clause{k, relay}};
      }
    }
    std::map<OrganizationId, Clause> found;
    for (const auto& [to, ranked] : best) found.emplace(to, ranked.second);
    return found;
  }

  /// How late somebody learns of it, the smaller the sooner; nothing where it never does.
  [[nodiscard]] std::optional<std::int64_t> knowledge_of(OrganizationId who,
                                                         const NoticeRoutes& routes) const {
    if (routes.is_origin(who)) return std::numeric_limits<std::int64_t>::min();
    const auto lead = routes.lead(who);
    if (!lead) return std::nullopt;
    return in_hours_ ? *lead : -*lead;
  }

  /// The longest period that somebody who learns of the change has to keep.
  void keep_longest(const NoticeGraph& graph, const NoticeRoutes& routes) {
    if (in_hours_) return;
    for (const Telling& telling : graph.tellings()) {
      if (!knowledge_of(telling.from, routes)) continue;
      longest_ = std::max<std::int64_t>(longest_.value_or(0), telling.length);
    }
  }

  /// Whether the supplier of a contract is told later than it has promised in it to tell.
  void compare_with_promise(ContractId k) {
    const auto found = rows_.find(supply_.supplier(k));
    if (found == rows_.end() || found->second.origin) return;
    AffectedOrganization& row = found->second;
    const auto promised = promise_in(k);
    if (!promised) return;
    const bool kept = row.told && (in_hours_ ? *promised >= *row.lead : *promised <= *row.lead);
    if (kept) return;
    const auto worst = row.promised_in.valid() ? promise_in(row.promised_in) : std::nullopt;
    if (!worst || (in_hours_ ? *promised < *worst : *promised > *worst)) row.promised_in = k;
    row.late = true;
  }

  [[nodiscard]] std::optional<std::int32_t> promise_in(ContractId k) const {
    const Model& model = supply_.model();
    const Periods* notice = model.notice(model[k]);
    return notice == nullptr ? std::nullopt : notice->find(told_as(question_.kind));
  }

  const SupplyGraph& supply_;
  const ChangeQuestion& question_;
  bool in_hours_;
  std::map<OrganizationId, AffectedOrganization> rows_;
  std::optional<std::int64_t> longest_;
  std::set<ServiceId> hit_;  // affected by, or one of, any of the targets
};

}  // namespace

void find_told(const SupplyGraph& supply, const ChangeQuestion& question,
               std::span<const ChangeTargetParts> targets, std::span<const TargetEffect> effects,
               Impact& impact) {
  TellingFinder finder(supply, question);
  for (std::size_t i = 0; i < targets.size(); ++i) finder.add(targets[i], effects[i]);
  impact.longest_notice = finder.longest_notice();
  impact.organizations = finder.take();
}

}  // namespace musubi
