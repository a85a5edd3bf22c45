#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/assessment.h"
#include "engine/impact.h"

namespace musubi {

/// The question that a recorded or a planned change asks (semantics, section 5).
[[nodiscard]] ChangeQuestion question_of(const Change& change);

/// When a party, or a facility of it, was told of a recorded change, as far as that is on record at
/// the date of the graph.
struct Notified {
  bool at_all = false;
  std::optional<Date> on;  // the first day; nothing where an entry names none
};
[[nodiscard]] Notified notified(const SupplyGraph& supply, const Change& change,
                                OrganizationId party);

/// Somebody was told of a recorded change too late, or is not on record as told although the last
/// day for it is past.
struct LateNotice {
  const Change* change = nullptr;  // lives as long as the model
  OrganizationId teller, told;     // whole parties: the last two of the best route
  Date due;                        // the last day for it
  std::optional<Date> told_on;     // nothing: not on record
  Evidence route;                  // as in `AffectedOrganization`
  std::vector<SystemId> systems;   // affected ones to which the one told is a party, in byte order
};

/// Of all recorded changes that were announced at the date of the graph or name no such day, and
/// for all affected organizations but origins that have a route: the last step of the route says
/// how many days before the change its teller has to tell. For incidents and outages the hours of
/// the route count from the day on which they happened, and a started day counts in favour of the
/// teller, since records have no hours. A change whose day is not on record cannot be late, and one
/// in some systems concerns those only who are parties to one of them. Sorted by (id of the change,
/// told). Cost: that of their impacts, and the graphs of affected systems.
[[nodiscard]] std::vector<LateNotice> find_late_notices(const SupplyGraph& supply);

/// The last days on which somebody keeps to its notice of a recorded change, each with the change;
/// sorted, each once. Cost: as above.
[[nodiscard]] std::vector<std::pair<Date, const Change*>> find_notice_deadlines(
    const SupplyGraph& supply);

/// Something that had to be done about changes that have taken effect, and is not on record.
struct StaleRecord {
  /// `Reagree`: the agreement was not formed again. `Reassess`: no confirmation since counts.
  ImpactAction action;
  std::vector<const Change*> changes;  // not empty, in byte order of their ids
  std::vector<SystemId> systems;       // affected ones in which the contract or the duty is one
};

/// Of all recorded changes that took effect at the date of the graph or before: the agreements of
/// `Reagree` whose latest date, and the duties of `Reassess` whose latest counting confirmation,
/// lie before the change. What was done after the change was announced counts: agreements are
/// formed before it takes effect (FAQ 5.2). Sorted by (kind, contract or service, by, with). Cost:
/// as above.
[[nodiscard]] std::vector<StaleRecord> find_stale_records(const SupplyGraph& supply,
                                                          const Confirmations& confirmations);

}  // namespace musubi
