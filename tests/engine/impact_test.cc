#include "engine/impact.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/impact_answers.h"
#include "tests/support/impact_evidence.h"
#include "tests/support/oracle_impact.h"
#include "tests/support/random_change.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"
#include "tests/support/shrink.h"

namespace musubi {
namespace {

using test::JsonValue;

// A model with both ways of looking at changes to it.
struct Both {
  explicit Both(const Model& of)
      : model(&of), supply(of, of.as_of->date), finder(supply), oracle(of, of.as_of->date) {}

  [[nodiscard]] std::vector<std::string> differences(const oracle::Change& change) const {
    const Impact found = finder.find(test::question_of(*model, change));
    return differences(found, oracle.impact(change), oracle.background(change));
  }
  [[nodiscard]] std::vector<std::string> differences(const Impact& found, oracle::Impact expected,
                                                     const oracle::Background& background) const {
    const oracle::Impact actual = test::impact_answer(*model, found);
    test::accept_choices(expected, actual);
    auto differences = oracle::differences(to_lines(expected), to_lines(actual));
    if (found.services.size() != actual.services.size() ||
        found.systems.size() != actual.systems.size() ||
        found.institutions.size() != actual.institutions.size() ||
        found.organizations.size() != actual.organizations.size() ||
        found.actions.size() != actual.actions.size()) {
      differences.emplace_back("rows: something is listed twice");
    }
    for (const std::string& fault : test::evidence_faults(*model, background, found)) {
      differences.push_back("evidence: " + fault);
    }
    return differences;
  }

  const Model* model;
  SupplyGraph supply;
  ImpactFinder finder;
  oracle::ChangeOracle oracle;
};

// What a difference is about, without the names in it: while a model shrinks, it stays the same.
std::string subject_of(const std::string& difference) {
  const std::string key = difference.substr(0, difference.find(": "));
  const std::string first = key.substr(0, key.find(' '));
  const std::size_t slash = key.rfind('/');
  const std::string how = difference.find("missing") != std::string::npos ? "-" : "+";
  if (first == "action") return key.substr(0, key.find(' ', first.size() + 1)) + how;
  return slash == std::string::npos ? first + how : first + key.substr(slash);
}

bool names_all(const Model& model, const oracle::Change& change) {
  const auto exists = [&](const std::string& id) { return model.find(id).has_value(); };
  return std::ranges::all_of(change.targets, exists) &&
         (!change.systems || std::ranges::all_of(*change.systems, exists));
}

std::string smallest_model(const JsonValue& document, const oracle::Change& change,
                           const std::string& subject) {
  return write(test::shrink(document, [&](const JsonValue& candidate) {
    const auto loaded = test::read_document(candidate);
    if (!loaded || !names_all(loaded->model, change)) return false;
    return std::ranges::any_of(
        Both(loaded->model).differences(change),
        [&](const std::string& difference) { return subject_of(difference) == subject; });
  }));
}

// How often each sort of answer has to occur, so that comparing says something.
const std::map<std::string, int> kLeast = {
    {"service affected", 6000},
    {"service degraded", 150},
    {"service down", 1000},
    {"service in no system", 500},
    {"service that is worse in another graph", 25},
    {"origin", 5000},
    {"origin of another target", 500},
    {"told in days", 2000},
    {"told in hours", 800},
    {"told over two contracts or more", 900},
    {"told over a relay", 700},
    {"never told", 8000},
    {"never told, a clause on notice is missing", 6000},
    {"never told, a clause on passing on is missing", 2500},
    {"never told, no contract", 3000},
    {"late", 400},
    {"late and never told", 1000},
    {"latest notice", 1000},
    {"target edge", 6000},
    {"target edge over carriers", 800},
    {"target edge procured by a third party", 25},
    {"target edge of a placement", 150},
    {"target edge of a root", 2500},
    {"evidence over a placement", 1000},
    {"target in no system looked at", 700},
    {"report_incident", 2500},
    {"consider_leak_report", 1000},
    {"propose_recurrence_prevention", 2500},
    {"reassess", 5000},
    {"reagree", 10000},
    {"revisit_scope", 1500},
    {"return_and_erase", 1500},
};

using Counts = std::map<std::string, int>;

void count(const oracle::Telling& telling, ChangeKind kind, Counts& counts) {
  if (telling.origin) ++counts["origin"];
  const bool hours = kind == ChangeKind::Incident || kind == ChangeKind::Outage;
  if (telling.lead) ++counts[hours ? "told in hours" : "told in days"];
  for (const oracle::Route& route : telling.routes) {
    if (route.size() > 1) ++counts["told over two contracts or more"];
    const bool relay = std::ranges::any_of(route, &oracle::Clause::relay);
    if (relay) ++counts["told over a relay"];
  }
  if (telling.late) ++counts[telling.told ? "late" : "late and never told"];
  if (telling.latest_notice) ++counts["latest notice"];
  if (telling.told) return;
  ++counts["never told"];
  if (telling.missing.empty()) ++counts["never told, no contract"];
  for (const oracle::Clause& clause : telling.missing) {
    ++counts[clause.relay ? "never told, a clause on passing on is missing"
                          : "never told, a clause on notice is missing"];
  }
}

void count(const oracle::Place& place, Counts& counts) {
  for (const oracle::Edge& edge : place.edges) {
    ++counts["target edge"];
    if (edge.kind == oracle::EdgeKind::Placement) ++counts["target edge of a placement"];
    if (edge.kind == oracle::EdgeKind::Root) ++counts["target edge of a root"];
    if (edge.relation != oracle::Relation::Procured) continue;
    if (edge.procured_by != edge.holder) ++counts["target edge procured by a third party"];
    if (!place.graph->chains.at(edge).carriers.empty()) ++counts["target edge over carriers"];
  }
}

void count(const oracle::Impact& impact, const oracle::Change& change, Counts& counts) {
  for (const auto& [id, effect] : impact.services) {
    ++counts[effect == oracle::Effect::Down       ? "service down"
             : effect == oracle::Effect::Degraded ? "service degraded"
                                                  : "service affected"];
    if (impact.systems.empty()) ++counts["service in no system"];
  }
  for (const auto& [id, telling] : impact.organizations) count(telling, change.kind, counts);
  for (const oracle::Action& action : impact.actions) ++counts[action.what];
  if (impact.services.empty() && change.systems) ++counts["target in no system looked at"];
}

void count(const oracle::Background& background, const oracle::Impact& impact, Counts& counts) {
  for (const std::string& origin : background.origins) {
    if (!impact.organizations.at(origin).origin) ++counts["origin of another target"];
  }
  for (const auto& [id, place] : background.places) {
    count(place, counts);
    for (const auto& [service, effect] : place.effects) {
      if (service.empty() || effect == impact.services.at(service)) continue;
      ++counts["service that is worse in another graph"];
    }
  }
}

void count(const Impact& impact, Counts& counts) {
  for (const AffectedService& row : impact.services) {
    const bool placement = std::ranges::find(row.evidence, EvidenceStep::By::Placement,
                                             &EvidenceStep::by) != row.evidence.end();
    if (placement) ++counts["evidence over a placement"];
  }
}

TEST_SUITE("engine/impact") {
  TEST_CASE("the engine says of changes what the definition says") {
    int shown = 0;
    Counts counts;
    const auto seeds = test::seeds(500);
    for (const std::uint64_t seed : seeds) {
      const test::RandomModel random = test::make_random_model(seed);
      const auto loaded = test::read_document(random.document);
      REQUIRE(loaded);
      const Both both(loaded->model);
      for (const oracle::Change& change : test::random_changes(loaded->model, seed)) {
        const Impact found = both.finder.find(test::question_of(loaded->model, change));
        const oracle::Impact expected = both.oracle.impact(change);
        const oracle::Background background = both.oracle.background(change);
        count(expected, change, counts);
        count(found, counts);
        count(background, expected, counts);
        const std::vector<std::string> differences = both.differences(found, expected, background);
        if (differences.empty()) continue;
        std::string message = "seed " + std::to_string(seed) + " (" + random.profile + "), " +
                              test::describe(change) + ":";
        for (const std::string& difference : differences) message += "\n  " + difference;
        if (++shown <= 3) {
          message +=
              "\n" + smallest_model(random.document, change, subject_of(differences.front()));
        }
        FAIL_CHECK(message);
      }
    }
    if (seeds.size() < 500) return;
    for (const auto& [what, least] : kLeast) {
      CHECK_MESSAGE(counts[what] >= least, what << ": " << counts[what]);
    }
  }
}

}  // namespace
}  // namespace musubi
