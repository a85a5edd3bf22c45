#pragma once

#include "cli/output/impact_view.h"
#include "cli/output/page.h"

namespace musubi::cli {

/// The answer of `impact` as a plan that a person can work through: who is reached in short, who is
/// never told, whom to tell until when, what to do in which order, and everything affected.
void write_impact(Page& page, const ImpactView& view, Language language);

}  // namespace musubi::cli
