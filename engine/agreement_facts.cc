#include "engine/agreement_facts.h"

#include <algorithm>
#include <cstddef>
#include <thread>
#include <utility>

#include "engine/contract_facts.h"
#include "engine/fact_table.h"
#include "engine/notice_facts.h"
#include "engine/responsibility.h"

namespace musubi {
namespace {

/// Contracts of maintenance that ended, by what they cover.
class EndedMaintenance {
 public:
  explicit EndedMaintenance(const SupplyGraph& supply) {
    const Model& model = supply.model();
    for (std::size_t i = 0; i < model.contracts.size(); ++i) {
      const Contract& contract = model.contracts[i];
      const bool ended = contract.until && *contract.until < supply.as_of();
      if (contract.kind != ContractKind::Maintenance || !ended) continue;
      if (model.renews_automatically(contract)) continue;
      for (const ServiceRef& service : contract.covers)
        rows_.emplace_back(service.id, ContractId(i));
    }
    std::ranges::sort(rows_);
  }

  using Row = std::pair<ServiceId, ContractId>;
  [[nodiscard]] std::span<const Row> of(ServiceId service) const {
    return std::ranges::equal_range(rows_, service, {}, &Row::first);
  }

 private:
  std::vector<Row> rows_;
};

/// The facts of a range of systems.
struct Share {
  Share(std::size_t contract_count, std::size_t max_systems)
      : components(max_systems),
        answerable(max_systems),
        answerable_apart(1),
        met(max_systems),
        lapsed(max_systems),
        notices(max_systems),
        agreed(max_systems) {
    contracts.resize(contract_count);
  }

  FactTable components, answerable, answerable_apart, met, lapsed;
  NoticeTables notices;
  ContractTables agreed;
  std::vector<SystemTally> contracts;
};

/// Looks at one system as a whole.
class SystemReader {
 public:
  SystemReader(const SystemGraph& graph, const Confirmations& confirmations, const Stated& stated,
               const EndedMaintenance& ended, std::size_t max_systems, Share& share)
      : graph_(graph),
        supply_(graph.supply()),
        confirmations_(confirmations),
        stated_(stated),
        ended_(ended),
        max_systems_(max_systems),
        share_(share),
        responsibility_(graph) {}

  void read() {
    for (Component c = 0; c < graph_.components().size(); ++c) {
      if (graph_.relevant(c)) read_component(c);
      if (stated_.has(StatedKey::Risks)) read_answerable(c);
    }
    read_duties();
    read_contracts();
    add_notice_facts(graph_, stated_, share_.notices);
    add_contract_facts(graph_, responsibility_, stated_, share_.agreed);
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
    share_.components.add(fact);
    if (graph_.own(c) && graph_.provider(c) != graph_.owner()) read_lapsed(c);
  }

  void read_answerable(Component c) {
    const bool supplied = graph_.relevant(c) && !graph_.own(c);
    FactTable& table = supplied ? share_.answerable : share_.answerable_apart;
    for (const OrganizationId x : responsibility_.answerable(c)) {
      table.add({.service = graph_.service(c),
                 .owes = x,
                 .counterparty = supplied ? graph_.owner() : OrganizationId(),
                 .witness = witness(first_edge_to(c))});
    }
  }

  void read_lapsed(Component c) {
    for (const auto& [service, k] : ended_.of(graph_.service(c))) {
      const OrganizationId maintainer = supply_.supplier(k);
      if (supply_.customer(k) != graph_.owner() || !supply_.holds_in(k, graph_.system())) continue;
      if (is_maintained_by(maintainer, c)) continue;
      share_.lapsed.add({.service = service,
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

  void read_duties() {
    for (const Duty& duty : find_duties(graph_)) {
      const ServiceId service = graph_.service(duty.component);
      if (confirmations_.state(duty.owes, service, duty.about) != ConfirmationState::Met) continue;
      const bool by_edge = duty.edge < graph_.edges().size();
      const SystemEdge& edge = by_edge ? graph_.edges()[duty.edge] : first_edge_to(duty.component);
      share_.met.add({.service = service,
                      .owes = duty.owes,
                      .counterparty = duty.about,
                      .strong = duty.independent,
                      .witness = witness(edge, duty.contract)});
    }
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
        SystemTally& tally = share_.contracts[k.index()];
        ++tally.count;
        if (tally.first.size() < max_systems_) tally.first.push_back(graph_.system());
      }
    }
  }

  const SystemGraph& graph_;
  const SupplyGraph& supply_;
  const Confirmations& confirmations_;
  const Stated& stated_;
  const EndedMaintenance& ended_;
  std::size_t max_systems_;
  Share& share_;
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

AgreementFacts find_agreement_facts(const SupplyGraph& supply, const Confirmations& confirmations,
                                    const Stated& stated, const FactsOptions& options) {
  const Model& model = supply.model();
  const std::size_t count = model.systems.size();
  begin_step(options.progress, Step::Agreements, count);
  const std::size_t workers = std::clamp<std::size_t>(count / 64, 1, std::max(1U, options.threads));
  std::vector<Share> shares;
  shares.reserve(workers);
  for (std::size_t i = 0; i < workers; ++i) {
    shares.emplace_back(model.contracts.size(), options.max_systems);
  }
  const EndedMaintenance ended(supply);
  const auto work = [&](std::size_t i) {
    for (std::size_t s = count * i / workers; s < count * (i + 1) / workers; ++s) {
      const SystemGraph graph(supply, SystemId(s));
      SystemReader(graph, confirmations, stated, ended, options.max_systems, shares[i]).read();
      add_done(options.progress);
    }
  };
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; i < workers; ++i) threads.emplace_back(work, i);
  work(0);
  threads.clear();

  Share& all = shares.front();
  for (std::size_t i = 1; i < workers; ++i) {
    all.components.merge(std::move(shares[i].components));
    all.answerable.merge(std::move(shares[i].answerable));
    all.answerable_apart.merge(std::move(shares[i].answerable_apart));
    all.met.merge(std::move(shares[i].met));
    all.lapsed.merge(std::move(shares[i].lapsed));
    all.notices.merge(std::move(shares[i].notices));
    all.agreed.merge(std::move(shares[i].agreed));
    for (std::size_t k = 0; k < all.contracts.size(); ++k) {
      append(all.contracts[k], shares[i].contracts[k], options.max_systems);
    }
  }
  return {.components = all.components.take(),
          .answerable = all.answerable.take(),
          .answerable_apart = all.answerable_apart.take(),
          .met = all.met.take(),
          .lapsed = all.lapsed.take(),
          .unnotified = all.notices.unnotified.take(),
          .unrelayed = all.notices.unrelayed.take(),
          .untold_incidents = all.notices.untold_incidents.take(),
          .operators = all.agreed.operators.take(),
          .developed_by_others = all.agreed.developed_by_others.take(),
          .covering_developed = all.agreed.covering_developed.take(),
          .unlisted = all.agreed.unlisted.take(),
          .abroad = all.agreed.abroad.take(),
          .handed_on = all.agreed.handed_on.take(),
          .contracts = std::move(all.contracts)};
}

}  // namespace musubi
