#include "engine/promise.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "model/loader.h"

// The evidence of notices that cannot be kept: which of several ways down is told to whom.
namespace musubi {
namespace {

std::string words(const Model& model, const EvidenceStep& step) {
  const std::string_view from = model.text(step.from);
  const std::string_view to = model.text(step.to);
  switch (step.by) {
    case EvidenceStep::By::DependsOn: return fmt::format("{} runs on {}", from, to);
    case EvidenceStep::By::Placement: return fmt::format("{} is placed on {}", from, to);
    case EvidenceStep::By::Notice:
      return fmt::format("{} tells {} {}", from, to, step.days.value());
    default: return "no step of a promise";
  }
}

/// A line for each: the contract, its promise, what is possible, and the evidence. The model has
/// the hospitals h and g, the providers v, w, x and r, and these members.
std::vector<std::string> unkeepable(const std::string& members) {
  const LoadedModel loaded = read_model(
      {{.path = "promise.json",
        .text = R"({"musubi":1,"organizations":[{"id":"h","kind":"medical_institution"},)"
                R"({"id":"g","kind":"medical_institution"},{"id":"v","kind":"provider"},)"
                R"({"id":"w","kind":"provider"},{"id":"x","kind":"provider"},)"
                R"({"id":"r","kind":"provider"}],)" +
                members + "}"}});
  REQUIRE(!loaded.diagnostics.has_errors());
  const SupplyGraph supply(loaded.model, *Date::parse("2026-11-22"));
  std::vector<std::string> lines;
  for (const UnkeepableNotice& notice : find_unkeepable_notices(supply)) {
    CHECK(notice.kind == ChangeKind::ServiceChange);
    std::vector<std::string> steps;
    for (const EvidenceStep& step : evidence_of(supply, notice)) {
      steps.push_back(words(loaded.model, step));
    }
    lines.push_back(fmt::format("{} {} of {}: {}",
                                loaded.model.text(loaded.model[notice.contract].id),
                                notice.possible, notice.promised, fmt::join(steps, ", ")));
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_SUITE("engine/promise") {
  TEST_CASE("a supplier is told the second shortest where the shortest is about its own service") {
    // v sells a, both itself and through r; c, far below, is v's too.
    CHECK(unkeepable(R"(
        "services":[{"id":"a","provider":"v","layer":"application","depends_on":["b"]},
                    {"id":"b","provider":"w","layer":"platform","depends_on":["c"]},
                    {"id":"c","provider":"v","layer":"infrastructure"}],
        "contracts":[
          {"id":"a-h","customer":"h","supplier":"v","covers":["a"],"notice":{"service_change":60}},
          {"id":"a-r","customer":"r","supplier":"v","covers":["a"],"notice":{"service_change":45}},
          {"id":"a-r-h","customer":"h","supplier":"r","covers":["a"],"notice":{"service_change":60}},
          {"id":"b-v","customer":"v","supplier":"w","covers":["b"],"notice":{"service_change":30}},
          {"id":"c-w","customer":"w","supplier":"v","covers":["c"],"notice":{"service_change":10}}]
        )") == Lines{"a-h 30 of 60: a runs on b, w tells v 30, v tells h 60",
                     "a-r 30 of 45: a runs on b, w tells v 30, v tells r 45",
                     "a-r-h 10 of 60: a runs on b, b runs on c, v tells w 10, r tells h 60",
                     "b-v 10 of 30: b runs on c, v tells w 10, w tells v 30"});
  }

  TEST_CASE("where a reseller stands between, its route is told if it is the wider one") {
    const auto with_own_notice = [](int days) {
      return unkeepable(R"(
        "services":[{"id":"a","provider":"v","layer":"application","depends_on":["b"]},
                    {"id":"b","provider":"w","layer":"infrastructure"}],
        "contracts":[
          {"id":"a-h","customer":"h","supplier":"v","covers":["a"],"notice":{"service_change":60}},
          {"id":"b-r","customer":"r","supplier":"w","covers":["b"],"notice":{"service_change":20}},
          {"id":"b-r-v","customer":"v","supplier":"r","covers":["b"],"notice":{"service_change":40}},
          {"id":"b-v","customer":"v","supplier":"w","covers":["b"],"notice":{"service_change":)" +
                        std::to_string(days) + "}}]");
    };
    const std::string of_reseller = "b-r-v 20 of 40: w tells r 20, r tells v 40";
    CHECK(
        with_own_notice(15) ==
        Lines{"a-h 20 of 60: a runs on b, w tells r 20, r tells v 40, v tells h 60", of_reseller});
    CHECK(with_own_notice(25) ==
          Lines{"a-h 25 of 60: a runs on b, w tells v 25, v tells h 60", of_reseller});
  }

  TEST_CASE("a placement below counts for the contracts of its system only") {
    // h has b placed on c and on v's own d in `placed`; nobody else has.
    CHECK(unkeepable(R"(
        "services":[{"id":"a","provider":"v","layer":"application","depends_on":["b"]},
                    {"id":"b","provider":"w","layer":"platform"},
                    {"id":"c","provider":"x","layer":"infrastructure"},
                    {"id":"d","provider":"v","layer":"infrastructure"}],
        "systems":[{"id":"placed","owner":"h","uses":["a"],
                    "placements":[{"service":"b","on":"c"},{"service":"b","on":"d"}]},
                   {"id":"plain","owner":"h","uses":["a"]},
                   {"id":"of-g","owner":"g","uses":["a"]}],
        "contracts":[
          {"id":"a-g","customer":"g","supplier":"v","covers":["a"],"notice":{"service_change":60}},
          {"id":"a-h-placed","customer":"h","supplier":"v","covers":["a"],"systems":["placed"],
           "notice":{"service_change":60}},
          {"id":"a-h-plain","customer":"h","supplier":"v","covers":["a"],"systems":["plain"],
           "notice":{"service_change":60}},
          {"id":"b-v","customer":"v","supplier":"w","covers":["b"],"notice":{"service_change":30}},
          {"id":"c-w","customer":"w","supplier":"x","covers":["c"],"notice":{"service_change":5}},
          {"id":"d-w","customer":"w","supplier":"v","covers":["d"],"notice":{"service_change":2}}]
        )") == Lines{"a-g 30 of 60: a runs on b, w tells v 30, v tells g 60",
                     "a-h-placed 5 of 60: a runs on b, b is placed on c, x tells w 5, v tells h 60",
                     "a-h-plain 30 of 60: a runs on b, w tells v 30, v tells h 60"});
  }
}

}  // namespace musubi
