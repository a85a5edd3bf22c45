#include "engine/shared_plan.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "engine/sorted.h"
#include "model/memory.h"

namespace musubi {
namespace {

auto key(const SharedPlan::VendorDuty& duty) {
  return std::tuple(duty.service, duty.owes, duty.about);
}

/// Unites neighbours with the same key, after sorting by it.
template <class Row, class Key, class Unite>
void unite_rows(std::vector<Row>& rows, Key key_of, Unite unite) {
  std::ranges::stable_sort(rows, {}, key_of);
  std::vector<Row> united;
  for (Row& row : rows) {
    if (united.empty() || key_of(united.back()) != key_of(row)) {
      united.push_back(std::move(row));
    } else {
      unite(united.back(), row);
    }
  }
  rows = std::move(united);
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

/// Where the rows of each service begin, and the last ones end. Precondition: sorted by service.
template <class Row>
std::vector<std::uint32_t> starts_of(const std::vector<Row>& rows, std::size_t service_count) {
  std::vector<std::uint32_t> starts(service_count + 1, 0);
  for (const Row& row : rows) ++starts[row.service.index() + 1];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  return starts;
}

}  // namespace

SharedPlan::SharedPlan(const SupplyGraph& graph, const Confirmations& confirmed,
                       std::optional<Date> met_until)
    : followed_until(met_until),
      supply(&graph),
      confirmations(&confirmed),
      plain(graph),
      parts(condense(graph)) {
  members.resize(parts.part_count);
  part_handles.assign(parts.part_count, 0);
  for (std::size_t i = 0; i < graph.service_count(); ++i) {
    members[parts.part_of[i]].emplace_back(i);
    if (graph.handles(ServiceId(i))) part_handles[parts.part_of[i]] = 1;
  }
  prepare_contracts();
  prepare_edges();
  prepare_duties();
  unite_rows(
      answering, [](const Answering& a) { return std::tuple(a.service, a.who); },
      [](Answering& kept, const Answering& other) {
        kept.as_operator |= other.as_operator;
        append(kept.from, other.from);
      });
  answering_starts = starts_of(answering, graph.service_count());
  unite_rows(
      uncontracted, [](const Uncontracted& u) { return std::tuple(u.service, u.holder); },
      [](Uncontracted& kept, const Uncontracted& other) { append(kept.from, other.from); });
  prepare_parties();
}

std::optional<ConfirmationState> SharedPlan::followed_state(OrganizationId owes, ServiceId service,
                                                            OrganizationId about) const {
  if (!followed_until) {
    const ConfirmationState state = confirmations->state(owes, service, about);
    return state == ConfirmationState::Met ? std::nullopt : std::optional(state);
  }
  const auto [state, ends] = confirmations->standing(*followed_until, owes, service, about);
  return state != ConfirmationState::Met || ends ? std::optional(state) : std::nullopt;
}

/// Adds a duty that holds with a source, or with its contract.
void SharedPlan::add_duty(VendorDuty duty, const VendorDuty::Source* source) {
  if (duty.owes == duty.about) return;
  const auto state = followed_state(duty.owes, duty.service, duty.about);
  if (!state) {
    settled.push_back({duty.service, duty.owes, duty.about});
    return;
  }
  duty.state = *state;
  push_back_large(found_,
                  {duty, source == nullptr ? VendorDuty::Source{} : *source, source != nullptr});
}

/// Unites what was found of each duty: its first contract, and all sources.
void SharedPlan::prepare_duties() {
  std::ranges::stable_sort(found_, {}, [](const FoundDuty& found) { return key(found.duty); });
  for (const FoundDuty& found : found_) {
    if (duties.empty() || key(duties.back()) != key(found.duty)) {
      duties.push_back(found.duty);
      duties.back().first_source = static_cast<std::uint32_t>(sources.size());
    }
    VendorDuty& duty = duties.back();
    if (!duty.contract.valid()) duty.contract = found.duty.contract;
    if (!found.has_source) continue;
    sources.push_back(found.source);
    ++duty.source_count;
  }
  found_ = {};
  for (const VendorDuty& duty : duties) {
    std::ranges::sort(std::span(sources).subspan(duty.first_source, duty.source_count));
  }
  duty_starts = starts_of(duties, supply->service_count());
  sort_unique(settled);
  settled_starts = starts_of(settled, supply->service_count());
}

void SharedPlan::prepare_contracts() {
  const Model& model = supply->model();
  for (std::size_t i = 0; i < model.contracts.size(); ++i) {
    const ContractId k(i);
    if (!supply->active(k) || model[k].systems || !is_supply_kind(supply->kind(k))) continue;
    if (supply->is_vendor(supply->customer(k))) add_contract_duties(k);
  }
}

void SharedPlan::add_contract_duties(ContractId k) {
  for (const ServiceRef& covered : supply->model()[k].covers) {
    // Without medical information it may still be one of a chain to what a system uses.
    add_duty({.service = covered.id,
              .owes = supply->customer(k),
              .about = supply->supplier(k),
              .contract = supply->handles(covered.id) ? k : ContractId()},
             nullptr);
  }
}

void SharedPlan::prepare_edges() {
  purchased.assign(supply->edges().size(), 0);
  for (std::uint32_t e = 0; e < supply->edges().size(); ++e) {
    const ServiceEdge& edge = supply->edges()[e];
    const OrganizationId holder = supply->provider(edge.from);
    if (edge.selected_by.valid() && edge.selected_by != holder) continue;
    if (holder == supply->provider(edge.to)) continue;
    for (const OrganizationId carrier : supply->chain(e).carriers) {
      carriers_.push_back({carrier, {edge.from}});
    }
    if (is_bought_outright(*supply, edge)) {
      purchased[e] = 1;
    } else {
      add_procured(edge, supply->chain(e));
    }
  }
  for (std::size_t i = 0; i < supply->service_count(); ++i) {
    answering.push_back({ServiceId(i), supply->provider(ServiceId(i)), true, {}});
  }
}

void SharedPlan::add_procured(const ServiceEdge& edge, const Chain& chain) {
  for (const OrganizationId carrier : chain.carriers) {
    answering.push_back({edge.to, carrier, false, {edge.from}});
  }
  const auto add = [&](OrganizationId owes, OrganizationId about, ContractId hop) {
    const VendorDuty::Source source{edge.from, hop};
    add_duty({.service = edge.to, .owes = owes, .about = about}, &source);
  };
  for (const ContractId hop : chain.contracts) {
    add(supply->customer(hop), supply->supplier(hop), hop);
  }
  if (chain.exists()) return;
  const OrganizationId holder = supply->provider(edge.from);
  add(holder, supply->provider(edge.to), ContractId());
  uncontracted.push_back({edge.to, holder, {edge.from}, {}});
}

/// The vendors that hold a contract with the provider at the end of such an edge.
std::vector<OrganizationId> SharedPlan::holders_of(const Uncontracted& edge) const {
  std::vector<OrganizationId> holders;
  for (const ContractId k : supply->covering(edge.service)) {
    const ContractKind kind = supply->kind(k);
    if (kind == ContractKind::Coordination || kind == ContractKind::Development) continue;
    if (supply->supplier(k) != supply->provider(edge.service)) continue;
    if (supply->model()[k].systems || !supply->is_vendor(supply->customer(k))) continue;
    holders.push_back(supply->customer(k));
  }
  sort_unique(holders);
  return holders;
}

void SharedPlan::prepare_parties() {
  const std::size_t count = supply->model().organizations.size();
  for (std::size_t i = 0; i < count; ++i) {
    const OrganizationId who(i);
    if (supply->party(who) != who || !supply->is_vendor(who)) continue;
    const auto provided = supply->provided_by(who);
    parties.push_back({who, {provided.begin(), provided.end()}});
  }
  party_rows.assign(count, static_cast<std::uint32_t>(parties.size()));
  for (std::uint32_t row = 0; row < parties.size(); ++row) {
    party_rows[parties[row].who.index()] = row;
  }
  for (const Party& carrier : carriers_) {
    append(parties[party_row(carrier.who)].seen_with, carrier.seen_with);
  }
  carriers_.clear();
  for (Party& party : parties) sort_unique(party.seen_with);
  for (VendorDuty& duty : duties) duty.party = party_row(duty.owes);
  for (Uncontracted& edge : uncontracted) {
    for (const OrganizationId who : holders_of(edge)) edge.contracted.push_back(party_row(who));
  }
}

std::size_t SharedPlan::duty_row(ServiceId service, OrganizationId owes,
                                 OrganizationId about) const {
  const auto about_it = rows_of(duties, duty_starts, service);
  const auto asked = std::tuple(service, owes, about);
  const auto found = std::ranges::lower_bound(about_it, asked, {}, key);
  if (found == about_it.end() || key(*found) != asked) return duties.size();
  return static_cast<std::size_t>(&*found - duties.data());
}

}  // namespace musubi
