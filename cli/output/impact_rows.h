#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/output/impact_view.h"

// What every form of a plan says of those whom a change affects.
namespace musubi::cli {

using ImpactRow = const AffectedOrganization*;

/// The affected organizations but origins. `told` in the order of time, whom to tell first first.
struct ImpactRows {
  std::vector<ImpactRow> told, untold;
};
[[nodiscard]] ImpactRows rows_of(const ImpactView& view);

/// Who tells this organization, and under which contract: at the end of its route, or, where it is
/// never told, who would if the missing clause were there. Nothing where no contract says so.
struct Teller {
  OrganizationId organization;  // a whole party
  ContractId contract;
  bool relay = false;  // the customer tells the supplier
};
[[nodiscard]] std::optional<Teller> teller_of(const SupplyGraph& supply,
                                              const AffectedOrganization& row);

/// "30 days before, by 2027-03-02", "after 24 hours". Precondition: there is a lead.
[[nodiscard]] std::string time_text(const ImpactView& view, const AffectedOrganization& row,
                                    Language language);

/// That it is on record as told, of a recorded change; else empty.
[[nodiscard]] std::string told_text(const ImpactView& view, const AffectedOrganization& row,
                                    Language language);

/// Why it is never told: which clause is missing. Precondition: it is not told.
[[nodiscard]] std::string missing_text(const ImpactView& view, const AffectedOrganization& row,
                                       Language language);

/// Which promise it cannot keep. Precondition: it is late.
[[nodiscard]] std::string late_text(const ImpactView& view, const AffectedOrganization& row,
                                    Language language);

/// How much is affected, and how many steps there are to take.
[[nodiscard]] std::string reach_text(const ImpactView& view, Language language);

/// Of an outage: how much is down, and how much is degraded; empty for other kinds.
[[nodiscard]] std::string states_text(const ImpactView& view, Language language);

/// The earliest day that keeps every promise of notice, if the change is announced on the date of
/// the model; nothing where that does not depend on days, for a change of the past, and for one
/// party's part.
[[nodiscard]] std::optional<Date> earliest_day(const ImpactView& view);
/// The same as a sentence, or empty.
[[nodiscard]] std::string earliest_text(const ImpactView& view, Language language);

/// An e-mail address, a telephone number and so on, each as far as it is on record.
[[nodiscard]] std::string contact_text(const Contact& contact);

}  // namespace musubi::cli
