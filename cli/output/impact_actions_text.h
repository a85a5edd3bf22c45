#pragma once

#include "cli/output/impact_view.h"
#include "cli/output/page.h"
#include "cli/output/styled.h"

namespace musubi::cli {

/// What has to be done, as a sentence: "A and B decide whether …".
[[nodiscard]] Styled action_text(const ImpactView& view, const ImpactAction& action,
                                 Language language);

/// The list of what has to be done, in its order, each with its reason; nothing where there is
/// nothing to do.
void write_actions(Page& page, const ImpactView& view, Language language);

}  // namespace musubi::cli
