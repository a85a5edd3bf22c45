#include "engine/shared_facts.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/responsibility.h"

namespace musubi {
namespace {

using Bits = SharedFacts::Bits;

}  // namespace

SharedFacts::SharedFacts(const SharedPlan& plan, const PlainBlock& block, FactTables& tables,
                         PlanTallies& vendors, std::vector<char>& reached, std::size_t max_systems)
    : plan_(plan),
      supply_(*plan.supply),
      tables_(tables),
      reached_(reached),
      max_systems_(max_systems),
      vendors_(vendors),
      block_(block) {
  uncontracted_.resize(plan.uncontracted.size());
  cycles_.resize(plan.parts.part_count);
  unanswered_.resize(plan.answering.size());
  std::iota(unanswered_.begin(), unanswered_.end(), std::uint32_t{0});
}

void SharedFacts::add_block() {
  for (const ServiceId service : block_.services()) reached_[service.index()] = 1;
  extras_.clear();
  block_.live().for_each([this](std::uint32_t bit) { add_of_owner(bit); });
  std::ranges::sort(extras_);
  add_duties();
  add_uncontracted();
  add_answering();
  add_cycles();
}

/// What hangs on the owner's own contracts: its duties, and what its chains to what it uses bring.
void SharedFacts::add_of_owner(std::uint32_t bit) {
  for (const RootChain& use : block_[bit].chains) {
    if (relevant_in(use.service).test(bit)) add_root_chain(use, bit);
  }
  const SystemId system = block_[bit].system;
  const auto [services, contracts] = supply_.covers_of(supply_.owner(system));
  for (std::size_t i = 0; i < services.size(); ++i) {
    const ServiceId service = services[i];
    const ContractId k = contracts[i];
    if (!supply_.handles(service) || !reached_by(service).test(bit)) continue;
    if (!is_supply_kind(supply_.kind(k)) || !supply_.holds_in(k, system)) continue;
    add_owner_duty(service, k, false);
  }
  put_owner_duties(bit);
}

void SharedFacts::add_root_chain(const RootChain& use, std::uint32_t bit) {
  const SystemId system = block_[bit].system;
  for (const OrganizationId carrier : use.chain.carriers) {
    tables_.answering.add(
        {.service = use.service,
         .owes = carrier,
         .witness = {system, block_.first_start(use.service, bit), use.service, {}, true}});
  }
  for (const ContractId hop : use.chain.contracts) {
    if (supply_.customer(hop) == supply_.owner(system)) {
      add_owner_duty(use.service, hop, true);
      continue;
    }
    const std::size_t row =
        plan_.duty_row(use.service, supply_.customer(hop), supply_.supplier(hop));
    if (row < plan_.duties.size()) extras_.push_back({row, bit, use.service, hop});
  }
}

void SharedFacts::add_owner_duty(ServiceId service, ContractId contract, bool by_use) {
  owner_duties_.push_back({.service = service,
                           .about = supply_.supplier(contract),
                           .row = static_cast<std::uint32_t>(owner_duties_.size()),
                           .contract = contract,
                           .by_use = by_use});
}

/// Of those with the same supplier the first counts.
void SharedFacts::put_owner_duties(std::uint32_t bit) {
  std::ranges::sort(owner_duties_);
  const auto twice = std::ranges::unique(
      owner_duties_, {}, [](const OwnerDuty& duty) { return std::pair(duty.service, duty.about); });
  owner_duties_.erase(twice.begin(), twice.end());
  const SystemId system = block_[bit].system;
  const OrganizationId owner = supply_.owner(system);
  SystemTally tally{.count = 1, .first = {}};
  if (max_systems_ > 0) tally.first.push_back(system);
  for (const OwnerDuty& duty : owner_duties_) {
    const auto state = plan_.followed_state(owner, duty.service, duty.about);
    if (!state) continue;
    const ServiceId from = duty.by_use ? ServiceId() : block_.first_start(duty.service, bit);
    FactTable& table = *state == ConfirmationState::Met ? tables_.met : tables_.unmet_of_owner;
    table.put({.service = duty.service,
               .owes = owner,
               .counterparty = duty.about,
               .state = *state,
               .systems = tally,
               .witness = {system, from, duty.service, duty.contract, true}});
  }
  owner_duties_.clear();
}

void SharedFacts::count(const Bits& bits, SystemTally& systems) const {
  systems.count += bits.count();
  auto& first = systems.first;
  if (first.size() >= max_systems_) return;
  bits.for_each([&](std::uint32_t bit) {
    if (first.size() < max_systems_) first.push_back(block_[bit].system);
  });
}

void SharedFacts::add_duties() {
  next_extra_ = 0;
  for (const ServiceId service : block_.services()) {
    const auto [begin, end] = plan_.duties_about(service);
    for (std::uint32_t row = begin; row < end; ++row) {
      send_for(row + kAhead);
      add_duty(row);
    }
  }
}

/// The rows of bits lie all over the memory: those of a duty are sent for before it is looked at.
void SharedFacts::send_for(std::uint32_t row) const {
  if (row >= plan_.duties.size()) return;
  if (!vendors_.duties.is_full(row)) __builtin_prefetch(&vendors_.duties[row]);
  const SharedPlan::VendorDuty& duty = plan_.duties[row];
  if (duty.contract.valid()) {
    block_.systems_of(duty.party).send_for();
  } else if (duty.source_count > 0) {
    reached_by(plan_.sources[duty.first_source].from).send_for();
  }
}

void SharedFacts::add_duty(std::uint32_t row) {
  const SharedPlan::VendorDuty& duty = plan_.duties[row];
  const std::size_t first_extra = next_extra_;
  while (next_extra_ < extras_.size() && extras_[next_extra_].duty == row) ++next_extra_;
  const auto extras = std::span(extras_).subspan(first_extra, next_extra_ - first_extra);
  const auto witness = [&](std::uint32_t bit) { return witness_of_duty(duty, bit, extras); };
  if (duty.contract.valid()) {
    add_systems(row, reached_by(duty.service), block_.systems_of(duty.party), witness);
    return;
  }
  const Bits bits = systems_by_sources(duty, extras);
  add_systems(row, bits, bits, witness);
}

/// Adds the systems that are in both rows to those of a duty. Of most only the count is not known
/// yet.
template <class WitnessOf>
void SharedFacts::add_systems(std::uint32_t row, const Bits& a, const Bits& b,
                              WitnessOf witness_of) {
  const std::size_t count = a.count_common(b);
  if (count == 0) return;
  RowTallies& tallies = vendors_.duties;
  tallies.add_count(row, count);
  if (tallies.is_full(row)) return;
  auto& [systems, witness] = tallies[row];
  Bits::for_each_common(a, b, [&](std::uint32_t bit) {
    if (!witness.system.valid()) witness = witness_of(bit);
    if (systems.first.size() < max_systems_) systems.first.push_back(block_[bit].system);
    return systems.first.size() < max_systems_;
  });
  tallies.settle(row);
}

/// Where a source brings it, or the chain to what is used. By contract it holds wherever the one
/// who owes is a party: in these systems too, as who buys on these ways is one.
Bits SharedFacts::systems_by_sources(const SharedPlan::VendorDuty& duty,
                                     std::span<const Extra> extras) const {
  Bits bits;
  for (const auto& source : plan_.sources_of(duty)) bits |= reached_by(source.from);
  bits &= relevant_in(duty.service);
  for (const Extra& extra : extras) bits.set(extra.bit);
  return bits;
}

/// As seen from one of the systems: its first edge, its own `uses` last, else the contract alone.
Witness SharedFacts::witness_of_duty(const SharedPlan::VendorDuty& duty, std::uint32_t bit,
                                     std::span<const Extra> extras) const {
  Witness witness{block_[bit].system, {}, duty.service, {}, true};
  const bool relevant = relevant_in(duty.service).test(bit);
  const auto sources = plan_.sources_of(duty);
  const auto source = std::ranges::find_if(
      sources, [&](const auto& s) { return relevant && reached_by(s.from).test(bit); });
  const auto hop = std::ranges::find(extras, bit, &Extra::bit);
  if (source != sources.end()) {
    witness.from = source->from;
    witness.contract = source->contract;
  } else if (hop != extras.end()) {
    witness.contract = hop->contract;
  } else {
    witness.from = block_.first_start(duty.service, bit);
    witness.contract = duty.contract;
  }
  return witness;
}

bool SharedFacts::owner_holds(ServiceId service, SystemId system) const {
  const auto contracts = supply_.covering(service, supply_.owner(system));
  return std::ranges::any_of(contracts, [&](ContractId k) {
    const ContractKind kind = supply_.kind(k);
    return kind != ContractKind::Coordination && kind != ContractKind::Development &&
           supply_.supplier(k) == supply_.provider(service) && supply_.holds_in(k, system);
  });
}

bool SharedFacts::holder_answers(const SharedPlan::Uncontracted& edge, SystemId system) const {
  // Without a contract between the two it cannot: so the whole system is looked at only with one.
  const auto bought = supply_.bought_by(supply_.owner(system));
  const bool contracted = std::ranges::any_of(bought, [&](ContractId k) {
    return supply_.supplier(k) == edge.holder && is_supply_kind(supply_.kind(k));
  });
  if (!contracted) return false;
  const SystemGraph graph(supply_, system);
  const Responsibility responsibility(graph);
  return std::ranges::any_of(edge.from, [&](ServiceId from) {
    const auto component = graph.find(from);
    return component &&
           std::ranges::binary_search(responsibility.answerable(*component), edge.holder);
  });
}

void SharedFacts::add_uncontracted() {
  for (std::size_t row = 0; row < uncontracted_.size(); ++row) {
    const SharedPlan::Uncontracted& edge = plan_.uncontracted[row];
    Bits bits = block_.any_of(edge.from) & relevant_in(edge.service);
    for (const std::uint32_t holder : edge.contracted) {
      bits.clear(block_.systems_of(holder));
    }
    const Bits candidates = bits;
    candidates.for_each([&](std::uint32_t bit) {
      if (owner_holds(edge.service, block_[bit].system)) bits.clear(bit);
    });
    if (!bits.any()) continue;
    Tally& tally = uncontracted_[row];
    if (tally.systems.count == 0) {
      const std::uint32_t bit = bits.first();
      const auto from =
          std::ranges::find_if(edge.from, [&](ServiceId s) { return reached_by(s).test(bit); });
      tally.witness = {block_[bit].system, *from, edge.service, {}, true};
    }
    bits.for_each([&](std::uint32_t bit) {
      if (!tally.strong) tally.strong = holder_answers(edge, block_[bit].system);
    });
    count(bits, tally.systems);
  }
}

/// Whether not all ways into `service` are things bought outright.
bool SharedFacts::is_answered_by_operator(ServiceId service, std::uint32_t bit) const {
  const bool used = std::ranges::any_of(
      block_[bit].chains, [&](const RootChain& use) { return use.service == service; });
  return used || std::ranges::any_of(supply_.edges_to(service), [&](std::uint32_t e) {
           return plan_.purchased[e] == 0 && reached_by(supply_.edges()[e].from).test(bit);
         });
}

/// Only the first system matters in which somebody answers.
void SharedFacts::add_answering() {
  for (const std::uint32_t row : unanswered_) find_answering(row);
  std::erase_if(unanswered_, [this](std::uint32_t row) { return vendors_.answering.is_full(row); });
}

void SharedFacts::find_answering(std::uint32_t row) {
  const SharedPlan::Answering& answer = plan_.answering[row];
  const auto find_in = [&](const Bits& systems) {
    Bits::for_each_common(systems, relevant_in(answer.service), [&](std::uint32_t bit) {
      const bool carries = std::ranges::any_of(
          answer.from, [&](ServiceId from) { return reached_by(from).test(bit); });
      if (!carries && !is_answered_by_operator(answer.service, bit)) return true;
      vendors_.answering.add(
          row,
          {block_[bit].system, block_.first_start(answer.service, bit), answer.service, {}, true});
      return false;
    });
  };
  if (answer.as_operator) {
    find_in(reached_by(answer.service));
  } else {
    find_in(block_.any_of(answer.from));
  }
}

void SharedFacts::add_cycles() {
  for (const std::uint32_t p : block_.reached_parts()) {
    if (plan_.members[p].size() < 2) continue;
    const Bits& bits = block_.part_reached_by(p);
    const ServiceId first = plan_.members[p].front();
    if (cycles_[p].systems.count == 0) {
      const std::uint32_t bit = bits.first();
      cycles_[p].witness = {block_[bit].system, block_.first_start(first, bit), first, {}, true};
    }
    count(bits, cycles_[p].systems);
  }
}

void SharedFacts::finish() {
  for (std::uint32_t p = 0; p < cycles_.size(); ++p) {
    if (cycles_[p].systems.count == 0) continue;
    tables_.cycles.put({.service = plan_.members[p].front(),
                        .systems = cycles_[p].systems,
                        .witness = cycles_[p].witness});
  }
  for (std::size_t row = 0; row < uncontracted_.size(); ++row) {
    const Tally& tally = uncontracted_[row];
    if (tally.systems.count == 0) continue;
    const SharedPlan::Uncontracted& edge = plan_.uncontracted[row];
    tables_.missing_contracts.put({edge.service, edge.holder, supply_.provider(edge.service),
                                   ConfirmationState::None, tally.strong, tally.systems,
                                   tally.witness});
  }
}

}  // namespace musubi
