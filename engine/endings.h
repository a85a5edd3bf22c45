#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/facts.h"

namespace musubi {

/// A record that comes to an end, and that no record of the same parties and subject follows
/// without a gap.
struct Ending {
  enum class What : std::uint8_t {
    Certification,
    Confirmation,   // an assessment that meets a duty
    Contract,       // but for sales, of which the end is not read
    RenewalNotice,  // the last day to give notice that a contract shall not renew itself
    Review,         // of a risk
  };
  What what = What::Contract;
  Symbol subject;  // the id of the record, or of what it is about where it has none
  Symbol owes;     // the party that it belongs to: who confirmed, who is the customer
  Date day;        // the last one
  SourceLocation where;
  const Certification* certification = nullptr;  // for `Certification` only
};

/// The last day of those within which an ending is told of (`policy.expiring_within_days`).
[[nodiscard]] Date last_expiring_day(const SupplyGraph& supply);

/// What ends from `first` to `last`, these days included, sorted by (subject, owes, day). `met`:
/// the duties of confirmation that are met by what ends by then (see `FactNeeds`). O(records +
/// duties), but for sorting and for contracts between the same two parties.
[[nodiscard]] std::vector<Ending> find_endings(const SupplyGraph& supply,
                                               const Confirmations& confirmations,
                                               std::span<const Fact> met, Date first, Date last);

}  // namespace musubi
