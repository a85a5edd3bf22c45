#pragma once

#include <optional>

#include "cli/examples.h"
#include "cli/output/findings_view.h"
#include "engine/rule.h"
#include "engine/rule_runner.h"
#include "engine/supply_graph.h"
#include "model/loader.h"

namespace musubi::cli {

/// What `check` finds by one rule in an example that the program carries, by its own date.
class RuleExample {
 public:
  /// Evaluates all rules on the example; milliseconds. Precondition: it is a model without errors.
  RuleExample(const Rule& rule, const ExampleFile& file);
  RuleExample(const RuleExample&) = delete;
  RuleExample(RuleExample&&) = delete;
  RuleExample& operator=(const RuleExample&) = delete;
  RuleExample& operator=(RuleExample&&) = delete;
  ~RuleExample() = default;

  /// The findings of this rule; valid as long as this object.
  [[nodiscard]] const FindingsView& view() const { return view_; }

 private:
  LoadedModel loaded_;
  std::optional<SupplyGraph> supply_;
  CheckResult result_;
  FindingsView view_;
};

}  // namespace musubi::cli
