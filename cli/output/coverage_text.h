#pragma once

#include <string>

#include "cli/output/page.h"
#include "engine/rule_runner.h"
#include "model/text.h"

namespace musubi::cli {

/// How many sections of the FAQ were looked at wholly, in part and not at all: one line.
void write_coverage_summary(Page& page, const CheckResult& result, Language language);

/// For each section of the FAQ its state, how many records were looked at, what would have to be
/// modelled, and what no model can decide.
void write_coverage(Page& page, const CheckResult& result, Language language);

[[nodiscard]] Phrase phrase_of(CoverageState state);

/// What would have to be modelled for the rules that had nothing to look at; empty where there are
/// none.
[[nodiscard]] std::string missing_keys(const CoverageEntry& entry, Language language);

}  // namespace musubi::cli
