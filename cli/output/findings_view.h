#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/rule.h"
#include "engine/rule_runner.h"
#include "model/date.h"
#include "model/model.h"
#include "model/text.h"

namespace musubi::cli {

/// How a finding stands to the saved result that it is compared with.
enum class BaselineState : std::uint8_t { New, Unchanged };

/// A finding as a saved result tells it; ids are empty where it has none.
struct SavedFinding {
  std::string rule, subject, owes, counterparty, fingerprint;
  Severity level = Severity::Error;
  std::vector<std::string> systems;  // those that were listed
  Text message;
  std::string file;  // empty where it has no place
  std::uint64_t line = 0, column = 0;
};

/// What became of the findings of a saved result. Suppressed findings are not compared; one that
/// is suppressed by now is not gone either.
struct Comparison {
  std::vector<std::optional<BaselineState>> states;  // by row of the findings
  std::size_t new_count = 0, unchanged = 0;          // of those that were asked for
  std::vector<SavedFinding> gone;                    // in the order of the saved result
};

/// The findings that an answer is about.
struct FindingsView {
  const Model* model = nullptr;
  const CheckResult* result = nullptr;
  Date as_of;
  // Of `result->findings`, in their order: those that were asked for, and the suppressed ones of
  // them where these were asked for too.
  std::vector<std::size_t> rows, suppressed;
  std::optional<std::size_t> max_systems;  // how many systems to list; nothing: all
  const Comparison* comparison = nullptr;  // nothing: compared with no saved result
  bool shows_suppressed = false;

  [[nodiscard]] std::optional<BaselineState> state_of(std::size_t row) const {
    return comparison == nullptr ? std::nullopt : comparison->states[row];
  }
  /// What hides a finding; null for one that is not suppressed.
  [[nodiscard]] const Suppression* suppression_of(std::size_t row) const;
};

/// The rows that were asked for, suppressed or not, in the order of the findings.
[[nodiscard]] std::vector<std::size_t> all_rows(const FindingsView& view);

/// The rules of the group `statutory` that say less than they could: switched off by the policy, or
/// with a finding that is suppressed. In the order of the catalogue.
struct HiddenStatutory {
  std::vector<const Rule*> switched_off, suppressed;
};
[[nodiscard]] HiddenStatutory find_hidden_statutory(const CheckResult& result);

}  // namespace musubi::cli
