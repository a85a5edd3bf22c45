#include "cli/output/findings_view.h"

#include <algorithm>
#include <iterator>

namespace musubi::cli {

const Suppression* FindingsView::suppression_of(std::size_t row) const {
  const Finding& finding = result->findings[row];
  return finding.suppressed ? musubi::suppression_of(*model, as_of, finding) : nullptr;
}

std::vector<std::size_t> all_rows(const FindingsView& view) {
  std::vector<std::size_t> rows;
  std::ranges::merge(view.rows, view.suppressed, std::back_inserter(rows));
  return rows;
}

HiddenStatutory find_hidden_statutory(const CheckResult& result) {
  HiddenStatutory hidden;
  for (const Rule* rule : result.switched_off) {
    if (rule->group == RuleGroup::Statutory) hidden.switched_off.push_back(rule);
  }
  for (const Rule* rule : result.rules) {
    if (rule->group != RuleGroup::Statutory) continue;
    const bool is_suppressed = std::ranges::any_of(result.findings, [&](const Finding& finding) {
      return finding.suppressed && finding.rule == rule;
    });
    if (is_suppressed) hidden.suppressed.push_back(rule);
  }
  return hidden;
}

}  // namespace musubi::cli
