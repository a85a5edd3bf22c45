#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "cli/output/findings_view.h"
#include "cli/output/page.h"
#include "model/text.h"

namespace musubi::cli {

/// How many findings of each level there are, who has to act, how that stands to the baseline, and
/// which statutory rules say less than they could.
void write_summary(Page& page, const FindingsView& view, Language language);

/// How many findings somebody has to act on.
struct OwnerCounts {
  Symbol owner;
  std::array<std::size_t, 3> by_level{};  // by `Severity`

  [[nodiscard]] std::size_t of(Severity level) const {
    return by_level[static_cast<std::size_t>(level)];
  }
};

/// Who has to act how often, the one with the most serious findings first.
[[nodiscard]] std::vector<OwnerCounts> count_by_owner(const FindingsView& view);

}  // namespace musubi::cli
