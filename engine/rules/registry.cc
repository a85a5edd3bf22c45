#include <algorithm>
#include <array>

#include "engine/rules/rules.h"

namespace musubi {
namespace {

// In the order in which people are told of findings of the same level.
constexpr std::array kRules{
    &rules::kUnassessedSupplier,
    &rules::kUnassessedProvider,
    &rules::kUnassessedSubcontractor,
    &rules::kCertificateOnlyAssessment,
    &rules::kUnknownComponentUnexplained,
    &rules::kResponsibilityUndelimited,
    &rules::kMissingContract,
    &rules::kResponsibilityGap,
    &rules::kNominatedSupplier,
    &rules::kBrokenContractChain,
    &rules::kNoChangeNotice,
    &rules::kNoRelay,
    &rules::kUnkeepableNotice,
    &rules::kNoIncidentNotice,
    &rules::kLateNotice,
    &rules::kStaleAfterChange,
    &rules::kNetworkRoleUndivided,
    &rules::kMissingDevelopmentContract,
    &rules::kLifecycleDutiesUndivided,
    &rules::kSupplierDutiesUndivided,
    &rules::kAgreementMissing,
    &rules::kAgreementScopeIncomplete,
    &rules::kSelectionItemsMissing,
    &rules::kAgreementItemsMissing,
    &rules::kDutyUnassigned,
    &rules::kEvaluationMissing,
    &rules::kComplianceClauseMissing,
    &rules::kSubentrustmentUnapproved,
    &rules::kLinkageUndivided,
    &rules::kUncertifiedProvider,
    &rules::kForeignStorage,
    &rules::kExpiring,
    &rules::kMaintenanceLapsed,
    &rules::kOpenEndedAssessment,
    &rules::kRiskManagementMissing,
    &rules::kRiskScopeIncomplete,
    &rules::kUnilateralRiskTreatment,
    &rules::kEasyRiskTreatment,
    &rules::kResidualRiskNotAgreed,
    &rules::kResidualRiskStale,
    &rules::kCustomerMeasureNotAgreed,
    &rules::kGuidelineOutdated,
    &rules::kControlUnjustified,
    &rules::kOperationsRulesIncomplete,
    &rules::kRiskCommunicationMissing,
    &rules::kRequirementUnmet,
    &rules::kRequirementUnchecked,
    &rules::kRequirementWithoutEvidence,
    &rules::kRequirementWaived,
    &rules::kDependencyCycle,
    &rules::kUnreachableService,
    &rules::kPlacementUnused,
    &rules::kNoSystem,
    &rules::kSuppressionExpired,
    &rules::kSuppressionUnused,
};

}  // namespace

std::span<const Rule* const> all_rules() { return kRules; }

const Rule* find_rule(std::string_view id) {
  const auto found = std::ranges::find(kRules, id, &Rule::id);
  return found == kRules.end() ? nullptr : *found;
}

std::string_view group_name(RuleGroup group) {
  switch (group) {
    case RuleGroup::SupplyChain: return "supply-chain";
    case RuleGroup::Change: return "change";
    case RuleGroup::Network: return "network";
    case RuleGroup::Lifecycle: return "lifecycle";
    case RuleGroup::Agreement: return "agreement";
    case RuleGroup::Risk: return "risk";
    case RuleGroup::Controls: return "controls";
    case RuleGroup::Documents: return "documents";
    case RuleGroup::Statutory: return "statutory";
    case RuleGroup::Model: break;
  }
  return "model";
}

}  // namespace musubi
