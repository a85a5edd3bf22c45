#include "cli/rule_example.h"

#include <cassert>
#include <string>

namespace musubi::cli {

RuleExample::RuleExample(const Rule& rule, const ExampleFile& file)
    : loaded_(read_model(
          {{.path = "examples/" + std::string(file.path), .text = std::string(file.text)}})) {
  const Model& model = loaded_.model;
  assert(!loaded_.diagnostics.has_errors() && model.as_of);
  supply_.emplace(model, model.as_of->date);
  // Not only this rule: one on suppressions looks at what the others found.
  result_ = check_model(*supply_, {});
  view_.model = &model;
  view_.result = &result_;
  view_.as_of = supply_->as_of();
  for (std::size_t row = 0; row < result_.findings.size(); ++row) {
    const Finding& finding = result_.findings[row];
    if (finding.rule == &rule && !finding.suppressed) view_.rows.push_back(row);
  }
}

}  // namespace musubi::cli
