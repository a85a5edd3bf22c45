#pragma once

#include <cstdint>
#include <span>

#include "engine/rule.h"

// What the rules on notices of changes have in common.
namespace musubi::rules {

/// The finding that a fact on notices is, with `{kinds}` and `{clause}` filled in: the contract of
/// its witness, or `otherwise`.
[[nodiscard]] Finding make_notice_finding(const SupplyGraph& supply, const Rule& rule,
                                          const Fact& fact, const Phrase& otherwise);

/// A recorded change as a message names it: "c1 (change of the service: Cloud EMR (emr))".
[[nodiscard]] Text label_of_change(const Model& model, const Change& change);

/// Says in which systems a finding holds. Precondition: in byte order.
void set_systems(const RuleContext& context, std::span<const SystemId> systems, Finding& finding);

}  // namespace musubi::rules
