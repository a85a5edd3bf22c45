#include "engine/facts.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/agreement_facts.h"
#include "model/loader.h"

// Many systems at once: whatever is evaluated together, and on however many threads, the facts are
// those that each system gives by itself.
namespace musubi {
namespace {

/// A region of clinics that share a few vendors: most of them plain, some with placements, some
/// without a contract, some through a distributor; few confirmations.
std::string region(int clinics) {
  std::string organizations =
      R"({"id":"d","kind":"provider"},{"id":"v0","kind":"provider"},{"id":"v1","kind":"provider"},)"
      R"({"id":"v2","kind":"provider"},{"id":"i0","kind":"infrastructure_vendor"},)"
      R"({"id":"i1","kind":"infrastructure_vendor"})";
  const std::string services =
      R"({"id":"a0","provider":"v0","layer":"application","depends_on":["p","s0"]},)"
      R"({"id":"a1","provider":"v1","layer":"application","depends_on":["p",{"any_of":["s0","s1"]}]},)"
      R"({"id":"a2","provider":"v2","layer":"application","handles_medical_information":false,)"
      R"("depends_on":["s1",{"service":"c1","selected_by":"v1"}]},)"
      R"({"id":"c1","provider":"i0","layer":"platform","depends_on":["c2"]},)"
      R"({"id":"c2","provider":"i1","layer":"platform","depends_on":["c1"]},)"
      R"({"id":"p","provider":"v2","layer":"platform","depends_on":["s1","q"]},)"
      R"({"id":"q","provider":"v2","layer":"platform","depends_on":["p"]},)"
      R"({"id":"s0","provider":"i0","layer":"infrastructure"},)"
      R"({"id":"s1","provider":"i1","layer":"infrastructure"})";
  std::string contracts =
      R"({"id":"k0","customer":"v0","supplier":"v2","covers":["p"]},)"
      R"({"id":"k1","customer":"v1","supplier":"v2","covers":["p"],"systems":["y7"]},)"
      R"({"id":"k2","customer":"v2","supplier":"i1","covers":["s1"]},)"
      R"({"id":"k3","customer":"d","supplier":"v1","covers":["a1"]},)"
      R"({"id":"k4","customer":"v0","supplier":"d","covers":["s0"]},)"
      R"({"id":"k5","customer":"d","supplier":"i0","covers":["s0"]})";
  std::string systems;
  std::string assessments =
      R"({"assessor":"v0","service":"p","date":"2026-01-10","basis":["audit"]})";
  for (int i = 0; i < clinics; ++i) {
    organizations += fmt::format(R"(,{{"id":"h{}","kind":"medical_institution"}})", i);
    const int app = i % 3;
    const std::string placed = i % 17 == 0 ? R"(,"placements":[{"service":"p","on":"s0"}])" : "";
    systems += fmt::format(R"({}{{"id":"y{}","owner":"h{}","uses":["a{}"]{}}})", i == 0 ? "" : ",",
                           i, i, app, placed);
    const std::string supplier = app == 1 && i % 2 == 0 ? "d" : fmt::format("v{}", app);
    if (i % 11 != 5) {
      contracts +=
          fmt::format(R"(,{{"id":"h{}.k","customer":"h{}","supplier":"{}","covers":["a{}"]}})", i,
                      i, supplier, app);
    }
    if (i % 2 == 0) {
      const std::string end =
          i % 4 == 0 ? "" : fmt::format(R"(,"valid_until":"2026-12-{}")", 10 + i % 20);
      assessments += fmt::format(
          R"(,{{"assessor":"h{}","service":"a{}","date":"2026-02-01","basis":["mds_sds"]{}}})", i,
          app, end);
    }
  }
  return fmt::format(
      R"({{"musubi":1,"organizations":[{}],"services":[{}],"systems":[{}],"contracts":[{}],)"
      R"("assessments":[{}]}})",
      organizations, services, systems, contracts, assessments);
}

using Row = std::tuple<std::size_t, std::size_t, std::size_t, int, bool, std::size_t,
                       std::vector<SystemId>, SystemId, ServiceId, ContractId>;

std::vector<Row> rows_of(const Facts& facts) {
  const auto number = [](auto id) { return id.valid() ? id.index() + 1 : 0; };
  std::vector<Row> rows;
  for (const auto* list : {&facts.unmet_independent, &facts.unmet_of_owner, &facts.unmet_of_others,
                           &facts.missing_contracts, &facts.gaps, &facts.unexplained,
                           &facts.undelimited, &facts.nominated, &facts.answering, &facts.cycles}) {
    rows.emplace_back();  // where a list begins
    for (const Fact& fact : *list) {
      rows.emplace_back(number(fact.service), number(fact.owes), number(fact.counterparty),
                        static_cast<int>(fact.state), fact.strong, fact.systems.count,
                        std::vector(fact.systems.first.begin(), fact.systems.first.end()),
                        fact.witness.system, fact.witness.from, fact.witness.contract);
    }
  }
  return rows;
}

TEST_SUITE("engine/facts") {
  TEST_CASE("together and one by one, on any number of threads, the facts are the same") {
    // More than stand in one block, and a part of another.
    const LoadedModel loaded = read_model({{.path = "region.json", .text = region(4500)}});
    REQUIRE(!loaded.diagnostics.has_errors());
    const SupplyGraph supply(loaded.model, *Date::parse("2026-11-22"));
    const Confirmations confirmations(supply);
    for (const std::size_t max_systems : {0U, 1U, 20U}) {
      CAPTURE(max_systems);
      const auto facts = [&](unsigned threads, bool one_by_one) {
        return find_facts(
            supply, confirmations,
            {.max_systems = max_systems, .threads = threads, .one_by_one = one_by_one});
      };
      const Facts alone = facts(1, true);
      const std::vector<Row> expected = rows_of(alone);
      CHECK(expected.size() > 500);
      CHECK(alone.cycles.size() == 2);
      for (const unsigned threads : {1U, 2U, 3U, 7U}) {
        CAPTURE(threads);
        const Facts together = facts(threads, false);
        CHECK((rows_of(together) == expected));
        CHECK((together.reached == alone.reached));
        CHECK((together.unused_placements == alone.unused_placements));
      }
    }
  }

  TEST_CASE(
      "of the duties that are met those are told that a confirmation meets which ends by then") {
    const LoadedModel loaded = read_model({{.path = "region.json", .text = region(300)}});
    REQUIRE(!loaded.diagnostics.has_errors());
    const Model& model = loaded.model;
    const SupplyGraph supply(model, *Date::parse("2026-11-22"));
    const Confirmations confirmations(supply);
    const Stated stated(model);
    const auto met = [&](std::optional<Date> until, bool one_by_one) {
      return find_all_facts(supply, confirmations, stated, {.threads = 2, .one_by_one = one_by_one},
                            {.met_until = until, .notices = false, .others = false})
          .facts.met;
    };
    const std::vector<Fact> all = met(kLastDay, true);
    CHECK(all.size() > 100);
    CHECK(met(std::nullopt, false).empty());
    for (const char* const day : {"2026-11-22", "2026-12-15"}) {
      CAPTURE(day);
      const Date until = *Date::parse(day);
      const auto ends = [&](AssessmentId a) {
        const auto last = model.last_day(model[a]);
        return !last || *last <= until;
      };
      std::vector<std::tuple<ServiceId, OrganizationId, OrganizationId>> expected;
      for (const Fact& fact : all) {
        const auto counting =
            confirmations.all_counting(fact.owes, fact.service, fact.counterparty);
        if (std::ranges::none_of(counting, ends)) continue;
        expected.emplace_back(fact.service, fact.owes, fact.counterparty);
      }
      CHECK(!expected.empty());
      CHECK(expected.size() < all.size());
      for (const bool one_by_one : {false, true}) {
        std::vector<std::tuple<ServiceId, OrganizationId, OrganizationId>> found;
        for (const Fact& fact : met(until, one_by_one)) {
          found.emplace_back(fact.service, fact.owes, fact.counterparty);
        }
        CHECK((found == expected));
      }
    }
  }

  TEST_CASE("no more systems are listed than asked for, but all are counted") {
    const LoadedModel loaded = read_model({{.path = "region.json", .text = region(600)}});
    const SupplyGraph supply(loaded.model, *Date::parse("2026-11-22"));
    const Facts facts = find_facts(supply, Confirmations(supply), {.max_systems = 3});
    REQUIRE(!facts.unmet_of_others.empty());
    for (const Fact& fact : facts.unmet_of_others) {
      CHECK(fact.systems.first.size() == std::min<std::size_t>(3, fact.systems.count));
    }
  }
}

}  // namespace
}  // namespace musubi
