#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/assessment.h"
#include "model/loader.h"
#include "tests/support/random.h"

namespace musubi {
namespace {

using test::Random;

constexpr int kServices = 300;
constexpr int kVendors = 12;

/// A hospital that is a member of a network, with some confirmations of its own; the network makes
/// many and shares most of them. All of them count.
std::string model_text(Random& random) {
  std::string organizations =
      R"({"id":"h","kind":"medical_institution","member_of":["n"]},{"id":"n","kind":"network_operator"})";
  std::string services;
  std::string assessments;
  for (int i = 0; i < kVendors; ++i) {
    organizations += fmt::format(R"(,{{"id":"v{:02}","kind":"provider"}})", i);
  }
  for (int i = 0; i < kServices; ++i) {
    services += fmt::format(R"({}{{"id":"s{:03}","provider":"v{:02}","layer":"application"}})",
                            i == 0 ? "" : ",", i, random.between(0, kVendors - 1));
  }
  // From none at all to many about each service.
  const int count = random.chance(20) ? random.between(0, 6) : random.between(0, 2 * kServices);
  for (int i = 0; i < count; ++i) {
    const bool of_network = random.chance(80);
    const std::string about =
        random.chance(90)
            ? fmt::format(R"("service":"s{:03}")", random.between(0, kServices - 1))
            : fmt::format(R"("organization":"v{:02}")", random.between(0, kVendors - 1));
    const std::string shared = of_network && random.chance(90) ? R"(,"shared_with":["n"])" : "";
    assessments +=
        fmt::format(R"({}{{"assessor":"{}",{},"date":"2026-02-01","basis":["audit"]{}}})",
                    i == 0 ? "" : ",", of_network ? "n" : "h", about, shared);
  }
  return fmt::format(R"({{"musubi":1,"as_of":"2026-11-22","organizations":[{}],"services":[{}],)"
                     R"("assessments":[{}]}})",
                     organizations, services, assessments);
}

/// Looks at every assessment.
std::vector<AssessmentId> slow(const Model& model, OrganizationId owes, ServiceId service,
                               OrganizationId about) {
  const auto is_in = [](const auto& refs, OrganizationId id) {
    return std::ranges::find(refs, id, &OrganizationRef::id) != refs.end();
  };
  std::vector<AssessmentId> found;
  for (std::size_t i = 0; i < model.assessments.size(); ++i) {
    const Assessment& one = model.assessments[i];
    const bool is_about =
        one.service.given() ? one.service.id == service : one.organization.id == about;
    const bool is_shared = std::ranges::any_of(one.shared_with, [&](const OrganizationRef& with) {
      return is_in(model[owes].member_of, with.id);
    });
    const bool is_had = one.assessor.id == owes || is_in(one.shared_with, owes) || is_shared;
    if (is_about && is_had) found.emplace_back(i);
  }
  return found;
}

}  // namespace

TEST_CASE("whoever holds however many confirmations, those about a thing are found") {
  bool none = false;
  bool some = false;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const LoadedModel loaded = read_model({{.path = "network.json", .text = model_text(random)}});
    REQUIRE(!loaded.diagnostics.has_errors());
    const Model& model = loaded.model;
    const SupplyGraph supply(model, *Date::parse("2026-11-22"));
    const Confirmations confirmations(supply);
    for (std::size_t s = 0; s < model.services.size(); ++s) {
      const ServiceId service(s);
      const OrganizationId about = supply.provider(service);
      for (std::size_t o = 0; o < model.organizations.size(); ++o) {
        const OrganizationId owes(o);
        const std::vector<AssessmentId> expected = slow(model, owes, service, about);
        REQUIRE(confirmations.all_counting(owes, service, about) == expected);
        REQUIRE((confirmations.state(owes, service, about) == ConfirmationState::Met) ==
                !expected.empty());
        none |= expected.empty();
        some |= expected.size() > 2;
      }
    }
  }
  CHECK(none);
  CHECK(some);
}

}  // namespace musubi
