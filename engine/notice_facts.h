#pragma once

#include "engine/fact_table.h"
#include "engine/stated.h"
#include "engine/system_graph.h"

namespace musubi {

/// One table for each list of `AgreementFacts` on notices.
struct NoticeTables {
  explicit NoticeTables(std::size_t max_systems)
      : unnotified(max_systems), unrelayed(max_systems), untold_incidents(max_systems) {}
  void merge(NoticeTables other);

  FactTable unnotified, unrelayed, untold_incidents;
};

/// Adds what the standing checks on notice (semantics, section 5.4) say of one system, as far as
/// the keys that they need are stated. O(edges); where the provider at the end of one does not give
/// notice to its holder by a contract of their own, also the contracts between the parties and
/// what leads to that component.
void add_notice_facts(const SystemGraph& graph, const Stated& stated, NoticeTables& tables);

}  // namespace musubi
