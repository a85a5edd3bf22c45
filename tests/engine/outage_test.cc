#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/asked.h"
#include "tests/support/random.h"
#include "tests/support/random_change.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"

namespace musubi {
namespace {

using oracle::Change;
using oracle::Effect;
using test::Asked;
using test::JsonValue;
using test::Random;
using Effects = std::map<std::string, Effect>;

// Whatever depends on something: one entry of `uses` or `depends_on`, or one placement's `on`.
std::vector<JsonValue*> dependencies_in(JsonValue& document) {
  std::vector<JsonValue*> found;
  const auto add_list = [&](JsonValue& record, const std::string& key) {
    if (record.find(key) == nullptr) return;
    for (JsonValue& dependency : *record[key].array()) found.push_back(&dependency);
  };
  for (JsonValue& service : *document["services"].array()) add_list(service, "depends_on");
  if (document.find("systems") == nullptr) return found;
  for (JsonValue& system : *document["systems"].array()) {
    add_list(system, "uses");
    if (system.find("placements") == nullptr) continue;
    for (JsonValue& placement : *system["placements"].array()) found.push_back(&placement["on"]);
  }
  return found;
}

// As an object, if it is a service's id.
void write_out(JsonValue& dependency) {
  if (const std::string* service = dependency.text()) {
    dependency = JsonValue::Object{{"service", *service}};
  }
}

// A service on which nothing depends, of somebody who has no part in anything.
void add_spare(JsonValue& document) {
  document.append("organizations", JsonValue::Object{{"id", "v-spare"}, {"kind", "provider"}});
  document.append(
      "services",
      JsonValue::Object{{"id", "s-spare"}, {"provider", "v-spare"}, {"layer", "infrastructure"}});
}

// Makes the dependency one on any of its members and the spare service.
void make_redundant(JsonValue& dependency) {
  write_out(dependency);
  JsonValue::Object& members = *dependency.object();
  const auto single = std::ranges::find(members, "service", [](const auto& m) { return m.first; });
  if (single != members.end()) {
    *single = {"any_of", JsonValue::Array{single->second}};
  }
  dependency.append("any_of", "s-spare");
}

void check_no_worse(const Effects& before, const Effects& after, const std::string& where) {
  CHECK_MESSAGE(before.size() == after.size(), where);
  for (const auto& [id, effect] : after) {
    const auto old = before.find(id);
    const bool no_worse = old != before.end() && effect <= old->second;
    CHECK_MESSAGE(no_worse, where << ": " << id);
  }
}

// Asks about the outages of a random model before and after one of its dependencies changes.
// Returns how many of the answers changed.
int change_dependencies(const std::function<void(JsonValue&)>& change_one) {
  int changed = 0;
  for (const std::uint64_t seed : test::seeds(150)) {
    Random random(seed);
    JsonValue document = test::make_random_model(seed).document;
    const std::vector<Change> changes = test::random_changes(Asked(document).model(), seed);
    add_spare(document);
    const Asked before(document);
    const auto dependencies = dependencies_in(document);
    if (dependencies.empty()) continue;
    for (JsonValue* dependency : dependencies) {
      if (random.chance(30)) change_one(*dependency);
    }
    const Asked after(document);
    for (const Change& change : changes) {
      if (change.kind != ChangeKind::Outage) continue;
      const std::string where = "seed " + std::to_string(seed) + ", " + test::describe(change);
      const oracle::Impact first = before.answer(change);
      const oracle::Impact second = after.answer(change);
      check_no_worse(first.services, second.services, where);
      check_no_worse(first.systems, second.systems, where);
      check_no_worse(first.institutions, second.institutions, where);
      if (first.services != second.services || first.systems != second.systems) ++changed;
    }
  }
  return changed;
}

TEST_SUITE("engine/impact") {
  TEST_CASE("more redundancy never takes more down") {
    CHECK(change_dependencies(make_redundant) > 50);
  }

  TEST_CASE("what can be done without takes no more down than what cannot") {
    const int changed = change_dependencies([](JsonValue& dependency) {
      write_out(dependency);
      dependency["required"] = false;
    });
    CHECK(changed > 50);
  }

  TEST_CASE("an optional dependency never takes anything down") {
    int degraded = 0;
    for (const std::uint64_t seed : test::seeds(150)) {
      JsonValue document = test::make_random_model(seed).document;
      add_spare(document);
      const JsonValue optional = JsonValue::Object{{"service", "s-spare"}, {"required", false}};
      for (JsonValue& service : *document["services"].array()) {
        if (*service["id"].text() != "s-spare") service.append("depends_on", optional);
      }
      const oracle::Impact impact =
          Asked(document).answer({.targets = {"s-spare"}, .kind = ChangeKind::Outage});
      for (const auto& [id, effect] : impact.services) {
        CHECK_MESSAGE((effect == Effect::Down) == (id == "s-spare"), "seed " << seed << ": " << id);
      }
      for (const auto& [id, effect] : impact.systems) {
        CHECK_MESSAGE(effect == Effect::Degraded, "seed " << seed << ": " << id);
        ++degraded;
      }
    }
    CHECK(degraded > 100);
  }
}

}  // namespace
}  // namespace musubi
