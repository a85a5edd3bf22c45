#pragma once

#include <array>

#include "cli/verbs.h"

// One verb, one file. To add one: its file here, its declaration, its row in `kVerbs`, its golden
// cases in tests/golden, and a line in the README.
namespace musubi::cli {

extern const Verb kInitVerb;
extern const Verb kValidateVerb;
extern const Verb kCheckVerb;
extern const Verb kScopeVerb;
extern const Verb kResponsibilityVerb;
extern const Verb kImpactVerb;
extern const Verb kDiffVerb;
extern const Verb kPathVerb;
extern const Verb kShowVerb;
extern const Verb kTimelineVerb;
extern const Verb kRankVerb;
extern const Verb kDrawVerb;
extern const Verb kAgreementVerb;
extern const Verb kReportVerb;
extern const Verb kRulesVerb;
extern const Verb kSchemaVerb;
extern const Verb kFmtVerb;
extern const Verb kPackVerb;

inline constexpr std::array kVerbs{
    &kInitVerb,   &kValidateVerb, &kCheckVerb,     &kScopeVerb,  &kResponsibilityVerb,
    &kImpactVerb, &kDiffVerb,     &kPathVerb,      &kShowVerb,   &kTimelineVerb,
    &kRankVerb,   &kDrawVerb,     &kAgreementVerb, &kReportVerb, &kRulesVerb,
    &kSchemaVerb, &kFmtVerb,      &kPackVerb};

}  // namespace musubi::cli
