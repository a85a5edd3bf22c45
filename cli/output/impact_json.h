#pragma once

#include "cli/output/impact_view.h"
#include "cli/output/result_json.h"

namespace musubi::cli {

/// The members of a result of `impact`; nothing is cut.
void write_impact(ResultJson& result, const ImpactView& view);

/// One row of such a result, an object.
void write_row(ResultJson& result, const ImpactView& view, const AffectedService& row);
void write_row(ResultJson& result, const ImpactView& view, const AffectedSystem& row);
void write_row(ResultJson& result, const ImpactView& view, const AffectedInstitution& row);
void write_row(ResultJson& result, const ImpactView& view, const AffectedOrganization& row);
void write_row(ResultJson& result, const ImpactView& view, const ImpactAction& row);

}  // namespace musubi::cli
