#include <algorithm>
#include <utility>

#include "model/guideline.h"
#include "tests/support/random_model_parts.h"

// What is on record of organizations, services and systems, and the policy.
namespace musubi::test {
namespace {

using Object = JsonValue::Object;
using Array = JsonValue::Array;

void choose_keys(Making& making) {
  static const char* const kKeys[] = {
      "form",           "notice",       "incident",       "relay",
      "duties",         "agreement",    "items",          "phases",
      "components",     "evaluation",   "guideline",      "operations_rules",
      "subentrustment", "links",        "certifications", "locations",
      "risks",          "includes",     "considered",     "controls",
      "equipment",      "requirements", "sequels",        "developers",
      "periods"};
  for (const char* key : kKeys) {
    if (making.more.chance(65)) making.keys.insert(key);
  }
}

void add_guideline(Making& making) {
  if (!making.more.chance(25)) return;
  JsonValue guideline{Object()};
  if (making.more.chance(50)) guideline["mhlw"] = making.more.chance(50) ? "7.0" : "5.2";
  if (making.more.chance(60)) guideline["items"] = Array{"own_item"};
  if (making.more.chance(60)) guideline["requirements"] = Array{"prefectural_ordinance"};
  making.document["guideline"] = std::move(guideline);
}

// What findings are about, in one way or another.
std::string any_subject(Making& making) {
  Random& more = making.more;
  const auto contracts = records(making, "contracts");
  if (!contracts.empty() && more.chance(50)) return text_in(*more.pick(contracts), "id");
  if (!making.risks.empty() && more.chance(40)) return more.pick(making.risks);
  return more.pick(making.services).id;
}

const char* const kSuppressed[] = {"agreement-missing",   "selection-items-missing",
                                   "duty-unassigned",     "no-change-notice",
                                   "requirement-unmet",   "requirement-unchecked",
                                   "easy-risk-treatment", "unkeepable-notice",
                                   "residual-risk-stale", "operations-rules-incomplete",
                                   "control-unjustified", "expiring",
                                   "no-incident-notice",  "subentrustment-unapproved"};

void add_levels(Making& making, JsonValue& policy) {
  static const char* const kRules[] = {"agreement/*", "change/*",          "risk/*",
                                       "statutory/*", "agreement-missing", "duty-unassigned",
                                       "expiring",    "requirement-unmet", "guideline-outdated"};
  static const char* const kLevels[] = {"off", "note", "warning", "error"};
  JsonValue& rules = policy["rules"];
  if (rules.object() == nullptr) rules = Object();
  for (int i = 0; i < 2; ++i) {
    rules[kRules[making.more.below(9)]] = kLevels[making.more.below(4)];
  }
}

void add_to_policy(Making& making) {
  Random& more = making.more;
  JsonValue policy{Object()};
  if (const JsonValue* written = making.document.find("policy")) policy = *written;
  if (more.chance(30)) policy["expiring_within_days"] = more.pick(std::vector{0, 30, 90, 180});
  if (more.chance(30))
    policy["edition_grace_months"] = more.pick(std::vector{0, 6, 41, 42, 43, 60});
  if (more.chance(20)) policy["duties"] = Array{"backup", "incident_response", "on_site_support"};
  if (more.chance(12)) add_levels(making, policy);
  if (!policy.object()->empty()) making.document["policy"] = std::move(policy);
}

void add_more_suppressions(Making& making) {
  Random& more = making.more;
  std::set<std::pair<std::string, std::string>> seen;
  while (more.chance(35)) {
    const std::string rule = kSuppressed[more.below(14)];
    const std::string subject = any_subject(making);
    if (!seen.emplace(rule, subject).second) continue;
    const std::string owes = more.chance(60) ? "*" : more.pick(making.organizations).party;
    making.document.append("suppressions", Object{{"rule", rule},
                                                  {"subject", subject},
                                                  {"owes", owes},
                                                  {"reason", "accepted"},
                                                  {"expires", making.day(more.between(-3, 60))}});
  }
}

JsonValue random_certification(Making& making) {
  static const std::vector<std::string> kSchemes = {"privacy_mark", "isms", "isms",
                                                    "ismap",        "soc2", "isms_cloud"};
  JsonValue certification{Object{{"scheme", making.more.pick(kSchemes)}}};
  if (making.more.chance(85)) certification["valid_until"] = day_around(making);
  return certification;
}

void add_certifications(Making& making) {
  if (!making.keys.contains("certifications")) return;
  for (JsonValue* record : records(making, "organizations")) {
    if (!making.more.chance(60)) continue;
    Array certifications;
    while (certifications.size() < 3 && making.more.chance(60)) {
      certifications.push_back(random_certification(making));
    }
    (*record)["certifications"] = std::move(certifications);
  }
}

void add_to_services(Making& making) {
  Random& more = making.more;
  for (JsonValue* record : records(making, "services")) {
    if (making.keys.contains("developers") && more.chance(15)) {
      (*record)["developer"] = more.pick(making.organizations).id;
    }
    if (!making.keys.contains("locations") || !more.chance(60)) continue;
    Array locations;
    if (more.chance(70)) locations.emplace_back("JP");
    if (more.chance(50)) locations.emplace_back(more.chance(50) ? "US" : "SG");
    (*record)["locations"] = std::move(locations);
  }
}

void add_links(Making& making) {
  Random& more = making.more;
  if (!making.keys.contains("links") || making.services.size() < 2) return;
  const auto contracts = records(making, "contracts");
  for (JsonValue* record : records(making, "systems")) {
    if (!more.chance(60)) continue;
    Array links;
    while (links.size() < 2 && more.chance(60)) {
      const std::size_t one = more.below(making.services.size());
      const std::size_t other =
          (one + 1 + more.below(making.services.size() - 1)) % making.services.size();
      JsonValue link{
          Object{{"between", Array{making.services[one].id, making.services[other].id}}}};
      if (!contracts.empty() && more.chance(60)) {
        link["agreed_in"] = text_in(*more.pick(contracts), "id");
      }
      links.push_back(std::move(link));
    }
    (*record)["links"] = std::move(links);
  }
}

}  // namespace

std::vector<JsonValue*> records(Making& making, const std::string& table) {
  std::vector<JsonValue*> found;
  if (making.document.find(table) == nullptr) return found;
  for (JsonValue& record : *making.document[table].array()) found.push_back(&record);
  return found;
}

std::string text_in(const JsonValue& record, const std::string& key) {
  const JsonValue* value = record.find(key);
  return value == nullptr || value->text() == nullptr ? std::string() : *value->text();
}

std::string day_around(Making& making) {
  Random& more = making.more;
  switch (more.below(5)) {
    case 0: return making.day(more.between(-1, 1));
    case 1: return making.day(more.between(89, 91));
    case 2: return making.day(more.between(-400, -2));
    case 3: return making.day(more.between(2, 88));
    default: return making.day(more.between(92, 800));
  }
}

JsonValue services_from(Making& making) {
  std::set<std::string> chosen;
  for (const MadeService& service : making.services) {
    if (making.more.chance(45)) chosen.insert(service.id);
  }
  return Array(chosen.begin(), chosen.end());
}

JsonValue::Array words_from(Making& making, const std::vector<std::string>& words) {
  Random& more = making.more;
  const int share = more.chance(40) ? 100 : more.pick(std::vector{0, 50, 85});
  Array chosen;
  for (const std::string& word : words) {
    if (more.chance(share)) chosen.emplace_back(word);
  }
  return chosen;
}

void add_details(Making& making) {
  choose_keys(making);
  add_guideline(making);
  add_to_policy(making);
  add_certifications(making);
  add_to_services(making);
  if (making.keys.contains("risks")) add_risks(making);
  if (making.keys.contains("controls")) add_controls(making);
  if (making.keys.contains("requirements")) add_requirements(making);
  add_sequels(making);
  add_content(making);
  add_links(making);
  add_more_suppressions(making);
  if (making.more.chance(50)) add_changes(making);
}

}  // namespace musubi::test
