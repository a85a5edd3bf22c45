#include "engine/cause.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/rules/rules.h"

namespace musubi {
namespace {

/// Looks findings up by rule and subject.
class CauseFinder {
  using About = std::pair<const Rule*, Symbol>;
  using Row = std::pair<About, std::size_t>;  // of the findings

 public:
  CauseFinder(const Model& model, const std::vector<Finding>& findings)
      : model_(model), findings_(findings) {
    for (std::size_t i = 0; i < findings.size(); ++i) {
      if (!findings[i].suppressed) rows_.push_back({{findings[i].rule, findings[i].subject}, i});
    }
    std::ranges::sort(rows_);
  }

  [[nodiscard]] std::optional<std::size_t> cause_of(std::size_t row) const {
    const Finding& finding = findings_[row];
    const Rule* rule = finding.rule;
    if (rule == &rules::kCertificateOnlyAssessment) return confirmation_of(finding);
    if (rule == &rules::kUnreachableService) return find(&rules::kNoSystem, Symbol(), {});
    if (rule == &rules::kMissingContract) return broken_chain_of(finding);
    if (rule == &rules::kResponsibilityGap) return above(row);
    if (rule == &rules::kStaleAfterChange) {
      const auto unconfirmed = confirmation_of(finding);
      return unconfirmed ? unconfirmed : missing_agreement_of(finding);
    }
    if (is_on_agreement(rule)) return missing_agreement_of(finding);
    const bool by_contract = finding.witness && finding.witness->contract.valid();
    if (is_untold(rule) && !by_contract) return above(row);
    if (is_confirmation(rule) && !by_contract) return broken_chain_of(finding);
    return std::nullopt;
  }

 private:
  static bool is_confirmation(const Rule* rule) {
    return rule == &rules::kUnassessedSupplier || rule == &rules::kUnassessedProvider ||
           rule == &rules::kUnassessedSubcontractor;
  }

  /// Somebody is not told, and no contract is on record in which a notice could be agreed on.
  static bool is_untold(const Rule* rule) {
    return rule == &rules::kNoChangeNotice || rule == &rules::kNoIncidentNotice;
  }

  /// Rules that look into an agreement.
  static bool is_on_agreement(const Rule* rule) {
    static constexpr std::array kRules{
        &rules::kNetworkRoleUndivided,      &rules::kLifecycleDutiesUndivided,
        &rules::kAgreementScopeIncomplete,  &rules::kSelectionItemsMissing,
        &rules::kAgreementItemsMissing,     &rules::kEvaluationMissing,
        &rules::kComplianceClauseMissing,   &rules::kSubentrustmentUnapproved,
        &rules::kOperationsRulesIncomplete, &rules::kRiskCommunicationMissing,
    };
    return std::ranges::find(kRules, rule) != kRules.end();
  }

  /// Where a contract has no agreement at all, or one that is still to come, nothing can be in it.
  [[nodiscard]] std::optional<std::size_t> missing_agreement_of(const Finding& finding) const {
    const bool by_contract = finding.witness && finding.witness->contract.valid();
    const Symbol contract = by_contract ? model_[finding.witness->contract].id : finding.subject;
    return find(&rules::kAgreementMissing, contract, [](const Finding& other) {
      const std::string& lacking = other.details.front().values.back();
      return lacking == "agreement" || lacking == "date";
    });
  }

  /// The first finding of a rule about a subject that `accept` takes.
  template <class Accept = decltype([](const Finding&) { return true; })>
  [[nodiscard]] std::optional<std::size_t> find(const Rule* rule, Symbol subject,
                                                Accept accept = {}) const {
    for (const Row& row : std::ranges::equal_range(rows_, About(rule, subject), {}, &Row::first)) {
      if (accept(findings_[row.second])) return row.second;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::size_t> confirmation_of(const Finding& finding) const {
    const auto same = [&](const Finding& other) {
      return other.owes == finding.owes && other.counterparty == finding.counterparty;
    };
    for (const Rule* rule : {&rules::kUnassessedSupplier, &rules::kUnassessedProvider,
                             &rules::kUnassessedSubcontractor}) {
      if (const auto found = find(rule, finding.subject, same)) return found;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::size_t> broken_chain_of(const Finding& finding) const {
    return find(&rules::kBrokenContractChain, finding.subject,
                [&](const Finding& other) { return other.counterparty == finding.counterparty; });
  }

  /// The nearest break on the way from the component up to the root.
  [[nodiscard]] std::optional<std::size_t> above(std::size_t row) const {
    const Finding& gap = findings_[row];
    const auto in_same_system = [&](const Finding& other) {
      const auto& systems = other.systems;
      return std::ranges::binary_search(systems.first, gap.witness->system) ||
             systems.count > systems.first.size();
    };
    const auto other_gap = [&](const Finding& other) {
      return &other != &gap && other.owes == gap.owes && in_same_system(other);
    };
    for (std::size_t i = gap.evidence.size(); i > 0; --i) {
      const Symbol subject = gap.evidence[i - 1].to;
      if (const auto found = find(&rules::kBrokenContractChain, subject)) return found;
      if (const auto found = find(&rules::kMissingContract, subject, in_same_system)) return found;
      if (const auto found = find(&rules::kResponsibilityGap, subject, other_gap)) return found;
    }
    return std::nullopt;
  }

  const Model& model_;
  const std::vector<Finding>& findings_;
  std::vector<Row> rows_;  // sorted
};

}  // namespace

void find_causes(const Model& model, std::vector<Finding>& findings) {
  const CauseFinder finder(model, findings);
  std::vector<std::optional<std::size_t>> causes(findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (!findings[i].suppressed) causes[i] = finder.cause_of(i);
  }
  // Everything stands under what stands alone. Two gaps on a circle can name each other: then the
  // one that comes first is the cause.
  for (std::size_t i = 0; i < findings.size(); ++i) {
    std::size_t root = i;
    for (std::size_t steps = 0; causes[root] && steps <= findings.size(); ++steps) {
      if (*causes[root] == i) {
        causes[i].reset();
        break;
      }
      root = *causes[root];
    }
    if (causes[i]) findings[i].cause = root;
  }
}

}  // namespace musubi
