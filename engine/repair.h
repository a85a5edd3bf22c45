#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rule_runner.h"
#include "model/json_tree.h"

namespace musubi {

/// One record to add, or clauses to put into one record, that would close findings.
struct Repair {
  std::string_view table;  // of the model file: "assessments"
  std::string target;      // the id of the record that gets the clauses; empty: a record is added
  JsonValue change;        // the record, or the members that `target` gets
  std::vector<std::size_t> closes;  // rows of the findings of the result
  /// Findings that are not there now and would be: a new contract has to be filled with content.
  std::size_t brings = 0;
};

struct Repairs {
  /// Each by itself: those that close most first, then those that cost least (a disclosure before a
  /// confirmation, a clause, an agreement on a risk, a contract), then by their text. Only those
  /// that close something.
  std::vector<Repair> single;
  /// Rows of `single` that together close all that single repairs can of the findings asked for:
  /// greedy, so not always the fewest. Empty where there are none to close.
  std::vector<std::size_t> set;
  std::vector<std::size_t>
      closed_by_set;              // rows of the findings asked for; of all of `set` at once
  std::vector<std::size_t> left;  // the other findings asked for
};

/// The text of the model with a repair made.
[[nodiscard]] std::string with_repairs(const JsonValue& document,
                                       std::span<const Repair* const> repairs);

/// What would close which findings, each proposal tried by evaluating the model with it.
/// `document`: the model as one document (`merge_documents`), `result`: what `check_model` says of
/// it on the graph's date with `options`; `asked`: rows of the findings that the set is to close.
/// Cost: for each proposal (at most a few for each finding) one reading and one check of the model.
[[nodiscard]] Repairs find_repairs(const JsonValue& document, const SupplyGraph& supply,
                                   const CheckResult& result, const CheckOptions& options,
                                   std::span<const std::size_t> asked);

}  // namespace musubi
