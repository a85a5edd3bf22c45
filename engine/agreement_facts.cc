#include "engine/agreement_facts.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "engine/agreement_tables.h"
#include "engine/responsibility.h"

namespace musubi {
namespace {

/// Looks at one system as a whole.
class SystemReader {
 public:
  SystemReader(const SystemGraph& graph, const AgreementReader& all, const Stated& stated,
               std::size_t max_systems, AgreementTables& tables)
      : graph_(graph),
        supply_(graph.supply()),
        all_(all),
        stated_(stated),
        max_systems_(max_systems),
        tables_(tables),
        responsibility_(graph) {}

  void read() {
    for (Component c = 0; c < graph_.components().size(); ++c) {
      if (graph_.relevant(c)) read_component(c);
      if (stated_.has(StatedKey::Risks)) read_answerable(c);
    }
    read_contracts();
    add_contract_facts(graph_, responsibility_, stated_, tables_.contract_facts);
  }

 private:
  [[nodiscard]] Witness witness(const SystemEdge& edge, ContractId contract = {}) const {
    const ServiceId from = edge.from == kRoot ? ServiceId() : graph_.service(edge.from);
    return {graph_.system(), from, graph_.service(edge.to), contract};
  }
  [[nodiscard]] const SystemEdge& first_edge_to(Component c) const {
    return graph_.edges()[graph_.edges_to(c).front()];
  }

  void read_component(Component c) {
    const Fact fact{.service = graph_.service(c),
                    .owes = graph_.operator_of(c),
                    .counterparty = graph_.owner(),
                    .witness = witness(first_edge_to(c))};
    tables_.components.add(fact);
    if (graph_.own(c) && graph_.provider(c) != graph_.owner()) read_lapsed(c);
  }

  void read_answerable(Component c) {
    const bool supplied = graph_.relevant(c) && !graph_.own(c);
    FactTable& table = supplied ? tables_.answerable : tables_.answerable_apart;
    for (const OrganizationId x : responsibility_.answerable(c)) {
      table.add({.service = graph_.service(c),
                 .owes = x,
                 .counterparty = supplied ? graph_.owner() : OrganizationId(),
                 .witness = witness(first_edge_to(c))});
    }
  }

  void read_lapsed(Component c) {
    for (const auto& [service, k] : all_.ended_for(graph_.service(c))) {
      const OrganizationId maintainer = supply_.supplier(k);
      if (supply_.customer(k) != graph_.owner() || !supply_.holds_in(k, graph_.system())) continue;
      if (is_maintained_by(maintainer, c)) continue;
      tables_.lapsed.add({.service = service,
                          .owes = graph_.owner(),
                          .counterparty = maintainer,
                          .witness = witness(first_edge_to(c), k)});
    }
  }

  [[nodiscard]] bool is_maintained_by(OrganizationId maintainer, Component c) const {
    const auto covering = supply_.covering(graph_.service(c), graph_.owner());
    return std::ranges::any_of(covering, [&](ContractId k) {
      return supply_.supplier(k) == maintainer && supply_.kind(k) == ContractKind::Maintenance &&
             graph_.counts(k, c);
    });
  }

  [[nodiscard]] bool covers_component(ContractId k) const {
    return std::ranges::any_of(supply_.model()[k].covers, [&](const ServiceRef& service) {
      const auto c = graph_.find(service.id);
      return c && graph_.relevant(*c);
    });
  }

  void read_contracts() {
    for (const OrganizationId party : graph_.parties()) {
      const bool institution =
          supply_.parties().kinds(party).has(OrganizationKind::MedicalInstitution);
      if (institution && party != graph_.owner()) continue;
      for (const ContractId k : supply_.bought_by(party)) {
        if (!supply_.holds_in(k, graph_.system()) || !covers_component(k)) continue;
        SystemTally& tally = tables_.contracts[k.index()];
        ++tally.count;
        if (tally.first.size() < max_systems_) tally.first.push_back(graph_.system());
      }
    }
  }

  const SystemGraph& graph_;
  const SupplyGraph& supply_;
  const AgreementReader& all_;
  const Stated& stated_;
  std::size_t max_systems_;
  AgreementTables& tables_;
  Responsibility responsibility_;
};

/// Adds a tally of later systems.
void append(SystemTally& tally, const SystemTally& later, std::size_t max_systems) {
  tally.count += later.count;
  for (const SystemId system : later.first) {
    if (tally.first.size() < max_systems) tally.first.push_back(system);
  }
}

}  // namespace

AgreementReader::AgreementReader(const SupplyGraph& supply, const Stated& stated,
                                 std::size_t max_systems)
    : supply_(&supply), stated_(&stated), max_systems_(max_systems) {
  const Model& model = supply.model();
  for (std::size_t i = 0; i < model.contracts.size(); ++i) {
    const Contract& contract = model.contracts[i];
    const bool ended = contract.until && *contract.until < supply.as_of();
    if (contract.kind != ContractKind::Maintenance || !ended) continue;
    if (model.renews_automatically(contract)) continue;
    for (const ServiceRef& service : contract.covers) ended_.emplace_back(service.id, i);
  }
  std::ranges::sort(ended_);
}

std::span<const AgreementReader::Ended> AgreementReader::ended_for(ServiceId service) const {
  return std::ranges::equal_range(ended_, service, {}, &Ended::first);
}

void AgreementReader::read(const SystemGraph& graph, AgreementTables& tables) const {
  tables.contracts.resize(supply_->model().contracts.size());
  SystemReader(graph, *this, *stated_, max_systems_, tables).read();
}

void AgreementTables::merge(AgreementTables later, std::size_t max_systems) {
  components.merge(std::move(later.components));
  answerable.merge(std::move(later.answerable));
  answerable_apart.merge(std::move(later.answerable_apart));
  lapsed.merge(std::move(later.lapsed));
  notices.merge(std::move(later.notices));
  contract_facts.merge(std::move(later.contract_facts));
  contracts.resize(std::max(contracts.size(), later.contracts.size()));
  for (std::size_t k = 0; k < later.contracts.size(); ++k) {
    append(contracts[k], later.contracts[k], max_systems);
  }
}

AgreementFacts AgreementTables::take() {
  return {.components = components.take(),
          .answerable = answerable.take(),
          .answerable_apart = answerable_apart.take(),
          .lapsed = lapsed.take(),
          .unnotified = notices.unnotified.take(),
          .unrelayed = notices.unrelayed.take(),
          .untold_incidents = notices.untold_incidents.take(),
          .operators = contract_facts.operators.take(),
          .developed_by_others = contract_facts.developed_by_others.take(),
          .covering_developed = contract_facts.covering_developed.take(),
          .unlisted = contract_facts.unlisted.take(),
          .abroad = contract_facts.abroad.take(),
          .handed_on = contract_facts.handed_on.take(),
          .contracts = std::move(contracts)};
}

}  // namespace musubi
