#include "engine/shared_facts.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "engine/responsibility.h"

namespace musubi {
namespace {

using Bits = SharedFacts::Bits;

void set(Bits& bits, std::uint32_t bit) { bits[bit / 64] |= std::uint64_t{1} << (bit % 64); }
void clear(Bits& bits, std::uint32_t bit) { bits[bit / 64] &= ~(std::uint64_t{1} << (bit % 64)); }
bool test(const Bits& bits, std::uint32_t bit) { return (bits[bit / 64] >> (bit % 64) & 1U) != 0; }
bool any(const Bits& bits) {
  return std::ranges::any_of(bits, [](std::uint64_t word) { return word != 0; });
}
Bits& operator|=(Bits& a, const Bits& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] |= b[i];
  return a;
}
Bits operator&(Bits a, const Bits& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] &= b[i];
  return a;
}
template <class Visit>
void for_each_bit(const Bits& bits, Visit visit) {
  for (std::uint32_t i = 0; i < bits.size(); ++i) {
    for (std::uint64_t word = bits[i]; word != 0; word &= word - 1) {
      visit(i * 64 + static_cast<std::uint32_t>(std::countr_zero(word)));
    }
  }
}
std::uint32_t first_bit(const Bits& bits) {
  std::uint32_t i = 0;
  while (bits[i] == 0) ++i;
  return i * 64 + static_cast<std::uint32_t>(std::countr_zero(bits[i]));
}

}  // namespace

SharedFacts::SharedFacts(const SharedPlan& plan, FactTables& tables, std::vector<char>& reached,
                         std::size_t max_systems)
    : plan_(plan),
      supply_(*plan.supply),
      tables_(tables),
      reached_(reached),
      max_systems_(max_systems) {
  duties_.resize(plan.duties.size());
  uncontracted_.resize(plan.uncontracted.size());
  answering_.resize(plan.answering.size());
  cycles_.resize(plan.parts.part_count);
  reach_.resize(plan.parts.part_count);
  relevant_.resize(plan.parts.part_count);
  party_.resize(plan.parties.size());
}

void SharedFacts::add(std::span<const SystemId> systems, std::vector<SystemId>& left) {
  std::vector<Candidate> block;
  for (const SystemId system : systems) {
    Candidate candidate{.system = system};
    if (plan_.plain.may_be_plain(system) && find_chains(candidate)) {
      block.push_back(std::move(candidate));
    } else {
      left.push_back(system);
    }
    if (block.size() == kBlock) {
      add_block(block, left);
      block.clear();
    }
  }
  if (!block.empty()) add_block(block, left);
}

/// False where the owner has no chain of contracts to something that it uses.
bool SharedFacts::find_chains(Candidate& candidate) const {
  const OrganizationId owner = supply_.owner(candidate.system);
  const auto counts = [&](ContractId k) { return supply_.holds_in(k, candidate.system); };
  for (const Dependency& dependency : supply_.model()[candidate.system].uses) {
    for (const ServiceRef& member : dependency.members) {
      Chain chain = find_chain(supply_, owner, member.id, counts);
      if (!chain.exists()) return false;
      candidate.chains.push_back({member.id, std::move(chain)});
    }
  }
  return true;
}

void SharedFacts::add_block(std::span<Candidate> block, std::vector<SystemId>& left) {
  block_ = block;
  fill(block);
  drop_chosen_by_others(block, left);
  for (std::uint32_t p = 0; p < reach_.size(); ++p) {
    if (!any(reach_[p] & live_)) continue;
    for (const ServiceId service : plan_.members[p]) reached_[service.index()] = 1;
  }
  for (std::size_t row = 0; row < party_.size(); ++row) {
    party_[row] = any_of(plan_.parties[row].seen_with);
  }
  extras_.clear();
  for_each_bit(live_, [this](std::uint32_t bit) { add_of_owner(bit); });
  std::ranges::sort(extras_);
  add_duties();
  add_uncontracted();
  add_answering();
  add_cycles();
}

/// From the top down: a circle is reached where one that depends on it is, and what it holds
/// matters where it, or one of these, handles medical information.
void SharedFacts::fill(std::span<const Candidate> block) {
  std::ranges::fill(reach_, Bits{});
  std::ranges::fill(relevant_, Bits{});
  live_ = {};
  for (std::uint32_t bit = 0; bit < block.size(); ++bit) {
    set(live_, bit);
    for (const RootChain& use : block[bit].chains) set(reach_[part(use.service)], bit);
  }
  for (std::size_t p = reach_.size(); p-- > 0;) {
    if (!any(reach_[p])) continue;
    if (plan_.part_handles[p] != 0) relevant_[p] = reach_[p];
    for (const ServiceId service : plan_.members[p]) {
      for (const ServiceEdge& edge : supply_.edges_from(service)) {
        const std::uint32_t below = part(edge.to);
        if (below == p) continue;
        reach_[below] |= reach_[p];
        relevant_[below] |= relevant_[p];
      }
    }
  }
}

void SharedFacts::drop_chosen_by_others(std::span<const Candidate> block,
                                        std::vector<SystemId>& left) {
  const Bits dropped = any_of(plan_.plain.chosen_by_others()) & live_;
  for_each_bit(dropped, [&](std::uint32_t bit) {
    left.push_back(block[bit].system);
    clear(live_, bit);
  });
}

Bits SharedFacts::any_of(std::span<const ServiceId> services) const {
  Bits bits{};
  for (const ServiceId service : services) bits |= reached_by(service);
  return bits;
}

ServiceId SharedFacts::first_start(ServiceId s, std::uint32_t bit) const {
  for (const std::uint32_t e : supply_.edges_to(s)) {
    const ServiceId from = supply_.edges()[e].from;
    if (test(reached_by(from), bit)) return from;
  }
  return {};
}

/// What hangs on the owner's own contracts: its duties, and who carries the chains to what it uses.
void SharedFacts::add_of_owner(std::uint32_t bit) {
  for (const RootChain& use : block_[bit].chains) {
    for (const OrganizationId carrier : use.chain.carriers) {
      const std::uint32_t row = plan_.party_row(carrier);
      if (row < party_.size()) set(party_[row], bit);
    }
    if (test(relevant_in(use.service), bit)) add_root_chain(use, bit);
  }
  const SystemId system = block_[bit].system;
  for (const ContractId k : supply_.bought_by(supply_.owner(system))) {
    if (!is_supply_kind(supply_.kind(k)) || !supply_.holds_in(k, system)) continue;
    for (const ServiceRef& covered : supply_.model()[k].covers) {
      if (!supply_.handles(covered.id) || !test(reached_by(covered.id), bit)) continue;
      add_owner_duty(system, covered.id, first_start(covered.id, bit), k);
    }
  }
}

void SharedFacts::add_root_chain(const RootChain& use, std::uint32_t bit) {
  const SystemId system = block_[bit].system;
  for (const OrganizationId carrier : use.chain.carriers) {
    tables_.answering.add(
        {.service = use.service,
         .owes = carrier,
         .witness = {system, first_start(use.service, bit), use.service, {}, true}});
  }
  for (const ContractId hop : use.chain.contracts) {
    if (supply_.customer(hop) == supply_.owner(system)) {
      add_owner_duty(system, use.service, ServiceId(), hop);
      continue;
    }
    const std::size_t row =
        plan_.duty_row(use.service, supply_.customer(hop), supply_.supplier(hop));
    if (row < duties_.size()) extras_.push_back({row, bit, use.service, hop});
  }
}

void SharedFacts::add_owner_duty(SystemId system, ServiceId service, ServiceId from, ContractId k) {
  const OrganizationId owner = supply_.owner(system);
  const OrganizationId about = supply_.supplier(k);
  const ConfirmationState state = plan_.confirmations->state(owner, service, about);
  if (state == ConfirmationState::Met) return;
  tables_.unmet_of_owner.add({.service = service,
                              .owes = owner,
                              .counterparty = about,
                              .state = state,
                              .witness = {system, from, service, k, true}});
}

void SharedFacts::count(const Bits& bits, Tally& tally) const {
  for (const std::uint64_t word : bits) {
    tally.systems.count += static_cast<std::size_t>(std::popcount(word));
  }
  auto& first = tally.systems.first;
  if (first.size() >= max_systems_) return;
  for_each_bit(bits, [&](std::uint32_t bit) {
    if (first.size() < max_systems_) first.push_back(block_[bit].system);
  });
}

void SharedFacts::add_duties() {
  auto extra = extras_.begin();
  for (std::size_t row = 0; row < duties_.size(); ++row) {
    const SharedPlan::VendorDuty& duty = plan_.duties[row];
    Bits bits{};
    for (const auto& source : duty.sources) bits |= reached_by(source.from);
    bits = bits & relevant_in(duty.service);
    if (duty.contract.valid()) bits |= reached_by(duty.service) & party_[duty.party];
    const auto extras = extra;
    while (extra != extras_.end() && extra->duty == row) set(bits, (extra++)->bit);
    bits = bits & live_;
    if (!any(bits)) continue;
    Tally& tally = duties_[row];
    if (tally.systems.count == 0) {
      // As seen from one system: its first edge, its own `uses` last, else the contract alone.
      const std::uint32_t bit = first_bit(bits);
      const bool relevant = test(relevant_in(duty.service), bit);
      const auto source = std::ranges::find_if(
          duty.sources, [&](const auto& s) { return relevant && test(reached_by(s.from), bit); });
      const auto hop = std::find_if(extras, extra, [&](const Extra& e) { return e.bit == bit; });
      tally.witness = {block_[bit].system, {}, duty.service, {}, true};
      if (source != duty.sources.end()) {
        tally.witness.from = source->from;
        tally.witness.contract = source->contract;
      } else if (hop != extra) {
        tally.witness.contract = hop->contract;
      } else {
        tally.witness.from = first_start(duty.service, bit);
        tally.witness.contract = duty.contract;
      }
    }
    count(bits, tally);
  }
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
    Bits bits = any_of(edge.from) & relevant_in(edge.service) & live_;
    for (const std::uint32_t holder : edge.contracted) {
      for (std::size_t i = 0; i < bits.size(); ++i) bits[i] &= ~party_[holder][i];
    }
    const Bits candidates = bits;
    for_each_bit(candidates, [&](std::uint32_t bit) {
      if (owner_holds(edge.service, block_[bit].system)) clear(bits, bit);
    });
    if (!any(bits)) continue;
    Tally& tally = uncontracted_[row];
    if (tally.systems.count == 0) {
      const std::uint32_t bit = first_bit(bits);
      const auto from =
          std::ranges::find_if(edge.from, [&](ServiceId s) { return test(reached_by(s), bit); });
      tally.witness = {block_[bit].system, *from, edge.service, {}, true};
    }
    for_each_bit(bits, [&](std::uint32_t bit) {
      if (!tally.strong) tally.strong = holder_answers(edge, block_[bit].system);
    });
    count(bits, tally);
  }
}

/// Whether not all ways into `service` are things bought outright.
bool SharedFacts::is_answered_by_operator(ServiceId service, std::uint32_t bit) const {
  const bool used = std::ranges::any_of(
      block_[bit].chains, [&](const RootChain& use) { return use.service == service; });
  return used || std::ranges::any_of(supply_.edges_to(service), [&](std::uint32_t e) {
           return plan_.purchased[e] == 0 && test(reached_by(supply_.edges()[e].from), bit);
         });
}

void SharedFacts::add_answering() {
  for (std::size_t row = 0; row < answering_.size(); ++row) {
    const SharedPlan::Answering& answer = plan_.answering[row];
    Tally& tally = answering_[row];
    if (tally.systems.count > 0) continue;
    Bits bits = answer.as_operator ? reached_by(answer.service) : any_of(answer.from);
    bits = bits & relevant_in(answer.service) & live_;
    for_each_bit(Bits(bits), [&](std::uint32_t bit) {
      if (tally.systems.count > 0) return;
      const bool carries = std::ranges::any_of(
          answer.from, [&](ServiceId from) { return test(reached_by(from), bit); });
      if (!carries && !is_answered_by_operator(answer.service, bit)) return;
      const SystemId system = block_[bit].system;
      tally.systems = {.count = 1, .first = {system}};
      tally.witness = {system, first_start(answer.service, bit), answer.service, {}, true};
    });
  }
}

void SharedFacts::add_cycles() {
  for (std::uint32_t p = 0; p < cycles_.size(); ++p) {
    if (plan_.members[p].size() < 2) continue;
    const Bits bits = reach_[p] & live_;
    if (!any(bits)) continue;
    const ServiceId first = plan_.members[p].front();
    if (cycles_[p].systems.count == 0) {
      const std::uint32_t bit = first_bit(bits);
      cycles_[p].witness = {block_[bit].system, first_start(first, bit), first, {}, true};
    }
    count(bits, cycles_[p]);
  }
}

void SharedFacts::finish() {
  for (std::uint32_t p = 0; p < cycles_.size(); ++p) {
    if (cycles_[p].systems.count == 0) continue;
    tables_.cycles.put({.service = plan_.members[p].front(),
                        .systems = cycles_[p].systems,
                        .witness = cycles_[p].witness});
  }
  for (std::size_t row = 0; row < duties_.size(); ++row) {
    if (duties_[row].systems.count == 0) continue;
    const SharedPlan::VendorDuty& duty = plan_.duties[row];
    tables_.unmet_of_others.put({duty.service, duty.owes, duty.about, duty.state, false,
                                 duties_[row].systems, duties_[row].witness});
  }
  for (std::size_t row = 0; row < uncontracted_.size(); ++row) {
    const Tally& tally = uncontracted_[row];
    if (tally.systems.count == 0) continue;
    const SharedPlan::Uncontracted& edge = plan_.uncontracted[row];
    tables_.missing_contracts.put({edge.service, edge.holder, supply_.provider(edge.service),
                                   ConfirmationState::None, tally.strong, tally.systems,
                                   tally.witness});
  }
  for (std::size_t row = 0; row < answering_.size(); ++row) {
    if (answering_[row].systems.count == 0) continue;
    const SharedPlan::Answering& answer = plan_.answering[row];
    tables_.answering.put({answer.service,
                           answer.who,
                           {},
                           ConfirmationState::None,
                           false,
                           answering_[row].systems,
                           answering_[row].witness});
  }
}

}  // namespace musubi
