#pragma once

#include "cli/output/impact_view.h"
#include "cli/output/result_json.h"

namespace musubi::cli {

/// The members of a result of `impact`; nothing is cut.
void write_impact(ResultJson& result, const ImpactView& view);

}  // namespace musubi::cli
