#include "engine/supply_graph.h"

#include <algorithm>
#include <tuple>

#include "model/memory.h"

namespace musubi {
namespace {

std::uint32_t number(std::size_t index) { return static_cast<std::uint32_t>(index); }

bool is_active(const Model& model, const Contract& contract, Date as_of) {
  if (contract.from && *contract.from > as_of) return false;
  // What was delivered stays delivered.
  if (contract.kind == ContractKind::Sale) return true;
  return !contract.until || as_of <= *contract.until || model.renews_automatically(contract);
}

}  // namespace

template <class Row>
SupplyGraph::Groups<Row> SupplyGraph::group(
    std::size_t count, const std::vector<std::pair<std::uint32_t, Row>>& pairs) {
  Groups<Row> groups;
  groups.starts.assign(count + 1, 0);
  for (const auto& [owner, row] : pairs) ++groups.starts[owner + 1];
  for (std::size_t i = 0; i < count; ++i) groups.starts[i + 1] += groups.starts[i];
  reserve_large(groups.rows, pairs.size());
  groups.rows.resize(pairs.size());
  std::vector<std::uint32_t> next(groups.starts.begin(), groups.starts.end() - 1);
  for (const auto& [owner, row] : pairs) groups.rows[next[owner]++] = row;
  return groups;
}

SupplyGraph::SupplyGraph(const Model& model, Date as_of)
    : model_(&model), as_of_(as_of), parties_(model) {
  owners_.reserve(model.systems.size());
  for (const System& system : model.systems) owners_.push_back(party(system.owner.id));
  add_services();
  add_contracts();
  add_chains();
}

void SupplyGraph::add_services() {
  const std::size_t count = model_->services.size();
  providers_.reserve(count);
  edge_starts_.reserve(count + 1);
  std::vector<std::pair<std::uint32_t, ServiceId>> provided;
  for (std::size_t i = 0; i < count; ++i) {
    const Service& service = model_->services[i];
    providers_.push_back(party(service.provider.id));
    handles_.push_back(service.handles_medical_information ? 1 : 0);
    provided.emplace_back(number(providers_.back().index()), ServiceId(i));
    edge_starts_.push_back(number(edges_.size()));
    if (!service.depends_on) continue;
    std::uint32_t row = 0;
    for (const Dependency& dependency : *service.depends_on) {
      const OrganizationId selector =
          dependency.selected_by.given() ? party(dependency.selected_by.id) : OrganizationId();
      for (const ServiceRef& member : dependency.members) {
        edges_.push_back({ServiceId(i), member.id, selector, row, member.offset});
      }
      ++row;
    }
    std::sort(edges_.begin() + edge_starts_.back(), edges_.end(),
              [](const ServiceEdge& a, const ServiceEdge& b) {
                return std::tie(a.to, a.selected_by, a.dependency, a.offset) <
                       std::tie(b.to, b.selected_by, b.dependency, b.offset);
              });
  }
  edge_starts_.push_back(number(edges_.size()));
  std::vector<std::pair<std::uint32_t, std::uint32_t>> into;
  into.reserve(edges_.size());
  for (std::size_t e = 0; e < edges_.size(); ++e) {
    into.emplace_back(number(edges_[e].to.index()), number(e));
  }
  edges_to_ = group(count, into);
  provided_ = group(model_->organizations.size(), provided);
}

void SupplyGraph::add_contracts() {
  std::vector<std::pair<std::uint32_t, ContractId>> bought, sold;
  reserve_large(contracts_, model_->contracts.size());
  reserve_large(bought, model_->contracts.size());
  reserve_large(sold, model_->contracts.size());
  for (std::size_t i = 0; i < model_->contracts.size(); ++i) {
    const Contract& contract = model_->contracts[i];
    const ContractId id(i);
    contracts_.push_back({.customer = party(contract.customer.id),
                          .supplier = party(contract.supplier.id),
                          .kind = contract.kind,
                          .is_active = is_active(*model_, contract, as_of_),
                          .is_limited = contract.systems.has_value()});
    if (!active(id)) continue;
    bought.emplace_back(number(customer(id).index()), id);
    sold.emplace_back(number(supplier(id).index()), id);
  }
  bought_ = group(model_->organizations.size(), bought);
  sold_ = group(model_->organizations.size(), sold);
  add_covers();
}

/// Customer by customer, so that those of a service come sorted by customer.
void SupplyGraph::add_covers() {
  std::vector<std::pair<std::uint32_t, ContractId>> by_service;
  std::vector<std::pair<ServiceId, ContractId>> covers;
  covering_for_.starts.push_back(0);
  for (std::size_t i = 0; i < model_->organizations.size(); ++i) {
    covers.clear();
    for (const ContractId k : bought_by(OrganizationId(i))) {
      for (const ServiceRef& service : (*model_)[k].covers) covers.emplace_back(service.id, k);
    }
    std::ranges::sort(covers, {}, [this](const auto& cover) {
      return std::tuple(cover.first, supplier(cover.second), cover.second);
    });
    const auto twice = std::ranges::unique(covers);  // a contract may name a service two times
    covers.erase(twice.begin(), twice.end());
    for (const auto& [service, k] : covers) {
      push_back_large(by_service, {number(service.index()), k});
      push_back_large(services_for_, service);
      push_back_large(covering_for_.rows, k);
    }
    covering_for_.starts.push_back(number(covering_for_.rows.size()));
  }
  covering_ = group(service_count(), by_service);
  for_some_.assign(service_count(), 0);
  has_sale_.assign(service_count(), 0);
  for (const auto& [service, k] : by_service) {
    if (is_limited(k)) for_some_[service] = 1;
    if (kind(k) == ContractKind::Sale) has_sale_[service] = 1;
  }
  std::vector<std::pair<std::uint32_t, VendorContract>> of_vendors;
  for (const auto& [service, k] : by_service) {
    if (is_vendor(customer(k))) of_vendors.push_back({service, {k, customer(k), supplier(k)}});
  }
  of_vendors_ = group(service_count(), of_vendors);
}

void SupplyGraph::add_chains() {
  const auto for_all = [this](ContractId k) { return !is_limited(k); };
  chains_.reserve(edges_.size());
  for (const ServiceEdge& edge : edges_) {
    chains_.push_back(find_chain(*this, provider(edge.from), edge.to, for_all));
  }
}

std::span<const ServiceEdge> SupplyGraph::edges_from(ServiceId s) const {
  const std::uint32_t begin = edge_starts_[s.index()];
  return std::span(edges_).subspan(begin, edge_starts_[s.index() + 1] - begin);
}

std::span<const std::uint32_t> SupplyGraph::edges_to(ServiceId s) const {
  return edges_to_.of(s.index());
}

bool SupplyGraph::names(ContractId k, SystemId s) const {
  const auto& systems = (*model_)[k].systems;
  return systems && std::ranges::find(*systems, s, &SystemRef::id) != systems->end();
}

std::span<const ContractId> SupplyGraph::covering(ServiceId s) const {
  return covering_.of(s.index());
}

std::span<const ContractId> SupplyGraph::covering(ServiceId s, OrganizationId buyer) const {
  const auto [services, contracts] = covers_of(buyer);
  const auto found = std::ranges::equal_range(services, s);
  return contracts.subspan(static_cast<std::size_t>(found.begin() - services.begin()),
                           found.size());
}

SupplyGraph::Covers SupplyGraph::covers_of(OrganizationId buyer) const {
  const auto contracts = covering_for_.of(buyer.index());
  return {std::span(services_for_).subspan(covering_for_.starts[buyer.index()], contracts.size()),
          contracts};
}

std::span<const SupplyGraph::VendorContract> SupplyGraph::covering_of_vendors(ServiceId s) const {
  return of_vendors_.of(s.index());
}

std::span<const ContractId> SupplyGraph::bought_by(OrganizationId buyer) const {
  return bought_.of(buyer.index());
}

std::span<const ContractId> SupplyGraph::sold_by(OrganizationId seller) const {
  return sold_.of(seller.index());
}

std::span<const ServiceId> SupplyGraph::provided_by(OrganizationId party) const {
  return provided_.of(party.index());
}

}  // namespace musubi
