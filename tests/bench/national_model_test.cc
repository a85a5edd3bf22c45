#include "bench/national_model.h"

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "cli/output/digest.h"
#include "engine/rule_runner.h"
#include "engine/supply_graph.h"
#include "model/loader.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

namespace musubi {
namespace {

std::string text_of(const bench::NationalShape& shape) {
  std::string text;
  bench::write_national_model(shape, [&](std::string_view part) { text += part; });
  return text;
}

TEST_SUITE("bench/national_model") {
  TEST_CASE("one shape and seed give the same bytes, everywhere") {
    const std::string text = text_of(bench::national_shape(1000));
    CHECK(text == text_of(bench::national_shape(1000)));
    CHECK(text != text_of(bench::national_shape(1000, 2)));
    const LoadedModel loaded = read_model({{.path = "national.json", .text = text}});
    CHECK_EQ(cli::digest_of(loaded.model.sources),
             "sha256:167641e6decda674d96810cc94f38fa6d55c4a47f531bb8c580ca5eb78df6490");
  }

  TEST_CASE("its models are valid, and hold everything that makes models hard") {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
      CAPTURE(seed);
      const bench::NationalShape shape = bench::national_shape(3000, seed);
      const LoadedModel loaded = read_model({{.path = "national.json", .text = text_of(shape)}});
      CHECK_FALSE(loaded.diagnostics.has_errors());
      const Model& model = loaded.model;
      CHECK_EQ(model.services.size(), shape.services);
      CHECK(model.organizations.size() >= shape.facilities + shape.vendors);
      CHECK(model.systems.size() > shape.facilities);
      std::size_t choices = 0, optional = 0, placements = 0, facilities = 0, dated = 0;
      for (const Service& service : model.services) {
        if (!service.depends_on) continue;
        for (const Dependency& dependency : *service.depends_on) {
          choices += dependency.members.size() > 1 ? 1U : 0U;
          optional += dependency.required ? 0U : 1U;
        }
      }
      for (const System& system : model.systems) placements += system.placements.size();
      for (const Organization& one : model.organizations) {
        facilities += one.part_of.given() ? 1U : 0U;
      }
      for (const Contract& contract : model.contracts) dated += contract.until ? 1U : 0U;
      CHECK(choices > 20);
      CHECK(optional > 20);
      CHECK(placements > 0);
      CHECK(facilities > 50);
      CHECK(dated > 50);
      CHECK(model.terms.size() == 4);
      CHECK(model.assessments.size() > 200);
      CHECK(model.contracts.size() > 3 * shape.facilities);
    }
  }

  TEST_CASE("systems that are looked at together are told the same as each by itself") {
    for (const std::uint64_t seed : {1U, 2U}) {
      CAPTURE(seed);
      const std::string text = text_of(bench::national_shape(1500, seed));
      const LoadedModel loaded = read_model({{.path = "national.json", .text = text}});
      const SupplyGraph supply(loaded.model, loaded.model.as_of->date);
      const auto check = [&](bool one_by_one) {
        return check_model(supply, {.facts = {.threads = 2, .one_by_one = one_by_one}, .only = {}});
      };
      const CheckResult together = check(false);
      const CheckResult alone = check(true);
      REQUIRE_EQ(together.findings.size(), alone.findings.size());
      std::set<std::string_view> rules;
      for (std::size_t i = 0; i < alone.findings.size(); ++i) {
        const Finding& one = together.findings[i];
        const Finding& other = alone.findings[i];
        rules.insert(one.rule->id);
        CAPTURE(message_in(loaded.model, other, Language::En));
        CHECK(fingerprint(one, loaded.model) == fingerprint(other, loaded.model));
        CHECK(message_of(loaded.model, one) == message_of(loaded.model, other));
        CHECK(remedy_of(loaded.model, one) == remedy_of(loaded.model, other));
        CHECK(one.evidence == other.evidence);
        CHECK(one.systems.count == other.systems.count);
        CHECK(one.systems.first == other.systems.first);
        CHECK(one.cause == other.cause);
      }
      for (const char* const rule : {"no-change-notice", "no-incident-notice", "expiring",
                                     "unassessed-provider", "responsibility-gap"}) {
        CHECK_MESSAGE(rules.contains(rule), rule);
      }
    }
  }

  TEST_CASE("a long answer is the same bytes in a file and in a pipe, for any number of threads") {
    const test::Folder folder;
    const std::string path = (folder / "national.musubi.json").string();
    std::ofstream(path, std::ios::binary) << text_of(bench::national_shape(1000));
    const auto piped = test::run_program({"check", path, "--format", "json", "--threads", "1"});
    CHECK_EQ(piped.status, 1);
    const std::string answer = (folder / "answer.json").string();
    const auto filed = test::run_program(
        {"check", path, "--format", "json", "--threads", "2", "--output", answer});
    CHECK_EQ(filed.status, 1);
    CHECK(filed.out.empty());
    std::ifstream in(answer, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    CHECK(text.size() > 1'000'000);
    CHECK(piped.out == text);
  }
}

}  // namespace
}  // namespace musubi
