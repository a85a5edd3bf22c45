#include "engine/timeline.h"

#include <algorithm>
#include <iterator>
#include <list>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "engine/recorded_changes.h"
#include "engine/timeline_events.h"

namespace musubi {
namespace {

/// The first day on which an event shows.
Date first_day_of(const TimelineEvent& event) {
  const bool lasts = event.what >= TimelineWhat::ReviewDue;
  return lasts ? event.date.plus_days(1) : event.date;
}

/// The findings of one day by their fingerprints.
using Findings = std::map<std::string, Finding>;

Findings findings_on(const SupplyGraph& supply, const CheckOptions& options) {
  const Model& model = supply.model();
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

/// Goes from day to day. The days on which somebody has to be told of a change follow from the
/// contracts, so that they are looked for anew after every day on which something else happens.
class TimelineWalk {
 public:
  TimelineWalk(const Model& model, const TimelineOptions& options, std::list<TimelineEvent>& events)
      : model_(model),
        options_(options),
        each_day_(options.check),
        end_(options.from.plus_months(options.months)),
        events_(events) {
    each_day_.facts.progress = nullptr;
    for (TimelineEvent& event : events_) {
      if (event.what != TimelineWhat::NoticeDue) days_[first_day_of(event)].push_back(&event);
    }
  }

  void run() {
    Progress* const progress = options_.check.facts.progress;
    // Days on which somebody has to be told join those that are known now.
    begin_step(progress, Step::Days, model_.changes.empty() ? days_.size() : 0);
    Findings before = visit(options_.from);
    for (auto at = days_.upper_bound(options_.from); at != days_.end(); ++at) {
      Findings now = visit(at->first);
      compare(before, now, at->second);
      before = std::move(now);
      add_done(progress);
    }
  }

 private:
  Findings visit(Date day) {
    const SupplyGraph supply(model_, day);
    if (!model_.changes.empty()) add_deadlines(supply);
    return findings_on(supply, each_day_);
  }

  /// Those before the next day on which something happens.
  void add_deadlines(const SupplyGraph& supply) {
    const Date day = supply.as_of();
    const auto next = days_.upper_bound(day);
    const Date last = next == days_.end() ? end_ : std::min(end_, next->first.plus_days(-1));
    for (const auto& [due, change] : find_notice_deadlines(supply)) {
      if (due < day || last < due) continue;
      const auto row = static_cast<std::uint32_t>(change - model_.changes.data());
      TimelineEvent& event = events_.emplace_back(TimelineEvent{.date = due,
                                                                .record = {RecordKind::Change, row},
                                                                .what = TimelineWhat::TellBy,
                                                                .scheme = {},
                                                                .brought = {},
                                                                .settled = {}});
      days_[first_day_of(event)].push_back(&event);
    }
  }

  void compare(const Findings& before, const Findings& now,
               const std::vector<TimelineEvent*>& of_day) const {
    const Assignment assignment(model_, of_day);
    for (const Finding* one : only_in(now, before)) assignment.add(*one, &TimelineEvent::brought);
    for (const Finding* one : only_in(before, now)) {
      if (!now.contains(fingerprint(*one, model_))) assignment.add(*one, &TimelineEvent::settled);
    }
  }

  const Model& model_;
  const TimelineOptions& options_;
  CheckOptions each_day_;
  Date end_;
  std::list<TimelineEvent>& events_;
  std::map<Date, std::vector<TimelineEvent*>> days_;
};

}  // namespace

std::vector<TimelineEvent> find_timeline(const Model& model, const TimelineOptions& options) {
  std::list<TimelineEvent> walked;  // so that events can be added while others are pointed to
  std::ranges::move(find_events(model, options.from, options.from.plus_months(options.months)),
                    std::back_inserter(walked));
  if (!walked.empty() || !model.changes.empty()) TimelineWalk(model, options, walked).run();
  std::vector<TimelineEvent> events(std::make_move_iterator(walked.begin()),
                                    std::make_move_iterator(walked.end()));
  std::ranges::stable_sort(events, {}, [](const TimelineEvent& event) {
    return std::tuple(event.date, event.record, event.what);
  });
  for (TimelineEvent& event : events) {
    sort_findings(model, event.brought);
    sort_findings(model, event.settled);
  }
  return events;
}

}  // namespace musubi
