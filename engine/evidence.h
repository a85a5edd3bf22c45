#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/relation.h"
#include "model/ids.h"
#include "model/source.h"

namespace musubi {

class SupplyGraph;
class SystemGraph;
struct SystemEdge;

/// One step of the chain that makes an answer true.
struct EvidenceStep {
  enum class By : std::uint8_t { Uses, DependsOn, Placement, Contract, Notice, Relay };
  Symbol from, to;  // ids: of services, of the owner for `Uses`, of parties for `Contract`
  By by = By::DependsOn;
  std::optional<Relation> relation;         // of an edge of a system
  ContractId contract;                      // for Contract, Notice, Relay
  std::optional<std::int32_t> days, hours;  // of Notice and Relay: before a change, after an event
  SourceLocation where;                     // the dependency or the contract, as written
  friend auto operator<=>(const EvidenceStep&, const EvidenceStep&) = default;
};
using Evidence = std::vector<EvidenceStep>;

/// The step along an edge of a system.
[[nodiscard]] EvidenceStep edge_step(const SystemGraph& graph, const SystemEdge& edge);
/// The step from the customer of a contract to its supplier.
[[nodiscard]] EvidenceStep contract_step(const SupplyGraph& supply, ContractId contract);

}  // namespace musubi
