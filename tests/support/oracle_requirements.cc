#include <algorithm>

#include "model/guideline.h"
#include "tests/support/oracle_rules.h"

// The group `statutory`, but for `requirement-waived`.
namespace musubi::oracle {
namespace {

// "by the catalogue's `owed_by`"; what the model adds reads as `both`, and "Both" reads: "the
// provider owes, the institution is the counterparty."
bool is_owed_by_institution(const std::string& requirement) {
  const StatutoryRequirement* known = kStatutoryRequirements.find(requirement);
  return known != nullptr && known->owed_by == OwedBy::Institution;
}

// "for each H with the service as a relevant, not own component: (provider, H) for owed_by provider
// and both; (H, provider) for institution. No such H: (provider, nothing) for provider and both,
// none for institution."
void add_of_service(const Question& question, const std::string& rule, Modality modality,
                    const std::string& service, const std::string& requirement) {
  const std::string& provider = question.facts.provider(service);
  const bool institution_owes = is_owed_by_institution(requirement);
  const auto institutions = institutions_with(question, service);
  for (const auto& [institution, systems] : institutions) {
    const FindingKey key = institution_owes ? FindingKey{rule, service, institution, provider}
                                            : FindingKey{rule, service, provider, institution};
    question.findings.add_in(key, modality, systems, {requirement});
  }
  if (institutions.empty() && !institution_owes) {
    question.findings.add_in({rule, service, provider, ""}, modality,
                             systems_with(question, service), {requirement});
  }
}

void add_recorded(const Question& question, const Requirement& record) {
  const std::string service = text_of(*question.facts.model, record.service.name);
  // "a requirement recorded as applicable and not met"
  if (record.applicable.value_or(true) && record.met == false) {
    add_of_service(question, "requirement-unmet", Modality::Must, service,
                   record.requirement.str());
  }
  // "met without `evidence`"
  if (record.met == true && record.evidence.empty()) {
    add_of_service(question, "requirement-without-evidence", Modality::Info, service,
                   record.requirement.str());
  }
}

// "a record counts if it has met (true or false), or applicable false with a reason"
bool is_checked(const Model& model, const std::string& service, const std::string& requirement) {
  return std::ranges::any_of(model.requirements, [&](const Requirement& record) {
    if (text_of(model, record.service.name) != service) return false;
    if (record.requirement != requirement) return false;
    return record.met.has_value() || (record.applicable == false && !record.reason.empty());
  });
}

Ids all_requirements(const Model& model) {
  Ids all;
  for (const StatutoryRequirement& entry : kStatutoryRequirements.entries) all.emplace(entry.id);
  for (const CatalogueEntry& entry : model.guideline.requirements) all.insert(entry.id.str());
  return all;
}

// "a component that handles medical information lacks a record for a requirement of the catalogue"
void add_unchecked(const Question& question, const std::string& service) {
  const Model& model = *question.facts.model;
  if (institutions_with(question, service).empty()) return;  // "c relevant, …, not own, for each H"
  for (const std::string& requirement : all_requirements(model)) {
    if (is_checked(model, service, requirement)) continue;
    add_of_service(question, "requirement-unchecked", Modality::Must, service, requirement);
  }
}

}  // namespace

void add_requirement_findings(const Question& question) {
  if (!question.open("requirement-unchecked")) return;
  for (const Requirement& record : question.facts.model->requirements) {
    add_recorded(question, record);
  }
  for (const auto& [id, service] : question.facts.services) {
    if (service.handles) add_unchecked(question, id);
  }
}

}  // namespace musubi::oracle
