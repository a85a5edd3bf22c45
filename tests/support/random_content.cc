#include <algorithm>

#include "model/guideline.h"
#include "tests/support/random_model_parts.h"

// What terms and contracts say: notice, duties, agreements.
namespace musubi::test {
namespace {

using Object = JsonValue::Object;
using Array = JsonValue::Array;

std::vector<std::string> item_names(Making& making) {
  std::vector<std::string> names;
  for (const GuidelineEntry& entry : kSelectionItems.entries) names.emplace_back(entry.id);
  for (const GuidelineEntry& entry : kUnderstandingItems.entries) names.emplace_back(entry.id);
  const JsonValue* guideline = making.document.find("guideline");
  if (guideline != nullptr && guideline->find("items") != nullptr) names.emplace_back("own_item");
  return names;
}

std::vector<std::string> duty_names(Making& making) {
  const JsonValue* policy = making.document.find("policy");
  if (policy != nullptr && policy->find("duties") != nullptr) {
    return {"backup", "incident_response", "on_site_support"};
  }
  std::vector<std::string> names;
  for (const GuidelineEntry& entry : kDuties.entries) names.emplace_back(entry.id);
  return names;
}

JsonValue random_periods(Making& making) {
  Random& more = making.more;
  JsonValue periods{Object()};
  for (const char* kind : {"service_change", "contract_change", "termination"}) {
    if (!more.chance(65)) continue;
    const int days = more.pick(std::vector{0, 7, 14, 14, 30, 30, 60, 90});
    periods[kind] = more.chance(80) ? JsonValue(days) : JsonValue(Object{{"days", days}});
  }
  if (making.keys.contains("incident") && more.chance(65)) {
    periods["incident"] = more.pick(std::vector{0, 24, 72});
  }
  return periods;
}

JsonValue random_duties(Making& making) {
  static const std::vector<std::string> kWho = {"customer", "supplier", "shared", "not_applicable"};
  JsonValue duties{Object()};
  for (const JsonValue& duty : words_from(making, duty_names(making))) {
    duties[*duty.text()] =
        making.more.chance(90) ? making.more.pick(kWho) : making.more.pick(making.organizations).id;
  }
  return duties;
}

JsonValue random_items(Making& making) {
  Array items;
  for (JsonValue& item : words_from(making, item_names(making))) {
    if (making.more.chance(15)) {
      items.emplace_back(
          Object{{"id", item}, {"date", making.day(making.more.between(1, 10) < 9 ? 0 : 1)}});
    } else {
      items.push_back(std::move(item));
    }
  }
  return items;
}

JsonValue random_subentrustment(Making& making) {
  static const std::vector<std::string> kPolicies = {"prohibited", "prior_consent", "prior_notice",
                                                     "free"};
  Random& more = making.more;
  JsonValue made{Object()};
  if (more.chance(80)) made["policy"] = more.pick(kPolicies);
  Array approved;
  for (const MadeOrganization& organization : making.organizations) {
    if (!organization.institution && more.chance(35)) approved.emplace_back(organization.id);
  }
  if (more.chance(70)) made["approved"] = std::move(approved);
  return made;
}

JsonValue random_equipment(Making& making) {
  JsonValue made{Object()};
  if (making.more.chance(80)) made["distributed"] = making.more.chance(70);
  if (making.more.chance(70)) made["ledger"] = making.more.chance(60);
  return made;
}

JsonValue random_evaluation(Making& making) {
  static const std::vector<std::string> kBy = {"self", "independent", "third_party"};
  JsonValue made{Object()};
  if (making.more.chance(50)) made["date"] = making.day(making.more.between(-2, 1));
  if (making.more.chance(80)) made["by"] = making.more.pick(kBy);
  return made;
}

JsonValue random_editions(Making& making) {
  JsonValue made{Object()};
  if (making.more.chance(50)) made["provider"] = "2.0";
  if (making.more.chance(50)) made["mhlw"] = "6.0";
  return made;
}

// Now and then an agreement that is still to come; one not after D is followed by others, which may
// be to come.
void add_dates(Making& making, JsonValue& agreement) {
  Random& more = making.more;
  if (more.chance(8)) {
    agreement["date"] = making.day(1);
    return;
  }
  if (!more.chance(60)) return;
  const int day = -more.pick(std::vector{0, 1, 30, 200});
  agreement["date"] = making.day(day);
  if (!more.chance(40)) return;
  Array renewed{making.day(more.between(day, 0))};
  if (more.chance(30)) renewed.emplace_back(making.day(1));
  agreement["renewed"] = std::move(renewed);
}

bool has_key(Making& making, const std::string& key) {
  return making.keys.contains(key) && making.more.chance(65);
}

void add_scope(Making& making, JsonValue& agreement) {
  static const std::vector<std::string> kPhases = {"operation", "development", "incident",
                                                   "termination"};
  Random& more = making.more;
  if (has_key(making, "components")) {
    agreement["components"] = more.chance(25) ? JsonValue("all_procured") : services_from(making);
  }
  if (has_key(making, "phases")) agreement["phases"] = words_from(making, kPhases);
  if (making.risks.empty() || !more.chance(40)) return;
  Array risks;
  for (const std::string& risk : making.risks) {
    if (more.chance(50)) risks.emplace_back(risk);
  }
  agreement["risks"] = more.chance(40) ? JsonValue("all") : JsonValue(std::move(risks));
}

void add_to_agreement(Making& making, JsonValue& agreement) {
  static const std::vector<std::string> kLetters = {"ア", "イ", "ウ", "エ", "オ",
                                                    "カ", "キ", "ク", "ケ", "コ"};
  Random& more = making.more;
  if (more.chance(15)) agreement["common_understanding"] = false;
  if (more.chance(15)) agreement["explicit"] = false;
  add_dates(making, agreement);
  add_scope(making, agreement);
  if (has_key(making, "items")) agreement["items"] = random_items(making);
  if (has_key(making, "operations_rules")) {
    agreement["operations_rules"] = words_from(making, kLetters);
  }
  if (has_key(making, "equipment")) agreement["equipment"] = random_equipment(making);
  if (has_key(making, "evaluation")) agreement["evaluation"] = random_evaluation(making);
  if (has_key(making, "guideline")) agreement["guideline"] = random_editions(making);
  if (has_key(making, "subentrustment")) {
    agreement["subentrustment"] = random_subentrustment(making);
  }
}

void add_to_record(Making& making, JsonValue& record) {
  Random& more = making.more;
  if (making.keys.contains("form") && more.chance(25)) {
    record["form"] = more.chance(80) ? "standard_terms" : "negotiated";
  }
  if (more.chance(25)) {
    record["renewal_notice_days"] = more.pick(std::vector{0, 1, 30, 60, 89, 90, 91, 180});
  }
  if (more.chance(12)) {
    record["entrusts_personal_data"] = more.chance(30);
    record["reason"] = "nothing can be read";
  }
  if (has_key(making, "notice")) record["notice"] = random_periods(making);
  if (making.keys.contains("relay") && more.chance(30)) record["relay"] = random_periods(making);
  if (has_key(making, "duties")) record["duties"] = random_duties(making);
  const bool agreed = record.find("agreement") != nullptr;
  if (!agreed && making.keys.contains("agreement") && more.chance(40)) {
    record["agreement"] = Object{{"common_understanding", true}, {"explicit", true}};
    if (more.chance(60)) record["agreement"]["responsibility_scope"] = more.chance(80);
  }
  if (record.find("agreement") != nullptr) add_to_agreement(making, record["agreement"]);
}

}  // namespace

void add_content(Making& making) {
  for (const char* table : {"terms", "contracts"}) {
    for (JsonValue* record : records(making, table)) add_to_record(making, *record);
  }
}

}  // namespace musubi::test
