#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/facts.h"

namespace musubi {

/// Why an organization is or is not a provider in scope (semantics, section 6), in order.
enum class ScopeReason : std::uint8_t {
  NetworkOperator,
  CoordinationOnly,
  Undetermined,
  Direct,
  SupplyChain,
  SaleCompleted,
  NoMedicalInformation,
  Unrelated,
};

enum class ScopeBasis : std::uint8_t { Stated, Inferred };

struct ScopeEntry {
  OrganizationId organization;   // a whole party
  std::optional<bool> in_scope;  // nothing: undetermined
  ScopeReason reason = ScopeReason::Unrelated;
  ScopeBasis basis = ScopeBasis::Inferred;
  // What makes it true: a contract, or where the organization is seen to answer.
  ContractId contract;
  std::optional<Witness> witness;
};

/// The scope of every organization of section 6, in byte order of their ids; institutions that are
/// nothing else are left out unless they are `Direct`. O(contracts + facts).
[[nodiscard]] std::vector<ScopeEntry> find_scope(const SupplyGraph& supply, const Facts& facts);

}  // namespace musubi
