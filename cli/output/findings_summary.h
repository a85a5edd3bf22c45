#pragma once

#include "cli/output/findings_view.h"
#include "cli/output/page.h"
#include "model/text.h"

namespace musubi::cli {

/// How many findings of each level there are, who has to act, how that stands to the baseline, and
/// which statutory rules say less than they could.
void write_summary(Page& page, const FindingsView& view, Language language);

}  // namespace musubi::cli
