#include "tests/support/oracle.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "engine/rule.h"
#include "tests/support/engine_answers.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"
#include "tests/support/shrink.h"

namespace musubi {
namespace {

using test::JsonValue;

// What the engine says otherwise than the definition. `one_by_one`: of every system by itself.
std::vector<std::string> differences_of(const Model& model, bool one_by_one) {
  const Date date = model.as_of->date;
  const oracle::Answers actual = test::engine_answers(model, date, one_by_one);
  oracle::Answers expected = oracle::answer(model, date, test::rules_to_come());
  test::accept_choices(expected, actual);
  return oracle::differences(oracle::to_lines(expected), oracle::to_lines(actual));
}

std::vector<std::string> differences_of(const JsonValue& document, bool one_by_one) {
  const std::optional<LoadedModel> loaded = test::read_document(document);
  return loaded ? differences_of(loaded->model, one_by_one) : std::vector<std::string>();
}

// What a difference is about, without the names in it: while a model shrinks, it stays the same.
std::string subject_of(const std::string& difference) {
  const std::string key = difference.substr(0, difference.find(": "));
  if (key.starts_with("finding ")) return key.substr(0, key.find(" on "));
  const std::string last = key.substr(key.rfind('/') + 1);
  return last.substr(0, last.find(' '));
}

std::string smallest_model(const JsonValue& document, bool one_by_one, const std::string& subject) {
  return write(test::shrink(document, [&](const JsonValue& candidate) {
    return std::ranges::any_of(differences_of(candidate, one_by_one), [&](const auto& difference) {
      return subject_of(difference) == subject;
    });
  }));
}

// Compares on all seeds; the first few models that differ are shown as small as they get.
void compare(bool one_by_one) {
  int shown = 0;
  for (const std::uint64_t seed : test::seeds(500)) {
    const test::RandomModel random = test::make_random_model(seed);
    const std::vector<std::string> differences = differences_of(random.document, one_by_one);
    if (differences.empty()) continue;
    std::string message =
        "seed " + std::to_string(seed) + " (" + random.profile + "): " + differences.front();
    message += " and " + std::to_string(differences.size() - 1) + " more";
    if (++shown <= 3) {
      message +=
          "\n" + smallest_model(random.document, one_by_one, subject_of(differences.front()));
    }
    FAIL_CHECK(message);
  }
}

// In how many models a rule fired, was evaluated and found nothing, was not evaluated.
struct Count {
  int fired = 0;
  int quiet = 0;
  int closed = 0;
};

void count(const oracle::Answers& answers, std::map<std::string, Count>& counts) {
  oracle::Ids found;
  for (const auto& [key, finding] : answers.findings) found.insert(key.rule);
  for (const std::string& rule : oracle::rule_names()) {
    Count& count = counts[rule];
    if (found.contains(rule)) {
      ++count.fired;
    } else {
      ++(answers.closed.contains(rule) ? count.closed : count.quiet);
    }
  }
}

TEST_SUITE("engine/oracle") {
  TEST_CASE("random models are valid") {
    for (const std::uint64_t seed : test::seeds(500)) {
      const std::string text = write(test::make_random_model(seed).document);
      const LoadedModel loaded = read_model({{.path = "random.json", .text = text}});
      for (const Diagnostic& diagnostic : loaded.diagnostics.all()) {
        FAIL_CHECK("seed " << seed << ": " << diagnostic.message.en << "\n" << text);
      }
    }
  }

  // A rule that one of the two lacks would be compared nowhere, and nobody would notice.
  TEST_CASE("every rule of the engine is worked out a second way") {
    const oracle::Ids twice = oracle::rule_names();
    for (const Rule* rule : all_rules()) {
      const std::string id(rule->id);
      CHECK_MESSAGE(twice.contains(id), id);
    }
    for (const std::string& id : test::rules_to_come()) FAIL_CHECK(id << " is not in the engine");
  }

  TEST_CASE("random models make every rule fire and leave it quiet") {
    std::map<std::string, Count> counts;
    for (const std::uint64_t seed : test::seeds(500)) {
      const auto loaded = test::read_document(test::make_random_model(seed).document);
      REQUIRE(loaded);
      count(oracle::answer(loaded->model, loaded->model.as_of->date), counts);
    }
    for (const std::string& rule : oracle::rule_names()) {
      const auto& [fired, quiet, closed] = counts[rule];
      const bool often = fired >= 3 && quiet >= 3 && (closed == 0 || closed >= 3);
      CHECK_MESSAGE(often, rule << " fired in " << fired << " models, found nothing in " << quiet
                                << ", was not evaluated in " << closed);
    }
  }

  TEST_CASE("the engine says of the examples what the definition says") {
    int compared = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator("examples")) {
      // A file, and a folder as one model.
      if (!entry.is_directory() && entry.path().extension() != ".json") continue;
      const std::string path = entry.path().string();
      const auto loaded = load_model(std::vector{path}, {});
      if (!loaded || loaded->diagnostics.has_errors() || !loaded->model.as_of) continue;
      ++compared;
      for (const std::string& difference : differences_of(loaded->model, false)) {
        FAIL_CHECK(path << ": " << difference);
      }
    }
    CHECK(compared > 0);
  }

  TEST_CASE("the engine says of every system what the definition says") { compare(true); }

  TEST_CASE("systems looked at together give what each gives by itself") { compare(false); }
}

}  // namespace
}  // namespace musubi
