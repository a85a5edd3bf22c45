#pragma once

#include <string>

#include "cli/output/findings_view.h"
#include "model/text.h"

namespace musubi::cli {

/// The findings as a SARIF 2.1.0 log (OASIS, Static Analysis Results Interchange Format) of one
/// run, with a line end: the rules that ran and those that the policy switches off, a result for
/// each finding at the place where it is recorded, its evidence as a code flow and as related
/// locations. Columns count Unicode code points. Results of a run that shows suppressed findings
/// all have `suppressions`; those of one with a baseline have a `baselineState`, and what is gone
/// is a result that is absent. Messages are in `language`, the help of rules in both.
[[nodiscard]] std::string sarif_text(const FindingsView& view, Language language);

}  // namespace musubi::cli
