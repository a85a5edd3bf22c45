#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/rule_runner.h"
#include "model/model.h"

namespace musubi {

/// What happens to a record on a day.
enum class TimelineWhat : std::uint8_t {
  Begins,     // the first day of a contract, an assessment, a disclosure
  Agreed,     // an agreement is formed, or formed again
  Changes,    // a risk is changed or reviewed (`changed`, `reviewed`)
  Announced,  // a change is announced, or somebody is told of it
  Takes,      // a change takes effect
  ReviewDue,  // the last day for the review of a risk (`review_by`)
  TellBy,     // the last day on which somebody has to be told of a change
  NoticeDue,  // the last day to end a contract that renews itself
  Ends,       // the last day of a certification, assessment, contract, disclosure, suppression
};

/// One thing that happens to one record, and what it does to the findings.
struct TimelineEvent {
  Date date;
  RecordRef record;
  TimelineWhat what = TimelineWhat::Ends;
  Symbol scheme;  // of a certification
  /// Findings that the day brings (of what ends: the day after) and settles: those of a higher
  /// level than the day before are among the first. Where several things happen on one day, a
  /// finding stands under the record with which it shares most.
  std::vector<Finding> brought, settled;
};

struct TimelineOptions {
  Date from;        // events after this day, and what ends with it,
  int months = 12;  // up to the same day so many months later
  CheckOptions check;
};

/// What happens to the records of a model after a day, in order of date, kind of record, place in
/// the model. `expiring` is left out of the findings: the timeline itself tells what ends.
/// Precondition: `model` has no errors; it has to outlive the result.
/// Cost: one `check_model` for each day on which something happens, and one before.
[[nodiscard]] std::vector<TimelineEvent> find_timeline(const Model& model,
                                                       const TimelineOptions& options);

}  // namespace musubi
