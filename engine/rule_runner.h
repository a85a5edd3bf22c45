#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/coverage.h"
#include "engine/facts.h"
#include "engine/finding_list.h"
#include "engine/rule.h"
#include "engine/supply_graph.h"

namespace musubi {

struct CheckOptions {
  FactsOptions facts;
  /// Rules and groups to run; empty: all. Precondition: each is a rule or a group ("agreement/*").
  std::vector<std::string> only;
};

struct CheckResult {
  /// By level (the most serious first), rule, subject, owes, counterparty; suppressed ones too.
  FindingList findings;
  std::vector<CoverageEntry> coverage;
  /// Without suppressed ones, by `Severity`.
  std::array<std::size_t, 3> counts{};
  std::size_t suppressed = 0;
  /// Of the rules that were asked for, in the order of the catalogue: those that ran, those that
  /// had nothing to look at because no record states their keys, and those that `policy.rules`
  /// switches off.
  std::vector<const Rule*> rules, not_modelled, switched_off;
};

/// Evaluates the rules on a model at its date, applies `policy.rules` and suppressions, groups,
/// sorts, and finds which findings follow from which.
[[nodiscard]] CheckResult check_model(const SupplyGraph& supply, const CheckOptions& options);

/// The suppression that hides a finding at this date; null where none does. O(suppressions).
[[nodiscard]] const Suppression* suppression_of(const Model& model, Date as_of,
                                                const Finding& finding);

/// What stays the same of a finding from run to run: 16 hexadecimal digits made of rule, subject,
/// owes and counterparty.
[[nodiscard]] std::string fingerprint(const Finding& finding, const Model& model);

}  // namespace musubi
