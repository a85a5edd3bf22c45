#include "engine/timeline.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "engine/timeline_events.h"

namespace musubi {
namespace {

/// The first day on which an event shows.
Date first_day_of(const TimelineEvent& event) {
  const bool lasts = event.what == TimelineWhat::Ends || event.what == TimelineWhat::ReviewDue;
  return lasts ? event.date.plus_days(1) : event.date;
}

/// The findings of one day by their fingerprints.
using Findings = std::map<std::string, Finding>;

Findings findings_on(const Model& model, Date day, const CheckOptions& options) {
  const SupplyGraph supply(model, day);
  Findings findings;
  for (Finding& finding : check_model(supply, options).findings) {
    if (finding.suppressed || finding.rule->id == "expiring") continue;
    std::string key = fingerprint(finding, model);
    const auto [place, is_new] = findings.try_emplace(std::move(key), finding);
    if (!is_new && place->second.level < finding.level) place->second = std::move(finding);
  }
  return findings;
}

/// Those of `now` that were not there before, or of a lower level.
std::vector<const Finding*> only_in(const Findings& now, const Findings& before) {
  std::vector<const Finding*> found;
  for (const auto& [key, finding] : now) {
    const auto earlier = before.find(key);
    if (earlier == before.end() || earlier->second.level < finding.level) {
      found.push_back(&finding);
    }
  }
  return found;
}

/// Puts a finding under the event of its day with which it shares most.
class Assignment {
 public:
  Assignment(const Model& model, std::vector<TimelineEvent*> events) : events_(std::move(events)) {
    for (const TimelineEvent* event : events_) ids_.push_back(ids_of(model, event->record));
  }

  void add(const Finding& finding, std::vector<Finding> TimelineEvent::* list) const {
    std::size_t best = 0;
    std::size_t most = 0;
    for (std::size_t i = 0; i < events_.size(); ++i) {
      const std::size_t shared = shared_with(finding, ids_[i]);
      if (shared > most) std::tie(best, most) = std::pair(i, shared);
    }
    (events_[best]->*list).push_back(finding);
  }

 private:
  static std::size_t shared_with(const Finding& finding, const std::vector<Symbol>& ids) {
    const auto has = [&ids](Symbol id) {
      return id.valid() && std::ranges::find(ids, id) != ids.end();
    };
    // Who owes it matters more than towards whom, what it is about more than both.
    std::size_t shared = 0;
    if (has(finding.subject)) shared += 4;
    if (has(finding.owes)) shared += 2;
    if (has(finding.counterparty)) shared += 1;
    return shared;
  }

  std::vector<TimelineEvent*> events_;
  std::vector<std::vector<Symbol>> ids_;
};

void sort_findings(const Model& model, std::vector<Finding>& findings) {
  std::ranges::stable_sort(findings, [&](const Finding& a, const Finding& b) {
    const auto key = [&](const Finding& f) {
      return std::tuple(-static_cast<int>(f.level), f.rule->id, model.text(f.subject),
                        model.text(f.owes), model.text(f.counterparty));
    };
    return key(a) < key(b);
  });
}

}  // namespace

std::vector<TimelineEvent> find_timeline(const Model& model, const TimelineOptions& options) {
  const Date end = options.from.plus_months(options.months);
  std::vector<TimelineEvent> events = find_events(model, options.from, end);
  std::map<Date, std::vector<TimelineEvent*>> days;
  for (TimelineEvent& event : events) {
    if (event.what != TimelineWhat::NoticeDue) days[first_day_of(event)].push_back(&event);
  }
  if (days.empty()) return events;
  Findings before = findings_on(model, options.from, options.check);
  for (const auto& [day, of_day] : days) {
    Findings now = findings_on(model, day, options.check);
    const Assignment assignment(model, of_day);
    for (const Finding* one : only_in(now, before)) assignment.add(*one, &TimelineEvent::brought);
    for (const Finding* one : only_in(before, now)) {
      if (!now.contains(fingerprint(*one, model))) assignment.add(*one, &TimelineEvent::settled);
    }
    before = std::move(now);
  }
  for (TimelineEvent& event : events) {
    sort_findings(model, event.brought);
    sort_findings(model, event.settled);
  }
  return events;
}

}  // namespace musubi
