#include <algorithm>
#include <limits>

#include "tests/support/oracle_impact_parts.h"

// Section 5.2, "Who is told, and how long before".
namespace musubi::oracle {
namespace {

// "With an active contract K (customer X, supplier Y) that covers an affected or target service or
// the end of a target edge, or is a target".
bool may_tell(const Look& one, const ContractFacts& contract) {
  if (!contract.active) return false;
  const bool covers_end = std::ranges::any_of(
      contract.covers, [&](const std::string& service) { return one.ends.contains(service); });
  return one.covers_affected(contract) || covers_end || one.is_target(contract);
}

// A step over one clause, to another organization.
struct Step {
  std::string from, to;
  int width = 0;
  Clause clause;
};

// "`notice[k] = n` lets Y tell X (width n); `relay[k] = m` lets X tell Y what it learns (width m)."
std::vector<Step> list_steps(const std::vector<const ContractFacts*>& contracts, ChangeKind kind) {
  std::vector<Step> steps;
  for (const ContractFacts* contract : contracts) {
    if (const auto width = period(contract->notice, kind)) {
      steps.push_back({contract->supplier, contract->customer, *width, {contract->id, false}});
    }
    if (const auto width = period(contract->relay, kind)) {
      steps.push_back({contract->customer, contract->supplier, *width, {contract->id, true}});
    }
  }
  return steps;
}

// All routes from the origin, those with one contract more at a time: "the route with the best lead
// time; among these the one with the fewest contracts, then the one whose contract ids, from the
// origin on, come first in byte order". Of routes to one organization with as many contracts and
// the same lead time only the first in byte order can become part of such a route, and none can
// that takes more contracts than another for no better a lead time.
std::map<std::string, Reached> find_routes(const std::vector<Step>& steps, ChangeKind kind,
                                           const std::string& origin) {
  const bool hours = in_hours(kind);
  const auto better = [&](int lead, int other) { return hours ? lead < other : lead > other; };
  // "(an origin has no bound)"
  const int unbounded = hours ? 0 : std::numeric_limits<int>::max();
  std::map<std::string, Reached> best{{origin, {.lead = unbounded, .route = {}}}};
  std::map<std::pair<std::string, int>, Route> longest{{{origin, unbounded}, {}}};
  while (!longest.empty()) {
    std::map<std::pair<std::string, int>, Route> longer;
    for (const auto& [end, route] : longest) {
      for (const Step& step : steps) {
        if (step.from != end.first) continue;
        // "the smallest width on the route"; "they add up along a route and the smallest sum
        // counts"
        const int lead = hours ? end.second + step.width : std::min(end.second, step.width);
        const auto shorter = best.find(step.to);
        if (shorter != best.end() && !better(lead, shorter->second.lead)) continue;
        Route grown = route;
        grown.push_back(step.clause);
        const auto [same, fresh] = longer.try_emplace({step.to, lead}, grown);
        if (!fresh && grown < same->second) same->second = grown;
      }
    }
    for (const auto& [end, route] : longer) {
      const auto& [party, lead] = end;
      const auto there = best.find(party);
      if (there == best.end() || better(lead, there->second.lead)) best[party] = {lead, route};
    }
    longest = longer;
  }
  best.erase(origin);
  return best;
}

// "Affected organizations: the operators, in each graph, of services affected there, the providers
// of services that are targets themselves, the owners of affected systems, both parties of every
// active contract of a supply kind that covers an affected or target service or is a target, and
// every origin".
Ids find_organizations(const Look& one, const std::string& origin) {
  const Facts& facts = one.estate->facts;
  Ids organizations{origin};
  for (const std::string& id : one.graphs) {
    for (const auto& [service, effect] : one.affected.at(id)) {
      organizations.insert(service.empty() ? facts.systems.at(id).institution
                                           : one.graph(id).components.at(service).operated_by);
    }
  }
  for (const std::string& service : one.themselves) organizations.insert(facts.provider(service));
  for (const ContractFacts& contract : facts.contracts) {
    if (!contract.active || !contract.supplies()) continue;
    if (!one.covers_affected(contract) && !one.is_target(contract)) continue;
    organizations.insert(contract.customer);
    organizations.insert(contract.supplier);
  }
  return organizations;
}

// Each clause that is missing between the organization and one that knows.
std::set<Clause> find_missing(const Told& told, ChangeKind kind, const std::string& party) {
  const auto knows = [&](const std::string& other) {
    return other == told.origin || told.reached.contains(other);
  };
  std::set<Clause> missing;
  for (const ContractFacts* contract : told.contracts) {
    if (contract->customer == party && knows(contract->supplier) &&
        !period(contract->notice, kind)) {
      missing.insert({contract->id, false});
    }
    if (contract->supplier == party && knows(contract->customer) &&
        !period(contract->relay, kind)) {
      missing.insert({contract->id, true});
    }
  }
  return missing;
}

// "With several targets each is looked at alone: an organization is told when it is told of every
// target that affects it, its lead time is the worst of these, and an origin of one target is
// looked at for the others."
Telling tell_one(const std::vector<Told>& each, ChangeKind kind, const std::string& party) {
  Telling telling{.origin = true, .told = true};
  for (const Told& told : each) {
    if (!told.affected.contains(party) || told.origin == party) continue;
    telling.origin = false;
    if (!told.reached.contains(party)) {
      telling.told = false;
      telling.missing.merge(find_missing(told, kind, party));
      continue;
    }
    const Reached& reached = told.reached.at(party);
    const bool worse = telling.lead && (in_hours(kind) ? reached.lead > *telling.lead
                                                       : reached.lead < *telling.lead);
    if (worse) telling.routes.clear();
    if (!telling.lead || worse) telling.lead = reached.lead;
    if (reached.lead == *telling.lead) telling.routes.insert(reached.route);
  }
  if (!telling.told) {
    telling.lead.reset();
    telling.routes.clear();
  }
  return telling;
}

// "A row of an organization is `late` when it supplies an active contract that covers an affected
// or target service with a notice for the kind (`incident` for `outage`) longer than its own lead
// time in days, or shorter than its own lead time in hours, or is never told; an origin never is."
// One that is never told is late, too, where it has promised to tell ("told later than it has
// itself promised to tell").
Ids find_broken_promises(const Look& all, const Telling& telling, const std::string& party) {
  Ids contracts;
  if (telling.origin) return contracts;
  for (const ContractFacts& contract : all.estate->facts.contracts) {
    if (!contract.active || contract.supplier != party || !all.covers_affected(contract)) continue;
    const auto promised = period(contract.notice, all.kind);
    if (!promised) continue;
    const bool broken = !telling.told || (in_hours(all.kind) ? *promised < *telling.lead
                                                             : *promised > *telling.lead);
    if (broken) contracts.insert(contract.id);
  }
  return contracts;
}

}  // namespace

// "Origins: the providers of services that are targets themselves, the suppliers of target
// contracts, a target organization."
std::string find_origin(const Look& one) {
  const Facts& facts = one.estate->facts;
  if (!one.themselves.empty()) return facts.provider(*one.themselves.begin());
  if (!one.organizations.empty()) return *one.organizations.begin();
  return std::ranges::find(facts.contracts, *one.contracts.begin(), &ContractFacts::id)->supplier;
}

Told find_told(const Look& one) {
  Told told;
  told.origin = find_origin(one);
  told.affected = find_organizations(one, told.origin);
  for (const ContractFacts& contract : one.estate->facts.contracts) {
    if (may_tell(one, contract)) told.contracts.push_back(&contract);
  }
  told.reached = find_routes(list_steps(told.contracts, one.kind), one.kind, told.origin);
  return told;
}

std::map<std::string, Telling> tell(const Look& all, const std::vector<Look>& each,
                                    std::optional<Date> on) {
  std::vector<Told> told;
  Ids affected;
  for (const Look& one : each) {
    told.push_back(find_told(one));
    affected.insert(told.back().affected.begin(), told.back().affected.end());
  }
  std::map<std::string, Telling> tellings;
  for (const std::string& party : affected) {
    Telling& telling = tellings[party];
    telling = tell_one(told, all.kind, party);
    telling.promised_in = find_broken_promises(all, telling, party);
    telling.late = !telling.promised_in.empty();
    // "With `--on DATE` each row with a lead time in days has the latest day of notice, DATE less
    // the lead time"
    if (on && telling.lead && !in_hours(all.kind)) {
      telling.latest_notice = on->plus_days(-*telling.lead);
    }
  }
  return tellings;
}

}  // namespace musubi::oracle
