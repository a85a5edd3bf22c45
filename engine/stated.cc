#include "engine/stated.h"

namespace musubi {

std::string_view path_of(StatedKey key) {
  switch (key) {
    case StatedKey::Notice: return "contracts[].notice";
    case StatedKey::IncidentNotice: return "contracts[].notice.incident";
    case StatedKey::Changes: return "changes";
    case StatedKey::Agreement: return "contracts[].agreement";
    case StatedKey::Phases: return "contracts[].agreement.phases";
    case StatedKey::Components: return "contracts[].agreement.components";
    case StatedKey::Items: return "contracts[].agreement.items";
    case StatedKey::Duties: return "contracts[].duties";
    case StatedKey::Evaluation: return "contracts[].agreement.evaluation";
    case StatedKey::GuidelineClause: return "contracts[].agreement.guideline";
    case StatedKey::Subentrustment: return "contracts[].agreement.subentrustment";
    case StatedKey::Links: return "systems[].links";
    case StatedKey::Certifications: return "organizations[].certifications";
    case StatedKey::Locations: return "services[].locations";
    case StatedKey::Risks: return "risks";
    case StatedKey::RiskIncludes: return "risks[].includes";
    case StatedKey::ConsideredGuideline: return "risks[].considered_guideline";
    case StatedKey::Controls: return "controls";
    case StatedKey::OperationsRules: return "contracts[].agreement.operations_rules";
    case StatedKey::Requirements: break;
  }
  return "requirements";
}

Stated::Stated(const Model& model) {
  for (const Organization& organization : model.organizations) {
    add(StatedKey::Certifications, organization.certifications.has_value());
  }
  for (const Service& service : model.services) {
    add(StatedKey::Locations, service.locations.has_value());
  }
  for (const System& system : model.systems) add(StatedKey::Links, system.links.has_value());
  for (const Terms& terms : model.terms) add(terms.content);
  for (const Contract& contract : model.contracts) {
    if (contract.own) add(*contract.own);
  }
  for (const Risk& risk : model.risks) {
    add(StatedKey::RiskIncludes, risk.includes.has_value());
    add(StatedKey::ConsideredGuideline, risk.considered_guideline.has_value());
  }
  const auto set = [this](StatedKey key, std::size_t count) {
    counts_[static_cast<std::size_t>(key)] = count;
  };
  set(StatedKey::Risks, model.risks.size());
  set(StatedKey::Controls, model.controls.size());
  set(StatedKey::Requirements, model.requirements.size());
  set(StatedKey::Changes, model.changes.size());
}

void Stated::add(const ContractContent& content) {
  add(StatedKey::Notice, content.notice.has_value());
  add(StatedKey::IncidentNotice, content.notice && content.notice->find(ChangeKind::Incident));
  add(StatedKey::Duties, content.duties.has_value());
  add(StatedKey::Agreement, content.agreement.has_value());
  if (content.agreement.has_value()) add(*content.agreement);
}

void Stated::add(const Agreement& agreement) {
  add(StatedKey::Phases, agreement.phases.has_value());
  add(StatedKey::Components, agreement.components.has_value());
  add(StatedKey::Items, agreement.items.has_value());
  add(StatedKey::Evaluation, agreement.evaluation.has_value());
  add(StatedKey::GuidelineClause, agreement.guideline.has_value());
  add(StatedKey::Subentrustment, agreement.subentrustment.has_value());
  add(StatedKey::OperationsRules, agreement.operations_rules.has_value());
}

}  // namespace musubi
