#include "engine/timeline.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/timeline_events.h"
#include "tests/support/engine_answers.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"

namespace musubi {
namespace {

using Findings = std::map<std::string, Severity>;

std::string key_of(const Finding& finding, const Model& model) {
  return fmt::format("{} {} {}", finding.rule->id, model.text(finding.subject),
                     fingerprint(finding, model));
}

// What `check` says on a day, but for `expiring`, which looks ahead.
Findings findings_on(const Model& model, Date day) {
  Findings findings;
  const SupplyGraph supply(model, day);
  for (const Finding& finding : check_model(supply, {}).findings) {
    if (finding.suppressed || finding.rule->id == "expiring") continue;
    Severity& level = findings[key_of(finding, model)];
    level = std::max(level, finding.level);
  }
  return findings;
}

// What is in one of them only, or of another level, to read in a message.
std::string difference(const Findings& a, const Findings& b) {
  std::string text;
  for (const auto& [key, level] : a) {
    const auto there = b.find(key);
    if (there == b.end() || there->second != level) text += " " + key;
  }
  for (const auto& [key, level] : b) {
    if (!a.contains(key)) text += " " + key;
  }
  return text;
}

// The first days on which something on record shows.
std::set<Date> days_of(const std::vector<TimelineEvent>& events) {
  std::set<Date> days;
  for (const TimelineEvent& event : events) {
    if (event.what == TimelineWhat::NoticeDue) continue;  // changes nothing on record
    const bool lasts = event.what >= TimelineWhat::ReviewDue;
    days.insert(lasts ? event.date.plus_days(1) : event.date);
  }
  return days;
}

}  // namespace

TEST_SUITE("engine/timeline") {
  TEST_CASE("findings change on days of the timeline only, and by what it says") {
    constexpr int kMonths = 96;
    for (std::uint64_t seed = 1; seed <= 26; ++seed) {
      CAPTURE(seed);
      const auto loaded = test::read_document(test::make_random_model(seed).document);
      REQUIRE(loaded);
      const Model& model = loaded->model;
      const Date from = model.as_of->date;
      const auto events = find_timeline(model, {.from = from, .months = kMonths, .check = {}});
      const std::set<Date> days = days_of(events);
      Findings said = findings_on(model, from);
      for (const Date day : days) {
        // The day before holds what the last day of the timeline left.
        CAPTURE(day.to_string());
        CHECK_EQ(difference(findings_on(model, day.plus_days(-1)), said), "");
        said = findings_on(model, day);
      }
      // What ends with the last day shows on the day after.
      const Date last = std::max(from.plus_months(kMonths), days.empty() ? from : *days.rbegin());
      CHECK_EQ(difference(findings_on(model, last), said), "");
    }
  }

  TEST_CASE("what is brought and settled leads from the first day to the last") {
    for (std::uint64_t seed = 1; seed <= 26; ++seed) {
      CAPTURE(seed);
      const auto loaded = test::read_document(test::make_random_model(seed).document);
      REQUIRE(loaded);
      const Model& model = loaded->model;
      const Date from = model.as_of->date;
      const Date last = from.plus_months(96);
      Findings running = findings_on(model, from);
      for (const TimelineEvent& event :
           find_timeline(model, {.from = from, .months = 96, .check = {}})) {
        // What ends with the last day shows on the day after.
        if (event.date == last && event.what >= TimelineWhat::ReviewDue) continue;
        for (const Finding& one : event.brought) running[key_of(one, model)] = one.level;
        for (const Finding& one : event.settled) running.erase(key_of(one, model));
      }
      const Findings at_last = findings_on(model, last);
      for (const auto& [key, level] : running) CHECK(at_last.contains(key));
      CHECK(running.size() == at_last.size());
    }
  }
}

}  // namespace musubi
