#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/asked.h"
#include "tests/support/random_change.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"
#include "tests/support/shuffle.h"

namespace musubi {
namespace {

using oracle::Change;
using test::Asked;
using test::JsonValue;
using test::Random;

// Adds days or hours to some periods of notice and of relay.
void lengthen(JsonValue& document, Random& random) {
  for (const char* table : {"terms", "contracts"}) {
    if (document.find(table) == nullptr) continue;
    for (JsonValue& record : *document[table].array()) {
      for (const char* key : {"notice", "relay"}) {
        if (record.find(key) == nullptr) continue;
        for (auto& [kind, period] : *record[key].object()) {
          if (!random.chance(50)) continue;
          JsonValue& length = period.object() == nullptr ? period : period.object()->front().second;
          std::get<std::int64_t>(length.value) += random.between(1, 40);
        }
      }
    }
  }
}

// Everything that an answer says, evidence included.
oracle::Lines all_lines(const Asked& asked, const Change& change) {
  const Impact impact = asked.find(change);
  oracle::Lines lines = to_lines(test::impact_answer(asked.model(), impact));
  const auto text = [&](const Evidence& evidence) {
    std::string steps;
    for (const EvidenceStep& step : evidence) {
      steps += " " + std::string(asked.model().text(step.from)) + ">" +
               std::string(asked.model().text(step.to));
      if (step.contract.valid()) steps += "/" + std::string(asked.model().id(step.contract));
    }
    return steps;
  };
  for (const AffectedService& row : impact.services) {
    lines["evidence of service " + std::string(asked.model().id(row.service))] = text(row.evidence);
  }
  for (std::size_t i = 0; i < impact.actions.size(); ++i) {
    const ImpactAction& action = impact.actions[i];
    const std::string contract =
        action.contract.valid() ? std::string(asked.model().id(action.contract)) : "";
    lines["evidence of action " + std::to_string(i)] = contract + text(action.evidence);
  }
  return lines;
}

bool contains(const std::set<oracle::Action>& actions, oracle::Action action) {
  if (actions.contains(action)) return true;
  // What is looked at again for one target may have to be agreed again for another.
  if (action.what != "revisit_scope") return false;
  action.what = "reagree";
  return actions.contains(action);
}

TEST_SUITE("engine/impact") {
  TEST_CASE("a longer notice never shortens a lead") {
    int longer = 0;
    for (const std::uint64_t seed : test::seeds(150)) {
      Random random(seed);
      JsonValue document = test::make_random_model(seed).document;
      const Asked before(document);
      lengthen(document, random);
      const Asked after(document);
      for (const Change& change : test::random_changes(before.model(), seed)) {
        const oracle::Impact first = before.answer(change);
        const oracle::Impact second = after.answer(change);
        for (const auto& [id, telling] : first.organizations) {
          const oracle::Telling& other = second.organizations.at(id);
          const std::string where =
              "seed " + std::to_string(seed) + ", " + test::describe(change) + ": " + id;
          CHECK_MESSAGE(telling.told == other.told, where);
          if (telling.lead && other.lead) CHECK_MESSAGE(*telling.lead <= *other.lead, where);
          if (telling.lead && other.lead && *telling.lead < *other.lead) ++longer;
        }
      }
    }
    CHECK(longer > 100);
  }

  TEST_CASE("the impact of several targets contains that of each") {
    for (const std::uint64_t seed : test::seeds(150)) {
      const Asked asked(test::make_random_model(seed).document);
      for (const Change& change : test::random_changes(asked.model(), seed)) {
        if (change.targets.size() < 2) continue;
        const oracle::Impact all = asked.answer(change);
        for (const std::string& target : change.targets) {
          Change alone = change;
          alone.targets = {target};
          const oracle::Impact one = asked.answer(alone);
          const std::string where =
              "seed " + std::to_string(seed) + ", " + test::describe(change) + ": ";
          for (const auto& [id, effect] : one.services) {
            const bool there = all.services.contains(id) && effect <= all.services.at(id);
            CHECK_MESSAGE(there, where << id);
          }
          for (const auto& [id, effect] : one.systems) {
            const bool there = all.systems.contains(id) && effect <= all.systems.at(id);
            CHECK_MESSAGE(there, where << id);
          }
          for (const auto& [id, telling] : one.organizations) {
            CHECK_MESSAGE(all.organizations.contains(id), where << id);
          }
          for (const oracle::Action& action : one.actions) {
            const bool there = contains(all.actions, action);
            CHECK_MESSAGE(there, where << action.what << " " << action.contract << action.service);
          }
        }
      }
    }
  }

  TEST_CASE("the order of records changes nothing in an impact") {
    for (const std::uint64_t seed : test::seeds(150)) {
      Random random(seed);
      JsonValue document = test::make_random_model(seed).document;
      const Asked before(document);
      test::shuffle_all(document, random);
      const Asked after(document);
      for (const Change& change : test::random_changes(before.model(), seed)) {
        const auto differences =
            oracle::differences(all_lines(before, change), all_lines(after, change));
        for (const std::string& difference : differences) {
          FAIL_CHECK("seed " << seed << ", " << test::describe(change) << ": " << difference);
        }
      }
    }
  }

  TEST_CASE("one finder asked in several threads says what a fresh one says") {
    for (const std::uint64_t seed : test::seeds(40)) {
      const JsonValue document = test::make_random_model(seed).document;
      const Asked shared(document);
      const std::vector<Change> changes = test::random_changes(shared.model(), seed);
      std::vector<oracle::Lines> fresh;
      for (const Change& change : changes) fresh.push_back(all_lines(Asked(document), change));
      std::vector<std::vector<oracle::Lines>> found(3);
      std::vector<std::jthread> threads;
      for (auto& here : found) {
        threads.emplace_back([&] {
          for (const Change& change : changes) here.push_back(all_lines(shared, change));
        });
      }
      threads.clear();
      for (const auto& here : found) CHECK_MESSAGE(here == fresh, "seed " << seed);
    }
  }

  TEST_CASE("an agreement comes after those that its supplier has to make first") {
    int ordered = 0;
    for (const std::uint64_t seed : test::seeds(150)) {
      const Asked asked(test::make_random_model(seed).document);
      for (const Change& change : test::random_changes(asked.model(), seed)) {
        std::vector<ImpactAction> actions = asked.find(change).actions;
        CHECK(std::ranges::is_sorted(actions, {}, &ImpactAction::kind));
        std::erase_if(
            actions, [](const ImpactAction& action) { return action.kind != ActionKind::Reagree; });
        // Circles of suppliers have no such order: those are left out who, one way or another,
        // supply themselves.
        std::map<OrganizationId, std::set<OrganizationId>> below;
        for (std::size_t round = 0; round <= actions.size(); ++round) {
          for (const ImpactAction& action : actions) {
            auto& suppliers = below[action.with];
            suppliers.insert(action.by);
            const auto further = below[action.by];
            suppliers.insert(further.begin(), further.end());
          }
        }
        const auto circles = [&](const ImpactAction& action) {
          const auto goes_round = [&](OrganizationId who) { return below[who].contains(who); };
          return goes_round(action.by) || goes_round(action.with) ||
                 std::ranges::any_of(below[action.by], goes_round);
        };
        for (std::size_t later = 0; later < actions.size(); ++later) {
          if (circles(actions[later])) continue;
          for (std::size_t i = later + 1; i < actions.size(); ++i) {
            CHECK_MESSAGE(actions[i].with != actions[later].by,
                          "seed " << seed << ", " << test::describe(change));
            ++ordered;
          }
        }
      }
    }
    CHECK(ordered > 1000);
  }
}

}  // namespace
}  // namespace musubi
