#include <algorithm>

#include "tests/support/random_model_parts.h"

// Records that follow others: the next contract and confirmation, the contract with a developer,
// maintenance of what was sold.
namespace musubi::test {
namespace {

using Object = JsonValue::Object;
using Array = JsonValue::Array;

std::string days_after(const std::string& date, int days) {
  return Date::parse(date)->plus_days(days).to_string();
}

// Ends where they are asked for: today, in 90 days, and around these.
void move_ends(Making& making) {
  Random& more = making.more;
  for (JsonValue* record : records(making, "contracts")) {
    if (!more.chance(12)) continue;
    const std::string until = making.day(more.pick(std::vector{-1, 0, 1, 30, 89, 90, 91, 180}));
    const std::string from = text_in(*record, "from");
    if (!from.empty() && until < from) continue;
    (*record)["until"] = until;
    if (more.chance(40)) (*record)["renewal"] = "automatic";
  }
}

// Contracts cover what does not go together, and lie between those who have nothing else to do with
// a system.
void add_odd_contracts(Making& making) {
  Random& more = making.more;
  for (JsonValue* record : records(making, "contracts")) {
    if (!more.chance(8)) continue;
    const std::string& other = more.pick(making.services).id;
    JsonValue::Array& covers = *(*record)["covers"].array();
    const bool there = std::ranges::any_of(
        covers, [&](const JsonValue& service) { return *service.text() == other; });
    if (!there) covers.emplace_back(other);
  }
  for (int i = 1; i <= 3 && more.chance(40); ++i) {
    const MadeOrganization& customer = more.pick(making.organizations);
    const MadeOrganization& supplier = more.pick(making.organizations);
    if (customer.party == supplier.party) continue;
    making.document.append("contracts", Object{{"id", "k-o" + std::to_string(i)},
                                               {"kind", "coordination"},
                                               {"customer", customer.id},
                                               {"supplier", supplier.id},
                                               {"covers", services_from(making)}});
  }
}

void add_next_contracts(Making& making) {
  Random& more = making.more;
  std::vector<JsonValue> next;
  for (const JsonValue* record : records(making, "contracts")) {
    const std::string until = text_in(*record, "until");
    if (until < making.day(-5) || making.day(200) < until || !more.chance(40)) continue;
    JsonValue made{Object{{"id", "k-n" + std::to_string(next.size() + 1)}}};
    for (const char* key : {"customer", "supplier", "kind", "covers", "systems"}) {
      const JsonValue* value = record->find(key);
      const bool other = value == nullptr || (std::string(key) == "systems" && more.chance(40));
      if (!other) made[key] = *value;
    }
    if (more.chance(15)) made["covers"] = Array{more.pick(making.services).id};
    made["from"] = days_after(until, more.between(0, 2));
    if (more.chance(50)) made["until"] = days_after(until, more.between(2, 400));
    next.push_back(std::move(made));
  }
  for (JsonValue& record : next) making.document.append("contracts", std::move(record));
}

void add_next_assessments(Making& making) {
  Random& more = making.more;
  std::vector<JsonValue> next;
  for (JsonValue* record : records(making, "assessments")) {
    if (more.chance(15))
      (*record)["id"] = "a-" + std::to_string(next.size() + 1) + "x" + text_in(*record, "date");
    const std::string until = text_in(*record, "valid_until");
    if (until < making.day(0) || making.day(200) < until || !more.chance(35)) continue;
    JsonValue made{Object()};
    for (const char* key : {"assessor", "service", "organization"}) {
      if (const JsonValue* value = record->find(key)) made[key] = *value;
    }
    made["date"] = days_after(until, more.between(-1, 2));
    if (more.chance(50)) made["valid_until"] = days_after(until, more.between(2, 400));
    made["basis"] = Array{"audit"};
    if (more.chance(15)) made["result"] = "rejected";
    next.push_back(std::move(made));
  }
  for (JsonValue& record : next) making.document.append("assessments", std::move(record));
}

void add_development(Making& making) {
  static const std::vector<std::string> kKinds = {"development", "development", "maintenance",
                                                  "service", "sale"};
  Random& more = making.more;
  std::vector<JsonValue> contracts;
  for (const JsonValue* record : records(making, "services")) {
    const std::string provider = text_in(*record, "provider");
    const std::string developer = text_in(*record, "developer");
    if (developer.empty() || making.party(provider) == making.party(developer)) continue;
    while (more.chance(50)) {
      JsonValue made{Object{{"id", "k-d" + std::to_string(contracts.size() + 1)},
                            {"kind", more.pick(kKinds)},
                            {"customer", provider},
                            {"supplier", developer},
                            {"covers", Array{text_in(*record, "id")}}}};
      if (more.chance(15)) made["until"] = making.day(-1);
      contracts.push_back(std::move(made));
    }
  }
  for (JsonValue& record : contracts) making.document.append("contracts", std::move(record));
}

void add_maintenance(Making& making) {
  Random& more = making.more;
  std::vector<JsonValue> contracts;
  for (const JsonValue* record : records(making, "contracts")) {
    if (text_in(*record, "kind") != "sale" || !more.chance(50)) continue;
    const std::string customer = text_in(*record, "customer");
    const std::string supplier =
        more.chance(50) ? text_in(*record, "supplier") : more.pick(making.organizations).id;
    if (making.party(customer) == making.party(supplier)) continue;
    JsonValue made{Object{{"id", "k-m" + std::to_string(contracts.size() + 1)},
                          {"kind", "maintenance"},
                          {"customer", customer},
                          {"supplier", supplier},
                          {"covers", *record->find("covers")},
                          {"until", making.day(more.pick(std::vector{-100, -1, -1, 0}))}}};
    if (more.chance(15)) made["renewal"] = "automatic";
    contracts.push_back(std::move(made));
  }
  for (JsonValue& record : contracts) making.document.append("contracts", std::move(record));
}

}  // namespace

void add_sequels(Making& making) {
  if (making.keys.contains("periods")) move_ends(making);
  add_odd_contracts(making);
  add_development(making);
  add_maintenance(making);
  if (!making.keys.contains("sequels")) return;
  add_next_contracts(making);
  add_next_assessments(making);
}

}  // namespace musubi::test
