#include "engine/impact_part.h"

#include <algorithm>
#include <map>

namespace musubi {
namespace {

/// The one who tells, as a route ends; nothing where there is no route.
OrganizationId teller_of(const SupplyGraph& supply, const AffectedOrganization& row) {
  if (row.route.empty()) {
    if (!row.missing_in.valid()) return {};
    return row.missing_relay ? supply.customer(row.missing_in) : supply.supplier(row.missing_in);
  }
  const EvidenceStep& last = row.route.back();
  return last.by == EvidenceStep::By::Relay ? supply.customer(last.contract)
                                            : supply.supplier(last.contract);
}

}  // namespace

ImpactPart part_of(const Viewpoint& viewpoint, const SupplyGraph& supply,
                   const ChangeQuestion& question, const Impact& impact) {
  ImpactPart part{question, {}};
  const OrganizationId party = viewpoint.party();
  std::erase_if(part.question.targets, [&](RecordRef t) { return !viewpoint.knows(t); });
  for (const AffectedService& row : impact.services) {
    if (!viewpoint.knows(row.service)) continue;
    part.impact.services.push_back({row.service, row.state, viewpoint.visible(row.evidence)});
  }
  std::map<OrganizationId, ImpactState> institutions;
  for (const AffectedSystem& row : impact.systems) {
    if (!viewpoint.knows(row.system)) continue;
    part.impact.systems.push_back(row);
    ImpactState& state = institutions[supply.model()[row.system].owner.id];
    state = std::max(state, row.state);
  }
  for (const auto& [facility, state] : institutions) {
    part.impact.institutions.push_back({facility, state});
  }
  const std::vector<OrganizationId> members = members_of(supply, party);
  for (const AffectedOrganization& row : impact.organizations) {
    const bool is_its_own = row.organization == party || teller_of(supply, row) == party ||
                            std::ranges::binary_search(members, row.organization);
    if (!is_its_own) continue;
    AffectedOrganization& kept = part.impact.organizations.emplace_back(row);
    kept.route = viewpoint.visible(row.route);
  }
  for (const ImpactAction& action : impact.actions) {
    const OrganizationId by = supply.party(action.by);
    if (by != party && action.with != party) continue;
    ImpactAction& kept = part.impact.actions.emplace_back(action);
    kept.evidence = viewpoint.visible(action.evidence);
  }
  return part;
}

}  // namespace musubi
