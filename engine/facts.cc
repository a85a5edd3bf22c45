#include "engine/facts.h"

#include <algorithm>
#include <ranges>

#include "engine/fact_table.h"

namespace musubi {

Facts find_facts(const SupplyGraph& supply, const Confirmations& confirmations,
                 const FactsOptions& options) {
  const Model& model = supply.model();
  Facts facts;
  facts.reached.assign(supply.service_count(), 0);
  FactTables tables(options.max_systems);
  for (std::size_t i = 0; i < model.systems.size(); ++i) {
    const SystemGraph graph(supply, SystemId(i));
    add_facts_of(graph, confirmations, tables, facts.reached);
    if (std::ranges::any_of(model.systems[i].placements, [&](const Placement& placement) {
          return !graph.find(placement.service.id);
        })) {
      facts.unused_placements.emplace_back(i);
    }
  }
  facts.unmet_independent = tables.unmet_independent.take();
  facts.unmet_of_owner = tables.unmet_of_owner.take();
  facts.unmet_of_others = tables.unmet_of_others.take();
  facts.missing_contracts = tables.missing_contracts.take();
  facts.gaps = tables.gaps.take();
  facts.unexplained = tables.unexplained.take();
  facts.undelimited = tables.undelimited.take();
  facts.nominated = tables.nominated.take();
  facts.answering = tables.answering.take();
  return facts;
}

}  // namespace musubi
