#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/rule.h"

namespace musubi {

/// The state of the checks of one section of the FAQ.
enum class CoverageState : std::uint8_t {
  Checked,      // every rule on it had something to look at
  Partly,       // some had not
  NotModelled,  // none had
  NotChecked,   // none was asked for, or all were switched off
};

struct CoverageEntry {
  std::string_view faq;  // "2.1"
  CoverageState state = CoverageState::NotChecked;
  std::vector<const Rule*> rules;  // those that rest on the section and had something to look at
  std::vector<StatedKey> missing;  // what would have to be modelled for the others, each once
  std::size_t subjects = 0;        // how many records the rules looked at
  Phrase limits;                   // what no model can decide; empty where there is nothing
};

/// How many records there are to look at, by `Look`.
using LookCounts = std::array<std::size_t, kLookCount>;
[[nodiscard]] LookCounts count_looks(const SupplyGraph& supply, const Facts& facts,
                                     std::span<const ScopeEntry> scope);

/// Whether a rule has something to look at: its keys are on record.
[[nodiscard]] bool has_its_keys(const Rule& rule, const Stated& stated);

/// One entry for each section of the FAQ, in order. `selected`: the rules that were asked for and
/// not switched off. O(sections × rules).
[[nodiscard]] std::vector<CoverageEntry> find_coverage(std::span<const Rule* const> selected,
                                                       const Stated& stated,
                                                       const LookCounts& counts);

}  // namespace musubi
