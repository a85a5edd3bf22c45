#pragma once

#include <span>
#include <string>

#include "cli/output/impact_view.h"

namespace musubi::cli {

/// Plans as one table for a spreadsheet: a line for each notice, for each organization that is
/// never told, and for each thing that has to be done, with columns to fill in when it was sent or
/// done.
[[nodiscard]] std::string impact_csv(std::span<const ImpactView> views, Language language);

}  // namespace musubi::cli
