#pragma once

#include <cstdint>
#include <span>

#include "engine/rule.h"

// What the rules on notices of changes have in common.
namespace musubi::rules {

/// The kinds of change in `Fact::kinds`, for a finding: "service_change", …
[[nodiscard]] FindingDetail kinds_detail(std::uint8_t kinds);
/// The same in words, one after the other.
[[nodiscard]] Text words_of_kinds(std::uint8_t kinds);

/// "contract k1 (Hospital A, Vendor B)"; `otherwise` where there is no contract.
[[nodiscard]] Text place_of_clause(const SupplyGraph& supply, ContractId contract,
                                   const Phrase& otherwise);

/// The finding that a fact on notices is, with `{kinds}` and `{clause}` filled in: the contract of
/// its witness, or `otherwise`.
[[nodiscard]] Finding make_notice_finding(const SupplyGraph& supply, const Rule& rule,
                                          const Fact& fact, const Phrase& otherwise);

/// A recorded change as a message names it: "c1 (change of the service: Cloud EMR (emr))".
[[nodiscard]] Text label_of_change(const Model& model, const Change& change);

/// Says in which systems a finding holds. Precondition: in byte order.
void set_systems(const RuleContext& context, std::span<const SystemId> systems, Finding& finding);

}  // namespace musubi::rules
