#pragma once

#include "engine/rule.h"

// One line a rule. To add one: its file here with the record and `run`, a line here, a row in
// registry.cc, a file in engine/CMakeLists.txt, `examples/rules/<rule>/{bad,good}.json`, and its
// oracle in tests/support.
namespace musubi::rules {

extern const Rule kUnassessedSupplier;
extern const Rule kUnassessedProvider;
extern const Rule kUnassessedSubcontractor;
extern const Rule kCertificateOnlyAssessment;
extern const Rule kUnknownComponentUnexplained;
extern const Rule kResponsibilityUndelimited;
extern const Rule kMissingContract;
extern const Rule kResponsibilityGap;
extern const Rule kNominatedSupplier;
extern const Rule kBrokenContractChain;
extern const Rule kNoChangeNotice;
extern const Rule kNoRelay;
extern const Rule kUnkeepableNotice;
extern const Rule kNoIncidentNotice;
extern const Rule kLateNotice;
extern const Rule kStaleAfterChange;
extern const Rule kNetworkRoleUndivided;
extern const Rule kMissingDevelopmentContract;
extern const Rule kLifecycleDutiesUndivided;
extern const Rule kSupplierDutiesUndivided;
extern const Rule kAgreementMissing;
extern const Rule kAgreementScopeIncomplete;
extern const Rule kSelectionItemsMissing;
extern const Rule kAgreementItemsMissing;
extern const Rule kDutyUnassigned;
extern const Rule kEvaluationMissing;
extern const Rule kComplianceClauseMissing;
extern const Rule kSubentrustmentUnapproved;
extern const Rule kLinkageUndivided;
extern const Rule kUncertifiedProvider;
extern const Rule kForeignStorage;
extern const Rule kExpiring;
extern const Rule kMaintenanceLapsed;
extern const Rule kOpenEndedAssessment;
extern const Rule kRiskManagementMissing;
extern const Rule kRiskScopeIncomplete;
extern const Rule kUnilateralRiskTreatment;
extern const Rule kEasyRiskTreatment;
extern const Rule kResidualRiskNotAgreed;
extern const Rule kResidualRiskStale;
extern const Rule kCustomerMeasureNotAgreed;
extern const Rule kGuidelineOutdated;
extern const Rule kControlUnjustified;
extern const Rule kOperationsRulesIncomplete;
extern const Rule kRiskCommunicationMissing;
extern const Rule kRequirementUnmet;
extern const Rule kRequirementUnchecked;
extern const Rule kRequirementWithoutEvidence;
extern const Rule kRequirementWaived;
extern const Rule kDependencyCycle;
extern const Rule kUnreachableService;
extern const Rule kPlacementUnused;
extern const Rule kNoSystem;
extern const Rule kSuppressionExpired;
extern const Rule kSuppressionUnused;

}  // namespace musubi::rules
