#pragma once

#include <vector>

#include "engine/timeline.h"

// The two halves of the timeline that know the records.
namespace musubi {

/// What happens to records after `from` (what ends on that day, too) and not after `end`, without
/// findings and without `TellBy`; sorted by date, kind of record, row, what. Each thing once.
/// O(model).
[[nodiscard]] std::vector<TimelineEvent> find_events(const Model& model, Date from, Date end);

/// The ids that a record is about: its own, and those of the records that it names.
[[nodiscard]] std::vector<Symbol> ids_of(const Model& model, RecordRef record);

}  // namespace musubi
