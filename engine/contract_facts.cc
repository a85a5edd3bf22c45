#include "engine/contract_facts.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/agreed.h"

namespace musubi {
namespace {

constexpr std::string_view kJapan = "JP";
constexpr std::string_view kDomesticLaw = "domestic_law";

/// The components that the agreements of the institution with each supplier list.
class ListedComponents {
 public:
  explicit ListedComponents(const SystemGraph& graph) {
    const SupplyGraph& supply = graph.supply();
    for (const ContractId k : supply.bought_by(graph.owner())) {
      if (!supply.holds_in(k, graph.system())) continue;
      const Agreement* agreement = agreed_in(supply, k);
      if (agreement == nullptr || !agreement->components) continue;
      if (agreement->components->all) listed_.emplace_back(supply.supplier(k), ServiceId());
      for (const ServiceRef& service : agreement->components->items) {
        listed_.emplace_back(supply.supplier(k), service.id);
      }
    }
    std::ranges::sort(listed_);
  }

  [[nodiscard]] bool has(OrganizationId supplier, ServiceId service) const {
    return std::ranges::binary_search(listed_, std::pair(supplier, ServiceId())) ||
           std::ranges::binary_search(listed_, std::pair(supplier, service));
  }

 private:
  std::vector<std::pair<OrganizationId, ServiceId>> listed_;  // no service: all procured
};

class ContractReader {
 public:
  ContractReader(const SystemGraph& graph, const Responsibility& responsibility,
                 const Stated& stated, ContractTables& tables)
      : graph_(graph),
        supply_(graph.supply()),
        model_(supply_.model()),
        responsibility_(responsibility),
        stated_(stated),
        tables_(tables),
        listed_(graph) {}

  void read() {
    for (Component c = 0; c < graph_.components().size(); ++c) {
      if (graph_.relevant(c)) read_component(c);
    }
    for (const ContractId k : supply_.bought_by(graph_.owner())) read_development(k);
    if (!stated_.has(StatedKey::Subentrustment)) return;
    for (const OrganizationId party : graph_.parties()) {
      for (const ContractId k : supply_.bought_by(party)) read_handed_on(k);
    }
  }

 private:
  [[nodiscard]] Witness witness(Component c, ContractId contract = {}) const {
    const SystemEdge& edge = graph_.edges()[graph_.edges_to(c).front()];
    const ServiceId from = edge.from == kRoot ? ServiceId() : graph_.service(edge.from);
    return {graph_.system(), from, graph_.service(c), contract};
  }

  void read_component(Component c) {
    const ServiceId service = graph_.service(c);
    const bool supplied = supply_.handles(service) && !graph_.own(c);
    if (supplied && stated_.has(StatedKey::Certifications)) {
      tables_.operators.add({.owes = graph_.operator_of(c), .witness = witness(c)});
    }
    const OrganizationId developer = developer_of(supply_, service);
    if (developer != graph_.provider(c)) {
      tables_.developed_by_others.add({.service = service,
                                       .owes = graph_.provider(c),
                                       .counterparty = developer,
                                       .witness = witness(c)});
    }
    const bool abroad = supplied && is_abroad(service);
    if (!abroad && !stated_.has(StatedKey::Components)) return;
    const std::vector<ContractId> leading = responsibility_.contracts_leading_to(c);
    if (abroad) read_abroad(c, leading);
    if (stated_.has(StatedKey::Components)) read_unlisted(c, leading);
  }

  [[nodiscard]] bool is_abroad(ServiceId service) const {
    const auto& locations = model_[service].locations;
    return locations && std::ranges::any_of(*locations, [](std::string_view location) {
             return location != kJapan;
           });
  }

  void read_abroad(Component c, const std::vector<ContractId>& leading) {
    const bool provided = std::ranges::any_of(leading, [&](ContractId k) {
      return provides_item(agreed_in(supply_, k), kDomesticLaw, supply_.as_of());
    });
    if (provided) return;
    tables_.abroad.add({.service = graph_.service(c),
                        .owes = graph_.provider(c),
                        .counterparty = graph_.owner(),
                        .witness = witness(c, leading.empty() ? ContractId() : leading.front())});
  }

  /// Each of those that answer for what another provides, and do not list it. The witness has the
  /// contract in whose agreement one would look for it.
  void read_unlisted(Component c, const std::vector<ContractId>& leading) {
    const ServiceId service = graph_.service(c);
    std::vector<std::pair<OrganizationId, ContractId>> answering;
    for (const bool agreed : {true, false}) {
      for (const ContractId k : leading) {
        const OrganizationId supplier = supply_.supplier(k);
        if ((agreed_in(supply_, k) != nullptr) != agreed || supplier == graph_.provider(c))
          continue;
        const auto is_same = [&](const auto& row) { return row.first == supplier; };
        if (std::ranges::none_of(answering, is_same)) answering.emplace_back(supplier, k);
      }
    }
    for (const auto& [supplier, k] : answering) {
      if (listed_.has(supplier, service)) continue;
      tables_.unlisted.add({.service = service,
                            .owes = supplier,
                            .counterparty = graph_.owner(),
                            .witness = witness(c, k)});
    }
  }

  /// A contract of the institution for something that another than its provider develops.
  void read_development(ContractId k) {
    if (!is_supply_kind(supply_.kind(k)) || !supply_.holds_in(k, graph_.system())) return;
    for (const ServiceRef& covered : model_[k].covers) {
      const auto c = graph_.find(covered.id);
      if (!c || !graph_.relevant(*c)) continue;
      if (developer_of(supply_, covered.id) == graph_.provider(*c)) continue;
      tables_.covering_developed.add({.owes = supply_.customer(k),
                                      .counterparty = supply_.supplier(k),
                                      .witness = witness(*c, k),
                                      .contract = k});
      return;
    }
  }

  void read_handed_on(ContractId k) {
    if (!is_supply_kind(supply_.kind(k)) || !supply_.holds_in(k, graph_.system())) return;
    if (model_.entrusts_personal_data(model_[k]) == false) return;
    const OrganizationId supplier = supply_.supplier(k);
    std::vector<Component> covered;
    for (const ServiceRef& service : model_[k].covers) {
      const auto c = graph_.find(service.id);
      if (!c || !graph_.counts(k, *c)) continue;
      if (std::ranges::binary_search(responsibility_.answering_at(*c), supplier)) {
        covered.push_back(*c);
      }
    }
    for (const Component c : responsibility_.reached_from(covered)) {
      if (graph_.own(c) || !supply_.handles(graph_.service(c))) continue;
      const OrganizationId other = graph_.operator_of(c);
      if (other == supplier || other == supply_.customer(k) || other == graph_.owner()) continue;
      tables_.handed_on.add(
          {.owes = supplier, .counterparty = other, .witness = witness(c, k), .contract = k});
    }
  }

  const SystemGraph& graph_;
  const SupplyGraph& supply_;
  const Model& model_;
  const Responsibility& responsibility_;
  const Stated& stated_;
  ContractTables& tables_;
  ListedComponents listed_;
};

}  // namespace

void ContractTables::merge(ContractTables other) {
  operators.merge(std::move(other.operators));
  developed_by_others.merge(std::move(other.developed_by_others));
  covering_developed.merge(std::move(other.covering_developed));
  unlisted.merge(std::move(other.unlisted));
  abroad.merge(std::move(other.abroad));
  handed_on.merge(std::move(other.handed_on));
}

void add_contract_facts(const SystemGraph& graph, const Responsibility& responsibility,
                        const Stated& stated, ContractTables& tables) {
  ContractReader(graph, responsibility, stated, tables).read();
}

OrganizationId developer_of(const SupplyGraph& supply, ServiceId service) {
  const OrganizationRef& written = supply.model()[service].developer;
  return written.given() ? supply.party(written.id) : supply.provider(service);
}

bool provides_item(const Agreement* agreement, std::string_view item, Date as_of) {
  if (agreement == nullptr || !agreement->items) return false;
  return std::ranges::any_of(*agreement->items, [&](const AgreementItem& provided) {
    return provided.id == item && (!provided.date || *provided.date <= as_of);
  });
}

}  // namespace musubi
