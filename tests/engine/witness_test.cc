#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "engine/agreement_facts.h"
#include "engine/facts.h"
#include "engine/rule_runner.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"

namespace musubi {
namespace {

// How often a way leads over other services, and how often a contract is told with it.
struct Tally {
  int ways = 0, long_ways = 0, contracts = 0;
};

void explain_both_ways(const SupplyGraph& supply, const std::vector<Fact>& facts, Tally& tally) {
  WitnessExplainer explainer(supply);
  for (const Fact& fact : facts) {
    if (!fact.witness.plain || !fact.witness.from.valid()) continue;
    Witness by_its_graph = fact.witness;
    by_its_graph.plain = false;
    const Evidence evidence = explainer.explain(fact.witness);
    CHECK((evidence == explainer.explain(by_its_graph)));
    REQUIRE(!evidence.empty());
    ++tally.ways;
    if (evidence.size() > 3) ++tally.long_ways;
    if (evidence.back().contract.valid()) ++tally.contracts;
  }
}

}  // namespace

TEST_SUITE("engine/witness") {
  TEST_CASE("what is seen in a plain system is explained as its own graph explains it") {
    Tally tally;
    for (const std::uint64_t seed : test::seeds(600)) {
      CAPTURE(seed);
      const auto loaded = test::read_document(test::make_random_model(seed).document);
      if (!loaded) continue;
      const SupplyGraph supply(loaded->model, loaded->model.as_of->date);
      const Confirmations confirmations(supply);
      const Stated stated(loaded->model);
      const auto [facts, agreed] =
          find_all_facts(supply, confirmations, stated, {},
                         {.met_until = kLastDay, .notices = true, .others = false});
      for (const auto* found :
           {&facts.unmet_of_owner, &facts.unmet_of_others, &facts.missing_contracts, &facts.cycles,
            &facts.answering, &facts.met, &agreed.unnotified, &agreed.unrelayed,
            &agreed.untold_incidents}) {
        explain_both_ways(supply, *found, tally);
      }
    }
    CHECK(tally.ways > 300);
    CHECK(tally.long_ways > 50);
    CHECK(tally.contracts > 100);
  }

  TEST_CASE("findings are explained as the graphs of their systems explain them") {
    int explained = 0;
    for (const std::uint64_t seed : test::seeds(600)) {
      CAPTURE(seed);
      const auto loaded = test::read_document(test::make_random_model(seed).document);
      if (!loaded) continue;
      const SupplyGraph supply(loaded->model, loaded->model.as_of->date);
      WitnessExplainer explainer(supply);
      for (const Finding& finding : check_model(supply, {}).findings) {
        if (!finding.witness) continue;
        Witness by_its_graph = *finding.witness;
        by_its_graph.plain = false;
        CHECK((finding.evidence == explainer.explain(by_its_graph)));
        ++explained;
      }
    }
    CHECK(explained > 1000);
  }
}

}  // namespace musubi
