#include <algorithm>

#include "tests/support/random_model_parts.h"

namespace musubi::test {
namespace {

using Object = JsonValue::Object;
using Array = JsonValue::Array;

const char* const kBases[] = {"mds_sds", "disclosure_sheet", "questionnaire",
                              "audit",   "report",           "published_reference"};

// From and until around D, the borders often.
void add_period(Making& making, JsonValue& record) {
  Random& random = making.random;
  switch (random.below(8)) {
    case 0: record["from"] = making.day(0); break;
    case 1: record["from"] = making.day(1); break;
    case 2: record["until"] = making.day(0); break;
    case 3:
    case 4: record["until"] = making.day(-1); break;
    case 5:
      record["from"] = making.day(-random.between(200, 800));
      record["until"] = making.day(-random.between(1, 190));
      break;
    case 6:
      record["from"] = making.day(random.between(2, 100));
      record["until"] = making.day(random.between(100, 800));
      break;
    default:
      record["from"] = making.day(-random.between(1, 800));
      record["until"] = making.day(random.between(1, 800));
  }
  if (random.chance(30)) record["renewal"] = random.chance(80) ? "automatic" : "none";
}

JsonValue random_agreement(Making& making, const std::string& service) {
  Random& random = making.random;
  JsonValue agreement{Object{{"common_understanding", true}, {"explicit", true}}};
  if (random.chance(60)) agreement["responsibility_scope"] = random.chance(80);
  if (random.chance(60)) agreement["unknown_components"] = making.some_services(service);
  return agreement;
}

void add_content(Making& making, JsonValue& record, const std::string& service) {
  Random& random = making.random;
  if (random.chance(making.profile.agreement)) {
    record["agreement"] = random_agreement(making, service);
  }
  if (random.chance(10)) record["notice"] = Object{{"service_change", 30}};
}

std::string random_kind(Making& making) {
  Random& random = making.random;
  if (random.chance(making.profile.sale)) return "sale";
  if (random.chance(making.profile.odd_kind)) {
    static const char* const kOdd[] = {"maintenance", "development", "coordination"};
    return kOdd[random.below(3)];
  }
  static const char* const kUsual[] = {"service", "service", "entrustment", "maintenance"};
  return kUsual[random.below(4)];
}

void add_contract(Making& making, const Need& need) {
  if (making.party(need.customer) == making.party(need.supplier)) return;
  Random& random = making.random;
  JsonValue record{Object{
      {"id", making.new_id("k-")}, {"customer", need.customer}, {"supplier", need.supplier}}};
  const std::string kind = random_kind(making);
  if (kind != "service" || random.chance(20)) record["kind"] = kind;
  record["covers"] = kind == "coordination" && random.chance(50)
                         ? JsonValue(Array())
                         : making.some_services(need.service);
  if (!making.systems.empty() && random.chance(making.profile.contract_systems)) {
    Array systems;
    if (!need.system.empty() && random.chance(50)) systems.emplace_back(need.system);
    const std::string& other = random.pick(making.systems).id;
    if (random.chance(50) && other != need.system) systems.emplace_back(other);
    record["systems"] = std::move(systems);
  }
  if (random.chance(making.profile.dated)) add_period(making, record);
  if (!making.terms.empty() && random.chance(60)) record["terms"] = random.pick(making.terms);
  add_content(making, record, making.any_service().id);
  making.document.append("contracts", std::move(record));
}

// The contract of a need, or the contracts of a chain of resale.
void supply(Making& making, const Need& need) {
  Random& random = making.random;
  if (!random.chance(making.profile.resale)) {
    add_contract(making, need);
    return;
  }
  Need step = need;
  const int resellers = random.between(1, 2);
  for (int i = 0; i < resellers; ++i) {
    step.supplier = making.any_organization();
    add_contract(making, step);
    if (random.chance(making.profile.way_back)) {
      add_contract(making, {step.supplier, step.customer, step.service, step.system});
    }
    step.customer = step.supplier;
  }
  step.supplier = need.supplier;
  if (random.chance(80)) add_contract(making, step);
}

JsonValue random_basis(Making& making) {
  Random& random = making.random;
  Array basis;
  const bool only_certificate = random.chance(making.profile.certificate);
  if (!only_certificate) basis.emplace_back(kBases[random.below(6)]);
  if (only_certificate || random.chance(15)) basis.emplace_back("certificate");
  return basis;
}

// A date around the last day on which a confirmation of `months` months is still valid.
Date around_lapse(Making& making, int months) {
  return making.date.plus_months(-months).plus_days(making.random.between(-3, 3));
}

void add_assessment(Making& making, const Need& need) {
  Random& random = making.random;
  JsonValue record{Object()};
  record["assessor"] = random.chance(70) ? need.customer : making.any_organization();
  if (random.chance(60)) {
    record["service"] = need.service;
  } else {
    record["organization"] = random.chance(80) ? need.supplier : making.any_organization();
  }
  Date date = making.date.plus_days(-random.between(0, 900));
  if (random.chance(30)) date = around_lapse(making, random.pick(std::vector{3, 6, 12}));
  if (random.chance(8)) date = making.date.plus_days(random.between(0, 40));
  record["date"] = date.to_string();
  if (random.chance(50)) {
    const Date last = random.chance(50) ? making.date.plus_days(random.between(-2, 2))
                                        : date.plus_days(random.between(0, 900));
    record["valid_until"] = std::max(date, last).to_string();
  }
  record["basis"] = random_basis(making);
  if (random.chance(30)) {
    static const char* const kResults[] = {"accepted", "conditional", "rejected"};
    record["result"] = kResults[random.below(3)];
  }
  if (random.chance(making.profile.shared)) {
    std::set<std::string> receivers{making.any_organization()};
    if (random.chance(50)) receivers.insert(need.customer);
    record["shared_with"] = Array(receivers.begin(), receivers.end());
  }
  making.document.append("assessments", std::move(record));
}

}  // namespace

void add_terms(Making& making) {
  while (making.random.chance(making.profile.terms) && making.terms.size() < 3) {
    making.terms.push_back(making.new_id("t-"));
    JsonValue record{Object{{"id", making.terms.back()}}};
    if (making.random.chance(30)) record["form"] = "standard_terms";
    if (making.random.chance(30)) {
      record["renewal"] = making.random.chance(80) ? "automatic" : "none";
    }
    add_content(making, record, making.any_service().id);
    making.document.append("terms", std::move(record));
  }
}

void add_contracts(Making& making) {
  std::size_t most = making.profile.national ? 400 : 25;
  for (const Need& need : std::vector<Need>(making.needs)) {
    const JsonValue* contracts = making.document.find("contracts");
    if (contracts != nullptr && std::get<Array>(contracts->value).size() + 5 > most) break;
    if (making.random.chance(making.profile.contract)) supply(making, need);
  }
  const int stray = making.in(making.profile.stray_contracts);
  for (int i = 0; i < stray; ++i) {
    add_contract(making, {making.any_organization(), making.any_organization(), "", ""});
  }
}

void add_assessments(Making& making) {
  for (const Need& need : std::vector<Need>(making.needs)) {
    if (making.random.chance(making.profile.assessment)) add_assessment(making, need);
    if (making.random.chance(making.profile.assessment / 2)) {
      add_assessment(making, {making.any_organization(), need.supplier, need.service, ""});
    }
  }
}

void add_disclosures(Making& making) {
  Random& random = making.random;
  for (const MadeService& service : making.services) {
    if (!random.chance(making.profile.disclosure)) continue;
    JsonValue record{Object()};
    if (random.chance(60)) {
      record["service"] = service.id;
    } else {
      record["organization"] = service.provider;
    }
    record["to"] =
        random.chance(60) ? making.provider(making.any_service().id) : making.any_organization();
    if (random.chance(60)) record["date"] = making.day(random.between(-300, 1));
    if (random.chance(40)) record["valid_until"] = making.day(random.between(1, 3) - 2);
    const JsonValue* from = record.find("date");
    const JsonValue* until = record.find("valid_until");
    if (from != nullptr && until != nullptr && *until->text() < *from->text()) {
      record["valid_until"] = *from->text();
    }
    making.document.append("disclosures", std::move(record));
  }
}

void add_policy(Making& making) {
  if (!making.random.chance(making.profile.policy)) return;
  JsonValue policy{Object()};
  if (making.random.chance(80)) {
    policy["assessment_valid_months"] = making.random.pick(std::vector{3, 6, 12});
  }
  if (making.random.chance(40)) {
    static const char* const kLevels[] = {"off", "note", "warning", "error"};
    static const char* const kRules[] = {"unassessed-provider", "unassessed-subcontractor",
                                         "missing-contract",    "responsibility-gap",
                                         "supply-chain/*",      "model/*"};
    JsonValue rules{Object()};
    for (int i = 0; i < 2; ++i) {
      rules[kRules[making.random.below(6)]] = kLevels[making.random.below(4)];
    }
    policy["rules"] = std::move(rules);
  }
  making.document["policy"] = std::move(policy);
}

void add_suppressions(Making& making) {
  static const char* const kRules[] = {"unassessed-provider",         "unassessed-provider",
                                       "unassessed-subcontractor",    "missing-contract",
                                       "responsibility-gap",          "broken-contract-chain",
                                       "certificate-only-assessment", "unassessed-supplier",
                                       "unreachable-service"};
  Random& random = making.random;
  std::set<std::string> seen;
  while (seen.size() < 8 && !making.needs.empty() &&
         random.chance(making.profile.suppression * 9 / 10)) {
    const std::string rule = kRules[random.below(9)];
    const Need& need = random.pick(making.needs);
    if (!seen.insert(rule + " " + need.service).second) continue;
    const int days = random.chance(30) ? random.between(-1, 1) : random.between(-30, 300);
    std::string owes = "*";
    // Whole parties, as findings name them.
    if (random.chance(50)) {
      owes = making.party(random.chance(60) ? need.customer : making.any_organization());
    }
    making.document.append("suppressions", Object{{"rule", rule},
                                                  {"subject", need.service},
                                                  {"owes", owes},
                                                  {"reason", "accepted"},
                                                  {"expires", making.day(days)}});
  }
}

}  // namespace musubi::test
