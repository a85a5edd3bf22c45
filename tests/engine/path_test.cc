#include "engine/path.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/oracle_path.h"
#include "tests/support/random.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"

namespace musubi {
namespace {

using test::JsonValue;

std::vector<std::string> ends_of(const Model& model) {
  std::vector<std::string> ids;
  for (const Organization& record : model.organizations) ids.emplace_back(model.text(record.id));
  for (const Service& record : model.services) ids.emplace_back(model.text(record.id));
  for (const System& record : model.systems) ids.emplace_back(model.text(record.id));
  return ids;
}

std::string write(const oracle::Path& path) {
  std::string text = path.from_system ? "system" : "";
  for (const std::string& service : path.services) text += " > " + service;
  return text;
}

// What is wrong with the answer to a question with this many paths at most, one line each.
std::vector<std::string> faults_of(const Model& model, const oracle::ChangeOracle& oracle,
                                   const Paths& found, const std::vector<oracle::Path>& all,
                                   std::size_t max) {
  std::vector<std::string> faults;
  const std::size_t shown = std::min(all.size(), max);
  if (found.paths.size() != shown) {
    faults.push_back("shows " + std::to_string(found.paths.size()) + " of " +
                     std::to_string(all.size()));
  }
  for (std::size_t i = 0; i < std::min(shown, found.paths.size()); ++i) {
    const oracle::Path path = oracle::path_of(model, found.paths[i]);
    if (path != all[i]) {
      faults.push_back("expected [" + write(all[i]) + "], found [" + write(path) + "]");
    }
    if (!oracle::is_on_record(oracle, found.paths[i])) {
      faults.push_back("[" + write(path) + "] is not on record, or not with its contracts");
    }
  }
  const std::size_t left_out = max == 1 ? 0 : all.size() - shown;
  if (found.left_out != left_out || found.stopped_counting) {
    faults.push_back("leaves out " + std::to_string(found.left_out) + " of " +
                     std::to_string(left_out));
  }
  return faults;
}

using Counts = std::map<std::string, int>;

const std::map<std::string, int> kLeast = {
    {"no path", 1000},         {"one path", 500},          {"several paths", 300},
    {"left out", 100},         {"begins with a use", 500}, {"begins with a service", 500},
    {"over a placement", 100}, {"over contracts", 500},    {"to a system", 200},
};

void count(const Model& model, const Paths& found, const std::string& to, Counts& counts) {
  if (model.find(to)->kind == RecordKind::System) ++counts["to a system"];
  if (found.left_out > 0) ++counts["left out"];
  ++counts[found.paths.empty()       ? "no path"
           : found.paths.size() == 1 ? "one path"
                                     : "several paths"];
  for (const Evidence& path : found.paths) {
    const auto has = [&](EvidenceStep::By by) {
      return std::ranges::find(path, by, &EvidenceStep::by) != path.end();
    };
    if (has(EvidenceStep::By::Placement)) ++counts["over a placement"];
    if (has(EvidenceStep::By::Contract)) ++counts["over contracts"];
    ++counts[has(EvidenceStep::By::Uses) ? "begins with a use" : "begins with a service"];
  }
}

// Layers of two services, each of which runs on both of the next layer.
JsonValue many_ways(int layers) {
  JsonValue document{JsonValue::Object{{"musubi", 1}, {"as_of", "2026-11-22"}}};
  document.append("organizations", JsonValue::Object{{"id", "v"}, {"kind", "provider"}});
  const auto name = [](int layer, const char* which) {
    return (layer < 10 ? "s0" : "s") + std::to_string(layer) + which;
  };
  for (int layer = 0; layer < layers; ++layer) {
    for (const char* which : {"a", "b"}) {
      JsonValue service{
          JsonValue::Object{{"id", name(layer, which)}, {"provider", "v"}, {"layer", "platform"}}};
      if (layer + 1 < layers) {
        service["depends_on"] = JsonValue::Array{name(layer + 1, "b"), name(layer + 1, "a")};
      }
      document.append("services", std::move(service));
    }
  }
  return document;
}

TEST_SUITE("engine/path") {
  TEST_CASE("the paths are those that an enumeration finds") {
    Counts counts;
    const auto seeds = test::seeds(500);
    for (const std::uint64_t seed : seeds) {
      const auto loaded = test::read_document(test::make_random_model(seed).document);
      REQUIRE(loaded);
      const Model& model = loaded->model;
      const SupplyGraph supply(model, model.as_of->date);
      const oracle::ChangeOracle oracle(model, model.as_of->date);
      test::Random random(seed);
      const std::vector<std::string> ends = ends_of(model);
      for (int i = 0; i < 12; ++i) {
        const std::string& from = random.pick(ends);
        const std::string& to = random.pick(ends);
        const std::vector<oracle::Path> all = oracle::list_paths(oracle, from, to);
        for (const std::size_t max : {std::size_t{1}, std::size_t{3}, std::size_t{100}}) {
          const Paths found =
              find_paths(supply, {.from = *model.find(from), .to = *model.find(to), .max = max});
          count(model, found, to, counts);
          for (const std::string& fault : faults_of(model, oracle, found, all, max)) {
            FAIL_CHECK("seed " << seed << ", from " << from << " to " << to << ", at most " << max
                               << ": " << fault);
          }
        }
      }
    }
    if (seeds.size() < 500) return;
    for (const auto& [what, least] : kLeast) {
      CHECK_MESSAGE(counts[what] >= least, what << ": " << counts[what]);
    }
  }

  TEST_CASE("where there are too many paths to count it says so") {
    const auto loaded = test::read_document(many_ways(20));
    REQUIRE(loaded);
    const Model& model = loaded->model;
    const SupplyGraph supply(model, model.as_of->date);
    PathQuestion question{.from = *model.find("s00a"), .to = *model.find("s19b"), .max = 100};
    const Paths several = find_paths(supply, question);
    CHECK(several.paths.size() == 100);
    CHECK(several.left_out > 0);
    CHECK(several.stopped_counting);
    for (const Evidence& path : several.paths) CHECK(path.size() == 19);
    CHECK(std::ranges::is_sorted(several.paths, {}, [&](const Evidence& path) {
      return oracle::path_of(model, path).services;
    }));
    question.max = 1;
    const Paths one = find_paths(supply, question);
    REQUIRE(one.paths.size() == 1);
    CHECK(one.paths.front() == several.paths.front());
    CHECK_FALSE(one.stopped_counting);
  }

  TEST_CASE("paths that can be counted are counted") {
    const auto loaded = test::read_document(many_ways(12));
    REQUIRE(loaded);
    const Model& model = loaded->model;
    const Paths paths =
        find_paths(SupplyGraph(model, model.as_of->date),
                   {.from = *model.find("s00a"), .to = *model.find("s11b"), .max = 100});
    CHECK(paths.paths.size() == 100);
    CHECK(paths.left_out == 1024 - 100);
    CHECK_FALSE(paths.stopped_counting);
  }
}

}  // namespace
}  // namespace musubi
