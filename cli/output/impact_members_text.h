#pragma once

#include "cli/output/impact_view.h"
#include "cli/output/page.h"

namespace musubi::cli {

/// For each affected operator of a medical information linkage network: how many of its members are
/// affected, and which of these are never told. Nothing where none is affected.
void write_members(Page& page, const ImpactView& view, Language language);

}  // namespace musubi::cli
