#pragma once

#include "cli/output/diff_view.h"
#include "cli/output/page.h"

namespace musubi::cli {

/// The answer of `diff` as a plan: what differs record by record, then whom that affects, who is
/// never told, what has to be done, and the findings that are gone and new.
void write_diff(Page& page, const DiffView& view, Language language);

}  // namespace musubi::cli
