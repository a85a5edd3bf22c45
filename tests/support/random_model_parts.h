#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/date.h"
#include "tests/support/json_value.h"
#include "tests/support/random.h"

// What the parts of the maker of random models share.
namespace musubi::test {

struct Range {
  int low = 0;
  int high = 0;
};

/// How often a phenomenon occurs, in per cent unless it is a range of counts.
struct Profile {
  std::string name;
  bool national = false;  // many institutions on few shared services

  Range institutions{2, 4}, others{2, 5}, services{3, 7}, systems{1, 3}, stray_contracts{0, 4};
  int facility = 20;             // an organization is part of another
  int network_operator = 15;     // one of the others is one
  int institution_service = 10;  // a service is provided by an institution
  int not_medical = 20;          // a service handles no medical information
  int developer = 10;
  int dependency = 60;  // one more dependency
  int cycle = 5;        // a dependency may lead back
  int any_of = 15;
  int optional = 10;
  int service_selector = 10, use_selector = 10;  // somebody is written as the one who chose
  int placement = 20, placement_selector = 30;
  int contract = 55;  // somebody who needs a contract has one
  int resale = 15;    // it goes through others
  int way_back = 10;  // and one of these contracts has a counterpart
  int sale = 10, odd_kind = 10;
  int contract_systems = 15;  // a contract names systems
  int dated = 30;             // a contract has dates
  int assessment = 30, certificate = 25, shared = 30;
  int disclosure = 10;
  int agreement = 30, terms = 20;
  int policy = 15;
  int suppression = 15;
};
[[nodiscard]] const std::vector<Profile>& random_profiles();

struct MadeOrganization {
  std::string id;
  std::string party;
  bool institution = false;
};

struct MadeService {
  std::string id;
  std::string provider;  // as written
};

struct MadeSystem {
  std::string id;
  std::string owner;  // as written
};

/// Somebody who would do well to have a contract on a service: the holder of a dependency.
struct Need {
  std::string customer, supplier, service, system;  // the system may be empty
};

/// A model while it is made.
struct Making {
  Random random;
  Random more{0};  // what is on record of a model's organizations, services and contracts
  Profile profile;
  Date date{};
  JsonValue document = JsonValue(JsonValue::Object());
  std::vector<MadeOrganization> organizations;
  std::vector<MadeService> services;
  std::vector<MadeSystem> systems;
  std::vector<Need> needs;
  std::vector<std::string> terms;
  std::set<std::string> ids;
  std::set<std::string> keys;      // those that the model states
  std::vector<std::string> risks;  // ids

  [[nodiscard]] std::string new_id(const std::string& prefix);
  [[nodiscard]] const std::string& any_organization();
  [[nodiscard]] const MadeService& any_service() { return random.pick(services); }
  [[nodiscard]] const std::string& party(const std::string& organization) const;
  [[nodiscard]] const std::string& provider(const std::string& service) const;
  [[nodiscard]] int in(Range range) { return random.between(range.low, range.high); }
  [[nodiscard]] std::string day(int days_after) { return date.plus_days(days_after).to_string(); }
  /// One to three different services, `first` among them where it is not empty.
  [[nodiscard]] JsonValue some_services(const std::string& first);
};

void add_organizations(Making& making);
void add_services(Making& making);
void add_systems(Making& making);
void add_national(Making& making);  // in place of the three above

void add_terms(Making& making);
void add_contracts(Making& making);
void add_assessments(Making& making);
void add_disclosures(Making& making);
void add_policy(Making& making);
void add_suppressions(Making& making);

// What is on record of what the above made. It draws from `Making::more`, so that it changes
// nothing of what depends on whom.
void add_details(Making& making);
void add_risks(Making& making);
void add_controls(Making& making);
void add_requirements(Making& making);
void add_sequels(Making& making);  // contracts and confirmations that follow others
void add_content(Making& making);  // of terms and contracts
void add_changes(Making& making);  // that took place, or will

/// The records of a table; empty where there is none. Valid until a record is added.
[[nodiscard]] std::vector<JsonValue*> records(Making& making, const std::string& table);
[[nodiscard]] std::string text_in(const JsonValue& record, const std::string& key);
/// A day around D, the borders often.
[[nodiscard]] std::string day_around(Making& making);
[[nodiscard]] JsonValue services_from(Making& making);
/// Mostly all of the words or none, else some.
[[nodiscard]] JsonValue::Array words_from(Making& making, const std::vector<std::string>& words);

}  // namespace musubi::test
