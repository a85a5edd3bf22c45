#include <algorithm>

#include "model/guideline.h"
#include "tests/support/random_model_parts.h"

// Risks, what was agreed of them, controls and requirements.
namespace musubi::test {
namespace {

using Object = JsonValue::Object;
using Array = JsonValue::Array;

void add_dates(Making& making, JsonValue& record) {
  Random& more = making.more;
  if (more.chance(40)) record["reviewed"] = making.day(-more.between(0, 400));
  if (more.chance(30)) record["changed"] = making.day(more.between(-60, 2));
  if (more.chance(50)) record["review_by"] = day_around(making);
}

void add_considered(Making& making, JsonValue& record) {
  static const std::vector<std::string> kEditions = {"5", "5.1", "5.2", "6.0", "6", "7.0", "7"};
  Random& more = making.more;
  if (!making.keys.contains("considered") || !more.chance(60)) return;
  JsonValue editions{Object()};
  if (more.chance(85)) editions["mhlw"] = more.pick(kEditions);
  if (more.chance(30)) editions["provider"] = "1.1";
  record["considered_guideline"] = std::move(editions);
}

void add_measures(Making& making, JsonValue& record) {
  Array measures;
  while (measures.size() < 2 && making.more.chance(50)) {
    JsonValue measure{Object{{"title", "measure"}}};
    if (making.more.chance(60)) measure["by"] = making.more.chance(60) ? "customer" : "supplier";
    measures.push_back(std::move(measure));
  }
  if (!measures.empty()) record["measures"] = std::move(measures);
}

std::string risk_owner(Making& making, const MadeService& service) {
  if (making.more.chance(65)) return service.provider;
  const auto contracts = records(making, "contracts");
  if (!contracts.empty() && making.more.chance(70)) {
    return text_in(*making.more.pick(contracts), "supplier");
  }
  return making.more.pick(making.organizations).id;
}

void add_risk(Making& making, const MadeService& service) {
  static const std::vector<std::string> kTreatments = {"reduce", "avoid",  "transfer",
                                                       "retain", "retain", "share"};
  static const std::vector<std::string> kRequirements = {"e_document_act.authenticity",
                                                         "external_storage"};
  Random& more = making.more;
  making.risks.push_back("r-" + std::to_string(making.risks.size() + 1));
  JsonValue record{Object{{"id", making.risks.back()},
                          {"owner", risk_owner(making, service)},
                          {"service", service.id},
                          {"treatment", more.pick(kTreatments)}}};
  if (more.chance(50)) record["reason"] = "no other way";
  if (more.chance(20)) record["requirement"] = more.pick(kRequirements);
  if (making.keys.contains("includes") && more.chance(50)) {
    record["includes"] = services_from(making);
  }
  if (more.chance(50)) {
    record["residual"] =
        more.chance(30) ? Object() : Object{{"impact", 3}, {"likelihood", more.between(1, 5)}};
  }
  add_measures(making, record);
  add_considered(making, record);
  add_dates(making, record);
  making.document.append("risks", std::move(record));
}

// Now and then with those who have nothing to do with it.
void add_agreements(Making& making, const JsonValue& risk) {
  Random& more = making.more;
  for (const MadeOrganization& organization : std::vector(making.organizations)) {
    if (!more.chance(organization.institution ? 45 : 20)) continue;
    JsonValue record{Object{{"risk", text_in(risk, "id")}, {"with", organization.id}}};
    const std::string changed = text_in(risk, "changed");
    if (!changed.empty() && more.chance(50)) {
      record["date"] = Date::parse(changed)->plus_days(more.between(-1, 1)).to_string();
    } else if (more.chance(75)) {
      record["date"] = making.day(more.between(1, 300) < 270 ? -more.between(0, 300) : 1);
    }
    making.document.append("risk_agreements", std::move(record));
  }
}

JsonValue random_requirement(Making& making, const std::string& service, const std::string& name) {
  Random& more = making.more;
  JsonValue record{Object{{"service", service}, {"requirement", name}}};
  const int shape = more.between(1, 10);
  if (shape <= 8) record["met"] = more.chance(75);
  if (shape == 8 || shape == 9) record["applicable"] = more.chance(40);
  if (more.chance(60)) record["evidence"] = "document 1";
  if (shape >= 8 && more.chance(50)) record["reason"] = "nothing is kept";
  return record;
}

}  // namespace

void add_risks(Making& making) {
  for (const MadeService& service : std::vector(making.services)) {
    while (making.risks.size() < 12 && making.more.chance(55)) add_risk(making, service);
  }
  const auto risks = records(making, "risks");
  for (const JsonValue* risk : risks) {
    if (making.more.chance(60)) add_agreements(making, *risk);
  }
}

void add_controls(Making& making) {
  static const std::vector<std::string> kReasons = {"not_applicable", "alternative", "other"};
  Random& more = making.more;
  for (const MadeService& service : std::vector(making.services)) {
    for (int i = 1; i <= 3 && more.chance(50); ++i) {
      JsonValue record{Object{{"service", service.id},
                              {"control", "1." + std::to_string(i) + "-①-1"},
                              {"adopted", more.chance(50)}}};
      if (more.chance(75)) record["reason"] = more.pick(kReasons);
      if (more.chance(60)) record["alternative"] = "another measure";
      if (more.chance(60)) record["text"] = "not connected";
      making.document.append("controls", std::move(record));
    }
  }
}

void add_requirements(Making& making) {
  Random& more = making.more;
  std::vector<std::string> names;
  for (const StatutoryRequirement& entry : kStatutoryRequirements.entries) {
    names.emplace_back(entry.id);
  }
  const JsonValue* guideline = making.document.find("guideline");
  const bool more_names = guideline != nullptr && guideline->find("requirements") != nullptr;
  if (more_names) names.emplace_back("prefectural_ordinance");
  for (const MadeService& service : std::vector(making.services)) {
    if (!more.chance(70)) continue;
    for (const JsonValue& name : words_from(making, names)) {
      making.document.append("requirements", random_requirement(making, service.id, *name.text()));
    }
  }
}

}  // namespace musubi::test
