#include "engine/cause.h"

#include <set>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/rule_runner.h"
#include "model/loader.h"

// What follows from what: a reader sees one cause, and under it what would go with it.
namespace musubi {
namespace {

/// Two contracts of a hospital: k1 with `agreement`, k2 with one that states the keys of the rules.
std::string model_with(const std::string& agreement) {
  return fmt::format(
      R"({{"musubi":1,"organizations":[{{"id":"h","kind":"medical_institution"}},)"
      R"({{"id":"v","kind":"provider"}},{{"id":"w","kind":"provider"}}],)"
      R"("services":[{{"id":"a","provider":"v","layer":"application","depends_on":["c"]}},)"
      R"({{"id":"b","provider":"w","layer":"application"}},)"
      R"({{"id":"c","provider":"w","layer":"infrastructure"}}],)"
      R"("systems":[{{"id":"s","owner":"h","uses":["a","b"]}}],)"
      R"("contracts":[{{"id":"k1","customer":"h","supplier":"v","covers":["a"]{}}},)"
      R"({{"id":"k2","customer":"h","supplier":"w","covers":["b"],"agreement":{{)"
      R"("common_understanding":true,"explicit":true,"components":[],"items":[],)"
      R"("operations_rules":[],"evaluation":{{"by":"self"}},"guideline":{{"mhlw":"7.0"}},)"
      R"("subentrustment":{{"policy":"free"}}}}}},)"
      R"({{"id":"k3","customer":"v","supplier":"w","covers":["c"]}}],)"
      R"("assessments":[]}})",
      agreement);
}

/// The rules and subjects of the findings that follow from one of `rule` about `subject`.
std::set<std::string> followers(const std::string& text, std::string_view rule,
                                std::string_view subject) {
  const LoadedModel loaded = read_model({{.path = "cause.json", .text = text}});
  REQUIRE(!loaded.diagnostics.has_errors());
  const SupplyGraph supply(loaded.model, *Date::parse("2026-11-22"));
  const CheckResult result = check_model(supply, {});
  std::set<std::string> found;
  for (const Finding& finding : result.findings) {
    if (!finding.cause) continue;
    const Finding& cause = result.findings[*finding.cause];
    if (cause.rule->id != rule || loaded.model.text(cause.subject) != subject) continue;
    found.insert(fmt::format("{} {}", finding.rule->id, loaded.model.text(finding.subject)));
  }
  return found;
}

const std::set<std::string> kNotInAgreement{
    "agreement-items-missing k1",     "agreement-scope-incomplete c",
    "compliance-clause-missing k1",   "evaluation-missing k1",
    "operations-rules-incomplete k1", "selection-items-missing k1",
    "subentrustment-unapproved k1",
};

}  // namespace

TEST_SUITE("engine/cause") {
  TEST_CASE("what cannot be in an agreement stands under its absence") {
    CHECK(followers(model_with(""), "agreement-missing", "k1") == kNotInAgreement);
    CHECK(followers(model_with(""), "agreement-missing", "k2").empty());
  }

  TEST_CASE("an agreement that is still to come holds nothing yet") {
    const std::string to_come =
        R"(,"agreement":{"date":"2026-11-23","common_understanding":true,"explicit":true,)"
        R"("components":"all_procured","items":[{"id":"backup"}],"guideline":{"mhlw":"7.0"},)"
        R"("subentrustment":{"policy":"free"},"evaluation":{"by":"third_party"}})";
    CHECK(followers(model_with(to_come), "agreement-missing", "k1") == kNotInAgreement);
  }

  TEST_CASE("what an agreement on record leaves out stands alone") {
    const std::string half = R"(,"agreement":{"common_understanding":true})";
    CHECK(followers(model_with(half), "agreement-missing", "k1").empty());
  }
}

}  // namespace musubi
