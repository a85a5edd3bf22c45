#include "engine/chain.h"

#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "engine/supply_graph.h"
#include "model/loader.h"

namespace musubi {
namespace {

// The hospital buys the service of z through p and q, who buy of z or, a third, of somebody who
// does not lead there. Ids stand the other way round than the parties.
constexpr const char* kDiamond =
    R"({"musubi":1,"organizations":[{"id":"h","kind":"medical_institution"},)"
    R"({"id":"p","kind":"provider"},{"id":"q","kind":"provider"},{"id":"r","kind":"provider"},)"
    R"({"id":"z","kind":"provider"}],)"
    R"("services":[{"id":"s","provider":"z","layer":"application"}],)"
    R"("systems":[{"id":"y","owner":"h","uses":["s"]}],)"
    R"("contracts":[{"id":"k1","customer":"q","supplier":"z","covers":["s"]},)"
    R"({"id":"k2","customer":"h","supplier":"q","covers":["s"]},)"
    R"({"id":"k5","customer":"p","supplier":"r","covers":["s"]},)"
    R"({"id":"k8","customer":"h","supplier":"p","covers":["s"]},)"
    R"({"id":"k9","customer":"p","supplier":"z","covers":["s"]}]})";

std::vector<std::string_view> ids_of(const Model& model, const auto& records) {
  std::vector<std::string_view> ids;
  for (const auto record : records) ids.push_back(model.text(model[record].id));
  return ids;
}

}  // namespace

TEST_SUITE("engine/chain") {
  TEST_CASE("hops stand by their distance, and of one distance by their ids") {
    const LoadedModel loaded = read_model({{.path = "diamond.json", .text = kDiamond}});
    REQUIRE(!loaded.diagnostics.has_errors());
    const Model& model = loaded.model;
    const SupplyGraph supply(model, *Date::parse("2026-11-22"));
    const auto organization = [&](std::string_view id) {
      std::size_t i = 0;
      while (model.text(model.organizations[i].id) != id) ++i;
      return OrganizationId(i);
    };
    const auto counts_but = [&](std::string_view id) {
      return [&model, id](ContractId k) { return model.text(model[k].id) != id; };
    };
    using Ids = std::vector<std::string_view>;

    const Chain chain = find_chain(supply, organization("h"), ServiceId(0), counts_but(""));
    CHECK(chain.length == 2);
    CHECK(ids_of(model, chain.contracts) == Ids{"k2", "k8", "k1", "k9"});
    CHECK(ids_of(model, chain.carriers) == Ids{"p", "q"});
    CHECK(ids_of(model, contracts_between(supply, chain, organization("h"), organization("z"))) ==
          Ids{"k2", "k1"});
    CHECK(ids_of(model, contracts_between(supply, chain, organization("h"), organization("p"))) ==
          Ids{"k8"});

    const Chain without = find_chain(supply, organization("h"), ServiceId(0), counts_but("k1"));
    CHECK(ids_of(model, without.contracts) == Ids{"k8", "k9"});
    CHECK(ids_of(model, without.carriers) == Ids{"p"});
    CHECK_FALSE(find_chain(supply, organization("r"), ServiceId(0), counts_but("")).exists());
    CHECK_FALSE(find_chain(supply, organization("z"), ServiceId(0), counts_but("")).exists());
  }
}

}  // namespace musubi
