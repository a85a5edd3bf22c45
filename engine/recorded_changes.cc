#include "engine/recorded_changes.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/agreed.h"
#include "engine/notice.h"
#include "engine/sorted.h"
#include "engine/system_graph.h"

namespace musubi {
namespace {

constexpr std::int64_t kHoursOfDay = 24;

/// The day of a change, or of an event that is on record by its announcement only.
std::optional<Date> day_of(const Change& change) {
  if (change.effective || !counts_in_hours(change.kind)) return change.effective;
  return change.announced;
}

bool is_known(const Change& change, Date as_of) {
  return !change.announced || *change.announced <= as_of;
}

/// The last day on which the teller keeps to its period, and who it is.
struct Deadline {
  OrganizationId teller;
  Date due;
};

Deadline deadline_of(const SupplyGraph& supply, const AffectedOrganization& row, Date day,
                     bool in_hours) {
  const EvidenceStep& last = row.route.back();
  const OrganizationId teller = last.by == EvidenceStep::By::Relay ? supply.customer(last.contract)
                                                                   : supply.supplier(last.contract);
  if (!in_hours) return {teller, day.plus_days(-last.days.value_or(0))};
  const std::int64_t days = (*row.lead + kHoursOfDay - 1) / kHoursOfDay;
  return {teller, day.plus_days(static_cast<int>(days))};
}

std::vector<SystemId> systems_with_party(const SupplyGraph& supply, const Impact& impact,
                                         OrganizationId party) {
  std::vector<SystemId> systems;
  for (const AffectedSystem& row : impact.systems) {
    const SystemGraph graph(supply, row.system);
    if (std::ranges::binary_search(graph.parties(), party)) systems.push_back(row.system);
  }
  return systems;
}

/// Somebody who has to be told of a change, and until when.
struct Due {
  const AffectedOrganization* row = nullptr;
  Deadline deadline;
  std::vector<SystemId> systems;
};

/// A change in some systems concerns those who are parties to one of them.
std::vector<Due> dues_of(const SupplyGraph& supply, const Change& change, Date day,
                         const Impact& impact) {
  std::vector<Due> dues;
  for (const AffectedOrganization& row : impact.organizations) {
    if (row.origin || row.route.empty()) continue;
    std::vector<SystemId> systems = systems_with_party(supply, impact, row.organization);
    if (change.systems && systems.empty()) continue;
    dues.push_back(
        {&row, deadline_of(supply, row, day, counts_in_hours(change.kind)), std::move(systems)});
  }
  return dues;
}

void add_late_notices(const SupplyGraph& supply, const Change& change, Date day,
                      const Impact& impact, std::vector<LateNotice>& found) {
  for (Due& due : dues_of(supply, change, day, impact)) {
    const Notified told = notified(supply, change, due.row->organization);
    const Date last = due.deadline.due;
    const bool late = told.at_all ? told.on && *told.on > last : last < supply.as_of();
    if (!late) continue;
    found.push_back({.change = &change,
                     .teller = due.deadline.teller,
                     .told = due.row->organization,
                     .due = last,
                     .told_on = told.on,
                     .route = due.row->route,
                     .systems = std::move(due.systems)});
  }
}

/// From which day on what is agreed or confirmed takes a change into account.
Date since(const Change& change, Date day) {
  return change.announced ? std::min(*change.announced, day) : day;
}

class StaleFinder {
 public:
  StaleFinder(const SupplyGraph& supply, const Confirmations& confirmations)
      : supply_(supply), confirmations_(confirmations) {}

  void add(const Change& change, Date day, const Impact& impact) {
    const std::size_t before = open_.size();
    for (const ImpactAction& action : impact.actions) {
      const bool reagree = action.kind == ActionKind::Reagree;
      if (!reagree && action.kind != ActionKind::Reassess) continue;
      const std::optional<Date> done = reagree ? agreed_on(action.contract) : confirmed_on(action);
      if (done && *done >= since(change, day)) continue;
      open_.push_back(&action);
    }
    if (open_.size() > before) find_systems(change, impact);
    open_.clear();
  }

  std::vector<StaleRecord> take() {
    std::vector<StaleRecord> records;
    for (auto& [key, record] : records_) {
      sort_unique(record.systems);
      records.push_back(std::move(record));
    }
    return records;
  }

 private:
  using Key = std::tuple<ActionKind, ContractId, ServiceId, OrganizationId, OrganizationId>;

  [[nodiscard]] std::optional<Date> agreed_on(ContractId k) const {
    const Agreement* const agreement = agreed_in(supply_, k);
    if (agreement == nullptr) return std::nullopt;
    std::optional<Date> latest = agreement->date;
    for (const Date renewed : agreement->renewed) {
      if (renewed <= supply_.as_of() && (!latest || renewed > *latest)) latest = renewed;
    }
    return latest;
  }

  [[nodiscard]] std::optional<Date> confirmed_on(const ImpactAction& action) const {
    std::optional<Date> latest;
    for (const AssessmentId assessment :
         confirmations_.all_counting(action.by, action.service, action.with)) {
      const Date date = supply_.model()[assessment].date;
      if (!latest || date > *latest) latest = date;
    }
    return latest;
  }

  void find_systems(const Change& change, const Impact& impact) {
    for (const ImpactAction* action : open_) {
      StaleRecord& record = record_of(*action);
      if (record.changes.empty()) record.action = *action;
      record.changes.push_back(&change);
    }
    for (const AffectedSystem& row : impact.systems) {
      const SystemGraph graph(supply_, row.system);
      const std::vector<Duty> duties = find_duties(graph);
      for (const ImpactAction* action : open_) {
        const bool here = action->kind == ActionKind::Reagree
                              ? is_contract_of(graph, action->contract)
                              : is_duty_of(graph, duties, *action);
        if (here) record_of(*action).systems.push_back(row.system);
      }
    }
  }

  [[nodiscard]] bool is_contract_of(const SystemGraph& graph, ContractId k) const {
    if (!supply_.holds_in(k, graph.system())) return false;
    if (!std::ranges::binary_search(graph.parties(), supply_.customer(k))) return false;
    return std::ranges::any_of(supply_.model()[k].covers, [&](const ServiceRef& covered) {
      return graph.find(covered.id).has_value();
    });
  }

  static bool is_duty_of(const SystemGraph& graph, const std::vector<Duty>& duties,
                         const ImpactAction& action) {
    return std::ranges::any_of(duties, [&](const Duty& duty) {
      return duty.owes == action.by && duty.about == action.with &&
             graph.service(duty.component) == action.service;
    });
  }

  StaleRecord& record_of(const ImpactAction& action) {
    return records_[{action.kind, action.contract, action.service, action.by, action.with}];
  }

  const SupplyGraph& supply_;
  const Confirmations& confirmations_;
  std::map<Key, StaleRecord> records_;
  std::vector<const ImpactAction*> open_;  // of the change that is being looked at
};

}  // namespace

ChangeQuestion question_of(const Change& change) {
  ChangeQuestion question{
      .targets = {}, .kind = change.kind, .systems = {}, .on = change.effective};
  if (change.target.record) question.targets.push_back(*change.target.record);
  if (change.systems) {
    question.systems.emplace();
    for (const SystemRef& system : *change.systems) question.systems->push_back(system.id);
  }
  return question;
}

Notified notified(const SupplyGraph& supply, const Change& change, OrganizationId party) {
  Notified found;
  bool undated = false;
  for (const Told& told : change.told) {
    if (supply.party(told.organization.id) != party) continue;
    if (told.date && *told.date > supply.as_of()) continue;
    found.at_all = true;
    if (!told.date) undated = true;
    if (told.date && (!found.on || *told.date < *found.on)) found.on = told.date;
  }
  if (undated) found.on.reset();
  return found;
}

std::vector<LateNotice> find_late_notices(const SupplyGraph& supply) {
  std::vector<LateNotice> found;
  const ImpactFinder finder(supply);
  for (const Change& change : supply.model().changes) {
    const auto day = day_of(change);
    if (!day || !is_known(change, supply.as_of())) continue;
    add_late_notices(supply, change, *day, finder.find(question_of(change)), found);
  }
  return found;
}

std::vector<std::pair<Date, const Change*>> find_notice_deadlines(const SupplyGraph& supply) {
  std::vector<std::pair<Date, const Change*>> found;
  const ImpactFinder finder(supply);
  for (const Change& change : supply.model().changes) {
    const auto day = day_of(change);
    if (!day || !is_known(change, supply.as_of())) continue;
    const Impact impact = finder.find(question_of(change));
    for (const Due& due : dues_of(supply, change, *day, impact)) {
      found.emplace_back(due.deadline.due, &change);
    }
  }
  sort_unique(found);  // the records stand in byte order of their ids
  return found;
}

std::vector<StaleRecord> find_stale_records(const SupplyGraph& supply,
                                            const Confirmations& confirmations) {
  StaleFinder stale(supply, confirmations);
  const ImpactFinder finder(supply);
  for (const Change& change : supply.model().changes) {
    const auto day = day_of(change);
    if (!day || *day > supply.as_of() || !is_known(change, supply.as_of())) continue;
    stale.add(change, *day, finder.find(question_of(change)));
  }
  return stale.take();
}

}  // namespace musubi
