#pragma once

#include <optional>

#include "engine/assessment.h"
#include "engine/figure.h"
#include "engine/impact.h"
#include "engine/supply_graph.h"

// What each view shows. Figures are whole: what a reader does not want to see is taken out
// afterwards (`engine/figure_part.h`). Cost of each: near linear in what it shows.
namespace musubi {

/// Who has contracts with whom: whole parties, and an arrow for the active contracts of one kind
/// between two of them, from customer to supplier.
[[nodiscard]] Figure contracts_figure(const SupplyGraph& supply);

/// What runs on what: services by their providers. Of one system, its components and what it
/// places; else all services, with the placements of all systems.
[[nodiscard]] Figure dependencies_figure(const SupplyGraph& supply, std::optional<SystemId> system);

/// Whose risk management covers which component of a system (semantics, section 3), as areas: one
/// within the other where both manage it, those that manage more outside. Beside: who answers to
/// the institution, where the holder has no part in what it runs on (FAQ 2.1, 2.2.3), and what
/// nobody has confirmed.
[[nodiscard]] Figure responsibility_figure(const SupplyGraph& supply,
                                           const Confirmations& confirmations, SystemId system);

/// Who and what a change affects, the routes of notice, and where nobody tells (semantics,
/// section 5). `impact` is the answer to `question`.
[[nodiscard]] Figure impact_figure(const SupplyGraph& supply, const ChangeQuestion& question,
                                   const Impact& impact);

/// Two parties, the contracts between them, and what hangs below these: in the systems of an
/// institution as `responsibility_figure` shows it, else by provider. Both are whole parties.
[[nodiscard]] Figure agreement_figure(const SupplyGraph& supply, const Confirmations& confirmations,
                                      OrganizationId customer, OrganizationId supplier);

}  // namespace musubi
