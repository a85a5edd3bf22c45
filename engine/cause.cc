#include "engine/cause.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/rules/rules.h"
#include "engine/threads.h"

namespace musubi {
namespace {

constexpr std::size_t kPiece = 4096;  // of findings, that a thread takes at once

/// The rules whose findings others follow from.
constexpr std::array kCauses{
    &rules::kUnassessedSupplier,      &rules::kUnassessedProvider,
    &rules::kUnassessedSubcontractor, &rules::kNoSystem,
    &rules::kMissingContract,         &rules::kResponsibilityGap,
    &rules::kBrokenContractChain,     &rules::kAgreementMissing,
};

/// Looks findings up by rule and subject.
class CauseFinder {
  /// What a finding is looked up by: the places of the records.
  struct About {
    std::uint64_t subject = 0;
    std::uint32_t owes = 0;  // 0 where the rule is not asked for it
    friend auto operator<=>(const About&, const About&) = default;
  };
  struct Row {
    About about;
    std::uint32_t row = 0;  // of the findings
    friend auto operator<=>(const Row&, const Row&) = default;
  };

 public:
  CauseFinder(const Model& model, const FindingList& findings)
      : model_(model), findings_(findings) {
    for (std::size_t i = 0; i < findings.size(); ++i) add(i);
    // Those of one rule and level stand in this order already.
    for (auto& rows : rows_) {
      if (!std::ranges::is_sorted(rows)) std::ranges::sort(rows);
    }
  }

  [[nodiscard]] std::optional<std::size_t> cause_of(std::size_t row) const {
    const Finding& finding = findings_[row];
    const Rule* rule = finding.rule;
    if (rule == &rules::kCertificateOnlyAssessment) return confirmation_of(finding);
    if (rule == &rules::kUnreachableService) return find(&rules::kNoSystem, Symbol(), Symbol());
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
    return find(&rules::kAgreementMissing, contract, Symbol(), [](const Finding& other) {
      const std::string& lacking = other.details.front().values.back();
      return lacking == "agreement" || lacking == "date";
    });
  }

  void add(std::size_t row) {
    const Finding& finding = findings_[row];
    const auto cause = std::ranges::find(kCauses, finding.rule);
    if (finding.suppressed || cause == kCauses.end()) return;
    rows_[static_cast<std::size_t>(cause - kCauses.begin())].push_back(
        {about(finding.rule, finding.subject, finding.owes), static_cast<std::uint32_t>(row)});
  }

  [[nodiscard]] About about(const Rule* rule, Symbol subject, Symbol owes) const {
    const bool by_owes = is_confirmation(rule) || rule == &rules::kResponsibilityGap;
    const auto by = by_owes ? model_.find(owes) : std::nullopt;
    return {.subject = place_of(subject), .owes = by ? by->index + 1 : 0};
  }

  [[nodiscard]] std::uint64_t place_of(Symbol id) const {
    const auto record = model_.find(id);
    return record ? (static_cast<std::uint64_t>(record->kind) + 1) << 32U | record->index : 0;
  }

  /// The first finding of a rule about a subject that `accept` takes; of the rules that somebody
  /// owes a confirmation or answers by, those by `owes` only.
  template <class Accept = decltype([](const Finding&) { return true; })>
  [[nodiscard]] std::optional<std::size_t> find(const Rule* rule, Symbol subject, Symbol owes,
                                                Accept accept = {}) const {
    const auto cause = std::ranges::find(kCauses, rule);
    const auto& rows = rows_[static_cast<std::size_t>(cause - kCauses.begin())];
    if (rows.empty()) return std::nullopt;
    for (const Row& row :
         std::ranges::equal_range(rows, about(rule, subject, owes), {}, &Row::about)) {
      if (accept(findings_[row.row])) return row.row;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::size_t> confirmation_of(const Finding& finding) const {
    const auto same = [&](const Finding& other) {
      return other.counterparty == finding.counterparty;
    };
    for (const Rule* rule : {&rules::kUnassessedSupplier, &rules::kUnassessedProvider,
                             &rules::kUnassessedSubcontractor}) {
      if (const auto found = find(rule, finding.subject, finding.owes, same)) return found;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::size_t> broken_chain_of(const Finding& finding) const {
    return find(&rules::kBrokenContractChain, finding.subject, Symbol(),
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
      return &other != &gap && in_same_system(other);
    };
    for (std::size_t i = gap.evidence.size(); i > 0; --i) {
      const Symbol subject = gap.evidence[i - 1].to;
      if (const auto found = find(&rules::kBrokenContractChain, subject, Symbol())) return found;
      if (const auto found = find(&rules::kMissingContract, subject, Symbol(), in_same_system))
        return found;
      if (const auto found = find(&rules::kResponsibilityGap, subject, gap.owes, other_gap))
        return found;
    }
    return std::nullopt;
  }

  const Model& model_;
  const FindingList& findings_;
  std::array<std::vector<Row>, kCauses.size()> rows_;  // sorted
};

}  // namespace

void find_causes(const Model& model, unsigned threads, FindingList& findings) {
  const CauseFinder finder(model, findings);
  std::vector<std::optional<std::size_t>> causes(findings.size());
  Pieces pieces(findings.size(), kPiece);
  const std::size_t workers =
      std::clamp<std::size_t>(findings.size() / kPiece, 1, std::max(1U, threads));
  on_threads(workers, [&](std::size_t) {
    pieces.take([&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        if (!findings[i].suppressed) causes[i] = finder.cause_of(i);
      }
    });
  });
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
