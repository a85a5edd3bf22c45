#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "cli/output/page.h"
#include "engine/rule.h"
#include "engine/rule_runner.h"
#include "model/model.h"
#include "model/text.h"

namespace musubi::cli {

/// The findings that an answer is about: those that were asked for, without the suppressed ones.
struct FindingsView {
  const Model* model = nullptr;
  const CheckResult* result = nullptr;
  std::vector<std::size_t> rows;           // of `result->findings`, in their order
  std::optional<std::size_t> max_systems;  // how many systems to list; nothing: all
};

/// Findings for people: the most serious first, each with who has to act, the evidence, the place
/// and the remedy; what follows from a finding stands under it.
void write_findings(Page& page, const FindingsView& view, Language language);

/// How many findings of each level there are, and who has to act.
void write_summary(Page& page, const FindingsView& view, Language language);

}  // namespace musubi::cli
