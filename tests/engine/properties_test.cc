#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/engine_answers.h"
#include "tests/support/oracle.h"
#include "tests/support/random.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"
#include "tests/support/shuffle.h"

namespace musubi {
namespace {

using test::JsonValue;
using test::Random;

oracle::Answers engine_says(const JsonValue& document) {
  const std::optional<LoadedModel> loaded = test::read_document(document);
  REQUIRE(loaded);
  return test::engine_answers(loaded->model, loaded->model.as_of->date, false);
}

std::vector<std::string> ids_of(const JsonValue& document, const std::string& table) {
  std::vector<std::string> ids;
  const JsonValue* records = document.find(table);
  if (records == nullptr) return ids;
  for (const JsonValue& record : std::get<JsonValue::Array>(records->value)) {
    ids.push_back(*record.find("id")->text());
  }
  return ids;
}

JsonValue random_confirmation(const JsonValue& document, Random& random) {
  const std::vector<std::string> organizations = ids_of(document, "organizations");
  JsonValue record{JsonValue::Object{{"assessor", random.pick(organizations)}}};
  if (random.chance(50)) {
    record["service"] = random.pick(ids_of(document, "services"));
  } else {
    record["organization"] = random.pick(organizations);
  }
  record["date"] = random.chance(80) ? "2026-01-15" : "2031-01-15";
  record["basis"] = JsonValue::Array{random.chance(80) ? "audit" : "certificate"};
  if (random.chance(30)) record["shared_with"] = JsonValue::Array{random.pick(organizations)};
  return record;
}

// The findings that somebody has confirmed nothing, without their state, by system.
oracle::Ids unassessed(const oracle::Answers& answers) {
  oracle::Ids found;
  for (const auto& [key, finding] : answers.findings) {
    if (!key.rule.starts_with("unassessed-")) continue;
    for (const std::string& system : finding.systems) {
      found.insert(key.rule + " " + key.subject + " " + key.owes + " " + key.counterparty + " " +
                   system);
    }
  }
  return found;
}

struct Independent {
  std::string system;
  oracle::Edge edge;
};

std::vector<Independent> independent_edges(const oracle::Answers& answers) {
  std::vector<Independent> found;
  for (const auto& [id, system] : answers.systems) {
    for (const oracle::Edge& edge : system.edges) {
      if (edge.relation == oracle::Relation::Independent) found.push_back({id, edge});
    }
  }
  return found;
}

// Which edge it is, whatever its relation.
bool same_place(const oracle::Edge& a, const oracle::Edge& b) {
  return a.from == b.from && a.to == b.to && a.kind == b.kind && a.selected_by == b.selected_by;
}

TEST_SUITE("engine/properties") {
  TEST_CASE("the order of records and keys changes nothing") {
    for (const std::uint64_t seed : test::seeds(150)) {
      JsonValue document = test::make_random_model(seed).document;
      const oracle::Lines before = to_lines(engine_says(document));
      Random random(seed);
      test::shuffle_all(document, random);
      for (const auto& difference : oracle::differences(before, to_lines(engine_says(document)))) {
        FAIL_CHECK("seed " << seed << ": " << difference);
      }
    }
  }

  TEST_CASE("one more confirmation adds no finding that one is missing") {
    for (const std::uint64_t seed : test::seeds(150)) {
      JsonValue document = test::make_random_model(seed).document;
      const oracle::Ids before = unassessed(engine_says(document));
      Random random(seed);
      document.append("assessments", random_confirmation(document, random));
      for (const std::string& finding : unassessed(engine_says(document))) {
        if (!before.contains(finding)) FAIL_CHECK("seed " << seed << ": " << finding);
      }
    }
  }

  TEST_CASE("an edge is not independent once its holder has a contract that names the system") {
    for (const std::uint64_t seed : test::seeds(150)) {
      const JsonValue document = test::make_random_model(seed).document;
      std::vector<Independent> edges = independent_edges(engine_says(document));
      if (edges.size() > 3) edges.resize(3);
      for (const auto& [system, edge] : edges) {
        const std::optional<LoadedModel> loaded = test::read_document(document);
        REQUIRE(loaded);
        const auto service = loaded->model.find(edge.to);
        REQUIRE(service);
        const OrganizationId provider = loaded->model.services[service->index].provider.id;
        JsonValue changed = document;
        changed.append("contracts",
                       JsonValue::Object{{"id", "k-added"},
                                         {"customer", edge.holder},
                                         {"supplier", std::string(loaded->model.id(provider))},
                                         {"covers", JsonValue::Array{edge.to}},
                                         {"systems", JsonValue::Array{system}}});
        const oracle::Answers answers = engine_says(changed);
        for (const oracle::Edge& after : answers.systems.at(system).edges) {
          if (!same_place(after, edge)) continue;
          CHECK_MESSAGE(after.relation != oracle::Relation::Independent,
                        "seed " << seed << ": " << edge.from << " > " << edge.to);
        }
      }
    }
  }

  TEST_CASE("a model with random mistakes in it is read or refused") {
    for (const std::uint64_t seed : test::seeds(150)) {
      std::string text = write(test::make_random_model(seed).document);
      Random random(seed);
      for (int i = 0; i < 3; ++i) {
        const std::size_t at = random.below(text.size());
        switch (random.below(3)) {
          case 0: text.erase(at, random.below(20)); break;
          case 1: text[at] = static_cast<char>(random.below(256)); break;
          default: text.insert(at, text.substr(at / 2, random.below(20)));
        }
      }
      const LoadedModel loaded = read_model({{.path = "random.json", .text = text}});
      if (loaded.diagnostics.has_errors() || !loaded.model.as_of) continue;
      const auto answers = test::engine_answers(loaded.model, loaded.model.as_of->date, false);
      CHECK(answers.systems.size() == loaded.model.systems.size());
    }
  }
}

}  // namespace
}  // namespace musubi
