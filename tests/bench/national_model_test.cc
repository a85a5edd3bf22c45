#include "bench/national_model.h"

#include <set>
#include <string>

#include <doctest/doctest.h>

#include "cli/output/digest.h"
#include "model/loader.h"

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
             "sha256:e1ffeff33f26ea7641c0764101766028b7428f6408727d04d43f5cf91f0f9f01");
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
}

}  // namespace
}  // namespace musubi
