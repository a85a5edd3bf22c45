#include "engine/rules/requirements.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/rules/components.h"
#include "model/guideline.h"

namespace musubi::rules {
namespace {

bool is_owed_by_institution(const std::string& requirement) {
  const StatutoryRequirement* entry = kStatutoryRequirements.find(requirement);
  return entry != nullptr && entry->owed_by == OwedBy::Institution;
}

/// One party owes some of the requirements of a service, in the systems of `facts`.
void add_owed(const RuleContext& context, const Rule& rule, FindingParts parts,
              const std::vector<std::string>& requirements, std::span<const Fact> facts,
              std::vector<Finding>& findings) {
  if (requirements.empty()) return;
  const Model& model = context.supply.model();
  parts.blanks = {{"requirements", list_of(model, Catalogue::Requirement, requirements)}};
  Finding finding = make_finding(rule, parts);
  finding.details = {{.key = "requirements", .values = requirements, .number = std::nullopt}};
  hold_in(context, facts, finding);
  findings.push_back(std::move(finding));
}

}  // namespace

std::vector<std::string> all_requirements(const Model& model) {
  std::vector<std::string> all;
  for (const StatutoryRequirement& entry : kStatutoryRequirements.entries)
    all.emplace_back(entry.id);
  for (const CatalogueEntry& entry : model.guideline.requirements) {
    if (std::ranges::find(all, entry.id.view()) == all.end()) all.push_back(entry.id.str());
  }
  return all;
}

void add_requirements(const RuleContext& context, const Rule& rule, Modality modality,
                      const RequirementsOfService& found, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  std::vector<std::string> of_institution;
  std::vector<std::string> of_provider;
  for (const std::string& requirement : found.requirements) {
    (is_owed_by_institution(requirement) ? of_institution : of_provider).push_back(requirement);
  }
  const Symbol provider = model[context.supply.provider(found.service)].id;
  const FindingParts parts{
      .modality = modality, .subject = model[found.service].id, .where = found.where};
  const auto owed_by = [&](Symbol owes, Symbol counterparty) {
    FindingParts owed = parts;
    owed.owes = owes;
    owed.counterparty = counterparty;
    return owed;
  };
  const std::span<const Fact> facts = facts_about(context.agreed.components, found.service);
  bool supplied = false;
  for (const Fact& fact : facts) {
    if (fact.owes == fact.counterparty) continue;
    supplied = true;
    const Symbol institution = model[fact.counterparty].id;
    const std::span<const Fact> here(&fact, 1);
    add_owed(context, rule, owed_by(provider, institution), of_provider, here, findings);
    add_owed(context, rule, owed_by(institution, provider), of_institution, here, findings);
  }
  if (!supplied) add_owed(context, rule, owed_by(provider, {}), of_provider, facts, findings);
}

std::vector<RequirementsOfService> recorded_requirements(
    const Model& model, bool (*is_meant)(const Requirement& record)) {
  std::vector<const Requirement*> records;
  for (const Requirement& record : model.requirements) {
    if (is_meant(record)) records.push_back(&record);
  }
  const auto service_of = [](const Requirement* record) { return record->service.id; };
  std::ranges::stable_sort(records, {}, service_of);
  const std::vector<std::string> known = all_requirements(model);
  const auto place_of = [&](std::string_view id) { return std::ranges::find(known, id); };
  std::vector<RequirementsOfService> all;
  for (const Requirement* record : records) {
    if (all.empty() || all.back().service != record->service.id) {
      all.push_back({record->service.id, {}, record->where});
    }
    std::vector<std::string>& ids = all.back().requirements;
    const auto place = std::ranges::lower_bound(ids, place_of(record->requirement), {}, place_of);
    if (place == ids.end() || *place != record->requirement.view()) {
      ids.insert(place, record->requirement.str());
    }
  }
  return all;
}

}  // namespace musubi::rules
