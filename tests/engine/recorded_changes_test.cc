#include "engine/recorded_changes.h"

#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "model/loader.h"

namespace musubi {
namespace {

// A hospital that is a facility, its vendor, and the cloud below the vendor, at 2026-11-22.
constexpr std::string_view kDocument = R"({{"musubi": 1, "as_of": "2026-11-22",
  "organizations": [
    {{"id": "corp", "kind": "medical_institution"}},
    {{"id": "hosp", "kind": "medical_institution", "part_of": "corp"}},
    {{"id": "vendor", "kind": "provider"}}, {{"id": "cloud", "kind": "infrastructure_vendor"}}],
  "services": [
    {{"id": "emr", "provider": "vendor", "layer": "application", "depends_on": ["iaas"]}},
    {{"id": "iaas", "provider": "cloud", "layer": "infrastructure"}},
    {{"id": "desk", "provider": "vendor", "layer": "support"}}],
  "systems": [{{"id": "sys", "owner": "hosp", "uses": ["emr"]}},
              {{"id": "other", "owner": "hosp", "uses": ["desk"]}}],
  "contracts": [
    {{"id": "k.emr", "customer": "corp", "supplier": "vendor", "covers": ["emr"],
      "notice": {{"service_change": 30, "incident": 24}},
      "agreement": {{"date": "2026-01-10", "renewed": [{renewed}]}}}},
    {{"id": "k.iaas", "customer": "vendor", "supplier": "cloud", "covers": ["iaas"],
      "notice": {{"service_change": 60, "incident": 12}},
      "agreement": {{"date": "2026-01-10", "renewed": ["2026-08-01"]}}}}],
  "assessments": [{{"assessor": "vendor", "service": "iaas", "date": "{confirmed}",
                    "basis": ["audit"]}}],
  "changes": [{{"id": "c", "target": "iaas", {change}}}]}})";

LoadedModel load(const std::string& change, const std::string& renewed,
                 const std::string& confirmed) {
  LoadedModel loaded = read_model(
      {{"m.json", fmt::format(fmt::runtime(kDocument), fmt::arg("change", change),
                              fmt::arg("renewed", renewed), fmt::arg("confirmed", confirmed))}});
  REQUIRE_FALSE(loaded.diagnostics.has_errors());
  return loaded;
}

// "teller>told due told_on" of each; "-" where it is not on record as told.
std::string late(const std::string& change) {
  const LoadedModel loaded = load(change, "", "2026-01-15");
  const Model& model = loaded.model;
  std::string text;
  for (const LateNotice& one : find_late_notices(SupplyGraph(model, model.as_of->date))) {
    text += fmt::format("{}>{} {} {};", model.id(one.teller), model.id(one.told),
                        one.due.to_string(), one.told_on ? one.told_on->to_string() : "-");
  }
  return text;
}

// The contract or the service of each, with its systems.
std::string stale(const std::string& change, const std::string& renewed,
                  const std::string& confirmed) {
  const LoadedModel loaded = load(change, renewed, confirmed);
  const Model& model = loaded.model;
  const SupplyGraph supply(model, model.as_of->date);
  std::string text;
  for (const StaleRecord& one : find_stale_records(supply, Confirmations(supply))) {
    const bool reagree = one.action.kind == ActionKind::Reagree;
    text += reagree ? model.id(one.action.contract) : model.id(one.action.service);
    for (const SystemId system : one.systems) text += fmt::format(" {}", model.id(system));
    text += ";";
  }
  return text;
}

std::string told(const std::string& vendor, const std::string& hosp) {
  return fmt::format(R"(, "told": [{{"organization": "vendor", "date": "{}"}},
                                   {{"organization": "hosp", "date": "{}"}}])",
                     vendor, hosp);
}

const std::string kMove = R"("kind": "service_change", "announced": "2026-07-01")";
const std::string kInOctober = kMove + R"(, "effective": "2026-10-01")";

}  // namespace

TEST_SUITE("engine/recorded_changes") {
  TEST_CASE("a notice is late after the days of the contract by which it is given") {
    // 60 days before 1 October is 2 August, 30 days before it 1 September. A facility is told for
    // its whole party.
    CHECK_EQ(late(kInOctober + told("2026-08-02", "2026-09-01")), "");
    CHECK_EQ(late(kInOctober + told("2026-08-03", "2026-09-01")),
             "cloud>vendor 2026-08-02 2026-08-03;");
    CHECK_EQ(late(kInOctober + told("2026-08-02", "2026-09-02")),
             "vendor>corp 2026-09-01 2026-09-02;");
    // What is on record as told after today has not been told yet.
    CHECK_EQ(late(kInOctober + told("2026-08-02", "2026-11-23")), "vendor>corp 2026-09-01 -;");
    CHECK_EQ(late(kInOctober + R"(, "told": [{"organization": "vendor"},
                                             {"organization": "corp"}])"),
             "");
  }

  TEST_CASE("nobody is late before the last day has passed, nor without a day of the change") {
    CHECK_EQ(late(kMove + R"(, "effective": "2027-01-21")"), "");
    CHECK_EQ(late(kMove + R"(, "effective": "2027-01-20")"), "cloud>vendor 2026-11-21 -;");
    CHECK_EQ(late(kMove), "");
    CHECK_EQ(late(R"("kind": "service_change", "announced": "2026-12-01",
                     "effective": "2026-12-02")"),
             "");
  }

  TEST_CASE("hours of an incident count from its day, and a started day is the teller's") {
    const std::string incident = R"("kind": "incident", "announced": "2026-09-01")";
    // 12 hours, and 12 + 24 hours, after some time of 1 September.
    CHECK_EQ(late(incident + told("2026-09-02", "2026-09-03")), "");
    CHECK_EQ(late(incident + told("2026-09-03", "2026-09-03")),
             "cloud>vendor 2026-09-02 2026-09-03;");
    CHECK_EQ(late(incident + told("2026-09-02", "2026-09-04")),
             "vendor>corp 2026-09-03 2026-09-04;");
  }

  TEST_CASE("agreements and confirmations since the announcement are in time") {
    CHECK_EQ(stale(kInOctober, R"("2026-07-01")", "2026-07-01"), "");
    CHECK_EQ(stale(kInOctober, R"("2026-06-30")", "2026-07-01"), "k.emr sys;");
    CHECK_EQ(stale(kInOctober, R"("2026-07-01")", "2026-06-30"), "iaas sys;");
    // What is dated after today is still to come.
    CHECK_EQ(stale(kInOctober, R"("2026-11-23")", "2026-07-01"), "k.emr sys;");
  }

  TEST_CASE("before a change takes effect nothing is stale; unannounced, its own day counts") {
    CHECK_EQ(stale(kMove + R"(, "effective": "2026-11-23")", "", "2026-01-15"), "");
    CHECK_EQ(stale(R"("kind": "service_change", "effective": "2026-10-01")", R"("2026-10-01")",
                   "2026-10-01"),
             "k.iaas sys;");
  }

  TEST_CASE("a change in some systems concerns the parties of these only") {
    const std::string elsewhere = kInOctober + R"(, "systems": ["other"])";
    CHECK_EQ(late(elsewhere), "");
    CHECK_EQ(stale(elsewhere, "", "2026-01-15"), "");
  }
}

}  // namespace musubi
