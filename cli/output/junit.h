#pragma once

#include <string>

#include "cli/output/findings_view.h"
#include "model/text.h"

namespace musubi::cli {

/// The findings as JUnit XML: a suite for each group of rules, in which each finding is a case that
/// failed and a rule without findings is one that passed. Skipped are suppressed findings, rules
/// that the policy switches off or whose keys no record states, and, with `only_new`, unchanged
/// findings.
[[nodiscard]] std::string junit_text(const FindingsView& view, bool only_new, Language language);

}  // namespace musubi::cli
