#include "engine/concentration.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "bench/national_model.h"
#include "engine/impact.h"
#include "tests/support/oracle_rank.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"
#include "tests/support/shrink.h"

namespace musubi {
namespace {

using test::JsonValue;

// One line for each row: what can be compared.
using Lines = std::vector<std::string>;

Lines lines_of(const Model& model, ConcentrationOf of, const Concentrations& found) {
  Lines lines;
  for (const Concentration& row : found.rows) {
    const std::string_view id = of == ConcentrationOf::Services ? model.id(ServiceId(row.row))
                                                                : model.id(OrganizationId(row.row));
    lines.push_back(fmt::format("{}: {} systems, {} institutions, weight {}, single point for {}",
                                id, row.systems, row.institutions, row.weight,
                                row.single_point_for));
  }
  return lines;
}

oracle::Ids ids_of(const Model& model, ConcentrationOf of, const Concentrations& found) {
  oracle::Ids ids;
  for (const Concentration& row : found.rows) {
    ids.emplace(of == ConcentrationOf::Services ? model.id(ServiceId(row.row))
                                                : model.id(OrganizationId(row.row)));
  }
  return ids;
}

struct Case {
  ConcentrationOf of;
  ChangeKind kind;
};
constexpr Case kCases[] = {{ConcentrationOf::Services, ChangeKind::ServiceChange},
                           {ConcentrationOf::Services, ChangeKind::Outage},
                           {ConcentrationOf::Organizations, ChangeKind::ServiceChange},
                           {ConcentrationOf::Organizations, ChangeKind::Outage}};

std::string describe(const Case& one) {
  return fmt::format("{}, {}", one.of == ConcentrationOf::Services ? "services" : "organizations",
                     one.kind == ChangeKind::Outage ? "outage" : "service_change");
}

Concentrations find(const SupplyGraph& supply, const Case& one, unsigned threads = 1,
                    bool one_by_one = false) {
  return ConcentrationFinder(supply).find(
      {.of = one.of, .kind = one.kind, .threads = threads, .one_by_one = one_by_one});
}

// How often something occurs that makes the question hard.
struct Tally {
  int rows = 0, hanging = 0, spared = 0, single = 0;
};

Lines expected_lines(const std::map<std::string, oracle::Hanging>& ranked, Tally& tally) {
  Lines lines;
  for (const auto& [id, row] : ranked) {
    lines.push_back(fmt::format("{}: {} systems, {} institutions, weight {}, single point for {}",
                                id, row.systems.size(), row.institutions.size(), row.weight,
                                row.single_point_for.size()));
    ++tally.rows;
    if (!row.systems.empty()) ++tally.hanging;
    if (row.single_point_for.size() < row.institutions.size()) ++tally.spared;
    if (!row.single_point_for.empty()) ++tally.single;
  }
  return lines;
}

bool agrees(const Model& model, const Case& one, Tally& tally, std::string& told) {
  const SupplyGraph supply(model, model.as_of->date);
  const oracle::ChangeOracle oracle(model, model.as_of->date);
  const Concentrations found = find(supply, one);
  const Lines actual = lines_of(model, one.of, found);
  const Lines expected =
      expected_lines(oracle::rank(oracle, one.kind, ids_of(model, one.of, found)), tally);
  told.clear();
  for (std::size_t i = 0; i < std::min(actual.size(), expected.size()); ++i) {
    if (actual[i] != expected[i]) told += "\n  is " + actual[i] + "\n  not " + expected[i];
  }
  return actual == expected && lines_of(model, one.of, find(supply, one, 2, true)) == actual;
}

std::string smallest_model(const JsonValue& document, const Case& one) {
  return write(test::shrink(document, [&](const JsonValue& candidate) {
    const auto loaded = test::read_document(candidate);
    Tally tally;
    std::string told;
    return loaded && !agrees(loaded->model, one, tally, told);
  }));
}

std::string national_text(std::size_t nodes) {
  std::string text;
  bench::write_national_model(bench::national_shape(nodes),
                              [&](std::string_view part) { text += part; });
  return text;
}

// Which of the systems an impact names, as `rank` counts them.
struct Counted {
  std::uint64_t systems = 0, institutions = 0;
};

Counted count(const Impact& impact, ChangeKind kind) {
  const auto counts = [&](const auto& row) {
    return kind != ChangeKind::Outage || row.state == ImpactState::Down;
  };
  return {static_cast<std::uint64_t>(std::ranges::count_if(impact.systems, counts)),
          static_cast<std::uint64_t>(std::ranges::count_if(impact.institutions, counts))};
}

TEST_SUITE("engine/concentration") {
  TEST_CASE("counts are those of one change after the other") {
    std::map<std::string, Tally> tallies;
    for (const std::uint64_t seed : test::seeds(500)) {
      const test::RandomModel made = test::make_random_model(seed);
      const auto loaded = test::read_document(made.document);
      REQUIRE(loaded);
      for (const Case& one : kCases) {
        std::string told;
        if (agrees(loaded->model, one, tallies[describe(one)], told)) continue;
        FAIL("seed " << seed << " (" << made.profile << "), " << describe(one) << told << "\n"
                     << smallest_model(made.document, one));
      }
    }
    if (test::seeds(500).size() < 500) return;
    for (const Case& one : kCases) {
      const Tally& tally = tallies[describe(one)];
      CAPTURE(describe(one));
      CHECK(tally.rows > 2000);
      CHECK(tally.hanging > 1000);
      CHECK(tally.single > 1000);
      if (one.kind != ChangeKind::Outage) CHECK(tally.spared > 100);
    }
  }

  TEST_CASE("however many threads there are, and whatever is evaluated together") {
    const LoadedModel loaded = read_model({{.path = "national.json", .text = national_text(1500)}});
    REQUIRE_FALSE(loaded.diagnostics.has_errors());
    const SupplyGraph supply(loaded.model, loaded.model.as_of->date);
    for (const Case& one : kCases) {
      CAPTURE(describe(one));
      const Lines lines = lines_of(loaded.model, one.of, find(supply, one));
      CHECK(lines.size() > 50);
      CHECK_EQ(lines, lines_of(loaded.model, one.of, find(supply, one, 2)));
      CHECK_EQ(lines, lines_of(loaded.model, one.of, find(supply, one, 3)));
      CHECK_EQ(lines, lines_of(loaded.model, one.of, find(supply, one, 2, true)));
    }
  }

  TEST_CASE("a row counts what an impact of it names") {
    const LoadedModel loaded = read_model({{.path = "national.json", .text = national_text(600)}});
    REQUIRE_FALSE(loaded.diagnostics.has_errors());
    const Model& model = loaded.model;
    const SupplyGraph supply(model, model.as_of->date);
    const ImpactFinder finder(supply);
    for (const Case& one : kCases) {
      const Concentrations found = find(supply, one);
      const RecordKind table =
          one.of == ConcentrationOf::Services ? RecordKind::Service : RecordKind::Organization;
      for (std::size_t i = 0; i < found.rows.size(); i += 9) {
        const Concentration& row = found.rows[i];
        CAPTURE(describe(one));
        CAPTURE(model.text(model.record({table, row.row}).id));
        const Counted counted =
            count(finder.find({.targets = {{table, row.row}}, .kind = one.kind}), one.kind);
        CHECK_EQ(row.systems, counted.systems);
        CHECK_EQ(row.institutions, counted.institutions);
        if (one.kind == ChangeKind::Outage) CHECK_EQ(row.single_point_for, row.institutions);
      }
    }
  }

  TEST_CASE("shares are of the institutions that own a system") {
    const LoadedModel loaded =
        read_model({{.path = "a.json", .text = R"({"musubi":1,"as_of":"2026-11-22","organizations":[
            {"id":"h1","kind":"medical_institution","weight":0.1},
            {"id":"h2","kind":"medical_institution","weight":0.2},
            {"id":"h3","kind":"medical_institution","weight":900},
            {"id":"v","kind":"provider"}],
            "services":[{"id":"s","provider":"v","layer":"application"}],
            "systems":[{"id":"y1","owner":"h1","uses":["s"]},{"id":"y2","owner":"h2","uses":["s"]},
              {"id":"y3","owner":"h2","uses":["s"]}]})"}});
    REQUIRE_FALSE(loaded.diagnostics.has_errors());
    const SupplyGraph supply(loaded.model, loaded.model.as_of->date);
    const Concentrations found = find(supply, kCases[0]);
    CHECK_EQ(found.systems, 3);
    CHECK_EQ(found.institutions, 2);
    CHECK_EQ(found.weight, 0.3);
    REQUIRE_EQ(found.rows.size(), 1);
    CHECK_EQ(found.rows[0].systems, 3);
    CHECK_EQ(found.rows[0].institutions, 2);
    CHECK_EQ(found.rows[0].weight, 0.3);
    CHECK_EQ(found.rows[0].single_point_for, 2);
  }
}

}  // namespace
}  // namespace musubi
