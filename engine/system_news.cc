#include "engine/system_news.h"

#include <algorithm>
#include <numeric>

#include "engine/numbers.h"

namespace musubi {
namespace {

// The rows of the parties and components of a system, while its contracts are looked for.
thread_local Numbers<OrganizationId> thread_party_rows;
thread_local Numbers<ServiceId> thread_component_rows;

}  // namespace

SystemNews::SystemNews(const SystemGraph& graph, const GivenNotices& given)
    : graph_(graph), supply_(graph.supply()), given_(given) {
  find_contracts();
  is_above_.resize(graph_.components().size());
  is_about_.resize(contracts_.size());
  is_reached_.resize(graph_.parties().size());
}

void SystemNews::find_contracts() {
  const auto parties = graph_.parties();
  const auto components = graph_.components();
  Numbers<OrganizationId>& party_rows = thread_party_rows;
  party_rows.number(parties, supply_.model().organizations.size());
  Numbers<ServiceId>& component_rows = thread_component_rows;
  component_rows.number(components, supply_.service_count());
  struct Covering {
    Component component;
    Contract contract;
  };
  std::vector<Covering> between;
  for (std::uint32_t customer = 0; customer < parties.size(); ++customer) {
    const auto [services, contracts] = supply_.covers_of(parties[customer]);
    for (std::size_t i = 0; i < services.size(); ++i) {
      if (!component_rows.contains(services[i])) continue;
      const OrganizationId supplier = supply_.supplier(contracts[i]);
      if (!party_rows.contains(supplier)) continue;
      if (!supply_.holds_in(contracts[i], graph_.system())) continue;
      between.push_back(
          {component_rows.of(services[i]), {contracts[i], customer, party_rows.of(supplier)}});
    }
  }
  std::ranges::sort(between, {}, [](const Covering& one) { return one.contract.id; });
  covering_starts_.assign(components.size() + 1, 0);
  for (const auto& [component, contract] : between) {
    if (contracts_.empty() || contracts_.back().id != contract.id) contracts_.push_back(contract);
    ++covering_starts_[component + 1];
  }
  std::partial_sum(covering_starts_.begin(), covering_starts_.end(), covering_starts_.begin());
  covering_.resize(between.size());
  std::vector<std::uint32_t> next(covering_starts_.begin(), covering_starts_.end() - 1);
  std::uint32_t row = 0;
  for (const auto& [component, contract] : between) {
    if (contracts_[row].id != contract.id) ++row;
    covering_[next[component]++] = row;
  }
}

SystemNews::Tellings SystemNews::tellings_of(ChangeKind kind) const {
  Tellings tellings;
  tellings.starts.assign(graph_.parties().size() + 1, 0);
  const auto for_each = [&](const auto& visit) {
    for (std::uint32_t row = 0; row < contracts_.size(); ++row) {
      const auto& [k, customer, supplier] = contracts_[row];
      if (given_.has(k, kind)) visit(supplier, Tellings::Row{customer, row});
      if (given_.is_relayed(k, kind)) visit(customer, Tellings::Row{supplier, row});
    }
  };
  for_each([&](std::uint32_t from, Tellings::Row) { ++tellings.starts[from + 1]; });
  std::partial_sum(tellings.starts.begin(), tellings.starts.end(), tellings.starts.begin());
  tellings.rows.resize(tellings.starts.back());
  std::vector<std::uint32_t> next(tellings.starts.begin(), tellings.starts.end() - 1);
  for_each([&](std::uint32_t from, Tellings::Row row) { tellings.rows[next[from]++] = row; });
  return tellings;
}

/// Finds what is above `c`, and the contracts about that.
void SystemNews::look_at(Component c) {
  if (about_of_ == c) return;
  about_of_ = c;
  is_above_.forget();
  is_about_.forget();
  about_.clear();
  queue_.assign(1, c);
  is_above_.mark(c);
  for (std::size_t next = 0; next < queue_.size(); ++next) {
    const Component here = queue_[next];
    for (std::uint32_t i = covering_starts_[here]; i < covering_starts_[here + 1]; ++i) {
      if (is_about_.mark(covering_[i])) about_.push_back(covering_[i]);
    }
    for (const std::uint32_t e : graph_.edges_to(here)) {
      const Component from = graph_.edges()[e].from;
      if (from != kRoot && is_above_.mark(from)) queue_.push_back(from);
    }
  }
}

void SystemNews::spread(Component c, ChangeKind kind) {
  look_at(c);
  kind_ = kind;
  auto& tellings = tellings_[static_cast<std::size_t>(kind)];
  if (!tellings) tellings = tellings_of(kind);
  is_reached_.forget();
  queue_.assign(1, row_of(graph_.provider(c)));
  is_reached_.mark(queue_.front());
  for (std::size_t next = 0; next < queue_.size(); ++next) {
    const std::uint32_t from = queue_[next];
    for (std::uint32_t i = tellings->starts[from]; i < tellings->starts[from + 1]; ++i) {
      const auto [to, contract] = tellings->rows[i];
      if (is_about_.has(contract) && is_reached_.mark(to)) queue_.push_back(to);
    }
  }
}

std::uint32_t SystemNews::row_of(OrganizationId party) const {
  const auto parties = graph_.parties();
  return static_cast<std::uint32_t>(std::ranges::lower_bound(parties, party) - parties.begin());
}

bool SystemNews::reaches(OrganizationId party) const { return is_reached_.has(row_of(party)); }

ContractId SystemNews::silent_contract(OrganizationId goal) const {
  const std::uint32_t goal_row = row_of(goal);
  // Of those with the goal, and of all, the first in byte order.
  std::optional<std::uint32_t> with_goal, first;
  const auto keep_first = [](std::optional<std::uint32_t>& kept, std::uint32_t row) {
    kept = std::min(kept.value_or(row), row);
  };
  for (const std::uint32_t row : about_) {
    const auto& [k, customer, supplier] = contracts_[row];
    if (!is_reached_.has(supplier) || is_reached_.has(customer)) continue;
    if (!is_supply_kind(supply_.kind(k)) || given_.has(k, kind_)) continue;
    keep_first(customer == goal_row ? with_goal : first, row);
  }
  if (!with_goal && !first) return {};
  return contracts_[with_goal ? *with_goal : *first].id;
}

ContractId SystemNews::contract_between(OrganizationId customer, OrganizationId supplier) const {
  const std::uint32_t customer_row = row_of(customer);
  const std::uint32_t supplier_row = row_of(supplier);
  ContractId found;
  for (const std::uint32_t row : about_) {
    const Contract& contract = contracts_[row];
    if (contract.customer != customer_row || contract.supplier != supplier_row) continue;
    if (!found.valid() || contract.id < found) found = contract.id;
  }
  return found;
}

}  // namespace musubi
