// What the rules on risks say by edition and day: random models hardly reach these.
#include <optional>
#include <string>
#include <utility>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/rule_runner.h"
#include "model/loader.h"

namespace musubi {
namespace {

struct Situation {
  std::string guideline = "{}", policy = "{}", as_of = "2026-11-22", risk;
};

// A vendor's risk about what it provides to a hospital.
std::string text_of(const Situation& situation) {
  return fmt::format(
      R"({{"musubi": 1, "as_of": "{}", "guideline": {}, "policy": {},
           "organizations": [{{"id": "hosp", "kind": "medical_institution"}},
                             {{"id": "vendor", "kind": "provider"}}],
           "services": [{{"id": "emr", "provider": "vendor", "layer": "application"}}],
           "systems": [{{"id": "hosp-emr", "owner": "hosp", "uses": ["emr"]}}],
           "contracts": [{{"id": "k", "customer": "hosp", "supplier": "vendor",
                           "covers": ["emr"]}}],
           "risks": [{{"id": "r", "owner": "vendor", "service": "emr", {}}}]}})",
      situation.as_of, situation.guideline, situation.policy, situation.risk);
}

// The level and the message of what a rule finds; nothing where it finds nothing.
std::optional<std::pair<Severity, Text>> finding_of(const std::string& rule,
                                                    const Situation& situation) {
  const LoadedModel loaded = read_model({{.path = "risk.json", .text = text_of(situation)}});
  REQUIRE_FALSE(loaded.diagnostics.has_errors());
  const SupplyGraph supply(loaded.model, loaded.model.as_of->date);
  const CheckResult result = check_model(supply, {.facts = {}, .only = {rule}});
  REQUIRE(result.findings.size() <= 1);
  if (result.findings.empty()) return std::nullopt;
  return std::pair(result.findings[0].level, message_of(loaded.model, result.findings[0]));
}

std::string message_of_transfer(const std::string& guideline) {
  const auto found = finding_of("unilateral-risk-treatment",
                                {.guideline = guideline, .risk = R"("treatment": "transfer")"});
  REQUIRE(found);
  return found->second.en + found->second.ja;
}

// What is said of a risk management that considered an edition.
std::optional<std::pair<Severity, Text>> outdated(const std::string& considered,
                                                  const std::string& as_of, int grace) {
  return finding_of(
      "guideline-outdated",
      {.policy = fmt::format(R"({{"edition_grace_months": {}}})", grace),
       .as_of = as_of,
       .risk = fmt::format(R"("treatment": "reduce", "considered_guideline": {{"mhlw": "{}"}})",
                           considered)});
}

}  // namespace

TEST_SUITE("engine/rules/risk") {
  TEST_CASE("a risk is transferred, or shared, as the edition of the model has it") {
    for (const char* const guideline : {"{}", R"({"provider": "1.0"})", R"({"provider": "1"})"}) {
      const std::string message = message_of_transfer(guideline);
      CHECK(message.contains("risk transfer"));
      CHECK(message.contains("リスク移転"));
    }
    for (const char* const edition : {"1.1", "2.0", "9.9"}) {
      const std::string message =
          message_of_transfer(fmt::format(R"({{"provider": "{}"}})", edition));
      CHECK(message.contains("risk sharing"));
      CHECK(message.contains("リスク共有"));
    }
  }

  TEST_CASE("a new edition is recommended while its grace lasts, then required") {
    // 6.0 was published in May 2023, and counts from the last day of that month.
    CHECK_FALSE(outdated("5.2", "2023-05-30", 0));
    CHECK(outdated("5.2", "2023-05-31", 0)->first == Severity::Error);
    CHECK(outdated("5.2", "2023-05-31", 6)->first == Severity::Warning);
    CHECK(outdated("5.2", "2023-11-29", 6)->first == Severity::Warning);
    CHECK(outdated("5.2", "2023-11-30", 6)->first == Severity::Error);
    CHECK(outdated("5.1", "2023-11-29", 6)->first == Severity::Error);
    CHECK_FALSE(outdated("6", "2023-11-30", 0));
  }

  TEST_CASE(
      "an edition known at second hand is recommended, and the message says how it is known") {
    CHECK_FALSE(outdated("6.0", "2026-06-28", 0));
    const auto found = outdated("6.0", "2026-06-29", 0);
    REQUIRE(found);
    CHECK(found->first == Severity::Warning);
    CHECK(found->second.en.contains("7.0 (published 2026-06-29, known here at second hand only)"));
    CHECK(found->second.ja.contains("第7.0版（2026-06-29公表、二次資料による）"));
    CHECK_FALSE(outdated("7.0", "2026-06-29", 0));
    CHECK_FALSE(outdated("8.0", "2026-06-29", 0));
  }

  TEST_CASE("a required finding names the edition that makes it so") {
    const auto found = outdated("5.2", "2026-11-22", 0);
    REQUIRE(found);
    CHECK(found->first == Severity::Error);
    CHECK(found->second.en.contains("6.0 (published 2023-05), MHLW guideline 7.0"));
  }
}

}  // namespace musubi
