#pragma once

#include <span>

#include "engine/rules/finding.h"

// In which systems something holds that is said of a service.
namespace musubi::rules {

/// Those of the facts that are about `service`, or about it and owed by `owes`. Precondition:
/// sorted as the lists of `AgreementFacts`. O(log).
[[nodiscard]] std::span<const Fact> facts_about(std::span<const Fact> facts, ServiceId service);
[[nodiscard]] std::span<const Fact> facts_about(std::span<const Fact> facts, ServiceId service,
                                                OrganizationId owes);

/// Says that a finding holds in all the systems of the facts, seen in the first of them.
/// Precondition: no two of the facts hold in the same system.
void hold_in(const RuleContext& context, std::span<const Fact> facts, Finding& finding);

/// Says that a finding holds in all systems of which `service` is a relevant component.
inline void hold_in_systems_of(const RuleContext& context, ServiceId service, Finding& finding) {
  hold_in(context, facts_about(context.agreed.components, service), finding);
}

}  // namespace musubi::rules
