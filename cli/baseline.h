#pragma once

#include <expected>
#include <string>
#include <vector>

#include "cli/output/findings_view.h"
#include "cli/selection.h"
#include "model/text.h"

namespace musubi::cli {

/// What a run of `check` was asked for; empty lists ask for everything. Ids, in any order.
struct Asked {
  std::vector<std::string> rules, owes, systems;

  [[nodiscard]] bool everything() const { return rules.empty() && owes.empty() && systems.empty(); }
};
/// Whether both ask for the same, in whatever order.
[[nodiscard]] bool asks_the_same(Asked left, Asked right);

/// A saved JSON result of `check`.
struct Baseline {
  Asked asked;
  std::vector<SavedFinding> findings;  // without suppressed ones
};

/// Reads a saved result. The error names the file and says what it is instead: a model, the result
/// of another verb, of another version of the format, or nothing of the kind.
[[nodiscard]] std::expected<Baseline, Text> read_baseline(const std::string& path);

/// Compares by fingerprint, like with like: `view.rows` are new or unchanged, and a saved finding
/// is gone where this run was asked for it (its rule, who owes it, one of the systems that were
/// saved with it) and found no such finding, suppressed or not.
[[nodiscard]] Comparison compare_with(const Baseline& baseline, const FindingsView& view,
                                      const Selection& selection, bool asks_all_rules);

}  // namespace musubi::cli
