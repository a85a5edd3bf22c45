#include "engine/shared_facts.h"

#include <algorithm>
#include <utility>

#include "engine/responsibility.h"

namespace musubi {
namespace {

using Bits = SharedFacts::Bits;

}  // namespace

SharedFacts::SharedFacts(const SharedPlan& plan, const PlainBlock& block, FactTables& tables,
                         std::vector<char>& reached, std::size_t max_systems)
    : plan_(plan),
      supply_(*plan.supply),
      tables_(tables),
      reached_(reached),
      max_systems_(max_systems),
      block_(block) {
  duties_.resize(plan.duties.size());
  uncontracted_.resize(plan.uncontracted.size());
  answering_.resize(plan.answering.size());
  cycles_.resize(plan.parts.part_count);
  party_.resize(plan.parties.size());
}

void SharedFacts::add_block() {
  for (std::uint32_t p = 0; p < plan_.members.size(); ++p) {
    if (!(block_.part_reached_by(p) & block_.live()).any()) continue;
    for (const ServiceId service : plan_.members[p]) reached_[service.index()] = 1;
  }
  for (std::size_t row = 0; row < party_.size(); ++row) {
    party_[row] = block_.any_of(plan_.parties[row].seen_with);
  }
  extras_.clear();
  block_.live().for_each([this](std::uint32_t bit) { add_of_owner(bit); });
  std::ranges::sort(extras_);
  add_duties();
  add_uncontracted();
  add_answering();
  if (plan_.wanted == SharedPlan::Duties::Unmet) add_cycles();
}

/// What hangs on the owner's own contracts: its duties, and who carries the chains to what it uses.
void SharedFacts::add_of_owner(std::uint32_t bit) {
  for (const RootChain& use : block_[bit].chains) {
    for (const OrganizationId carrier : use.chain.carriers) {
      const std::uint32_t row = plan_.party_row(carrier);
      if (row < party_.size()) party_[row].set(bit);
    }
    if (relevant_in(use.service).test(bit)) add_root_chain(use, bit);
  }
  const SystemId system = block_[bit].system;
  for (const ContractId k : supply_.bought_by(supply_.owner(system))) {
    if (!is_supply_kind(supply_.kind(k)) || !supply_.holds_in(k, system)) continue;
    for (const ServiceRef& covered : supply_.model()[k].covers) {
      if (!supply_.handles(covered.id) || !reached_by(covered.id).test(bit)) continue;
      add_owner_duty(system, covered.id, block_.first_start(covered.id, bit), k);
    }
  }
}

void SharedFacts::add_root_chain(const RootChain& use, std::uint32_t bit) {
  const SystemId system = block_[bit].system;
  const bool answering = plan_.wanted == SharedPlan::Duties::Unmet;
  for (std::size_t i = 0; answering && i < use.chain.carriers.size(); ++i) {
    const OrganizationId carrier = use.chain.carriers[i];
    tables_.answering.add(
        {.service = use.service,
         .owes = carrier,
         .witness = {system, block_.first_start(use.service, bit), use.service, {}, true}});
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
  if (!plan_.wants(state)) return;
  tables_.unmet_of_owner.add({.service = service,
                              .owes = owner,
                              .counterparty = about,
                              .state = state,
                              .witness = {system, from, service, k, true}});
}

void SharedFacts::count(const Bits& bits, Tally& tally) const {
  tally.systems.count += bits.count();
  auto& first = tally.systems.first;
  if (first.size() >= max_systems_) return;
  bits.for_each([&](std::uint32_t bit) {
    if (first.size() < max_systems_) first.push_back(block_[bit].system);
  });
}

void SharedFacts::add_duties() {
  auto extra = extras_.begin();
  for (std::size_t row = 0; row < duties_.size(); ++row) {
    const SharedPlan::VendorDuty& duty = plan_.duties[row];
    if (!reached_by(duty.service).any()) continue;
    Bits bits{};
    for (const auto& source : duty.sources) bits |= reached_by(source.from);
    bits = bits & relevant_in(duty.service);
    if (duty.contract.valid()) bits |= reached_by(duty.service) & party_[duty.party];
    const auto extras = extra;
    while (extra != extras_.end() && extra->duty == row) bits.set((extra++)->bit);
    bits = bits & block_.live();
    if (!bits.any()) continue;
    Tally& tally = duties_[row];
    if (tally.systems.count == 0) {
      // As seen from one system: its first edge, its own `uses` last, else the contract alone.
      const std::uint32_t bit = bits.first();
      const bool relevant = relevant_in(duty.service).test(bit);
      const auto source = std::ranges::find_if(
          duty.sources, [&](const auto& s) { return relevant && reached_by(s.from).test(bit); });
      const auto hop = std::find_if(extras, extra, [&](const Extra& e) { return e.bit == bit; });
      tally.witness = {block_[bit].system, {}, duty.service, {}, true};
      if (source != duty.sources.end()) {
        tally.witness.from = source->from;
        tally.witness.contract = source->contract;
      } else if (hop != extra) {
        tally.witness.contract = hop->contract;
      } else {
        tally.witness.from = block_.first_start(duty.service, bit);
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
    Bits bits = block_.any_of(edge.from) & relevant_in(edge.service) & block_.live();
    for (const std::uint32_t holder : edge.contracted) {
      bits.clear(party_[holder]);
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
    count(bits, tally);
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

void SharedFacts::add_answering() {
  for (std::size_t row = 0; row < answering_.size(); ++row) {
    const SharedPlan::Answering& answer = plan_.answering[row];
    Tally& tally = answering_[row];
    if (tally.systems.count > 0) continue;
    Bits bits = answer.as_operator ? reached_by(answer.service) : block_.any_of(answer.from);
    bits = bits & relevant_in(answer.service) & block_.live();
    bits.for_each([&](std::uint32_t bit) {
      if (tally.systems.count > 0) return;
      const bool carries = std::ranges::any_of(
          answer.from, [&](ServiceId from) { return reached_by(from).test(bit); });
      if (!carries && !is_answered_by_operator(answer.service, bit)) return;
      const SystemId system = block_[bit].system;
      tally.systems = {.count = 1, .first = {system}};
      tally.witness = {system, block_.first_start(answer.service, bit), answer.service, {}, true};
    });
  }
}

void SharedFacts::add_cycles() {
  for (std::uint32_t p = 0; p < cycles_.size(); ++p) {
    if (plan_.members[p].size() < 2) continue;
    const Bits bits = block_.part_reached_by(p) & block_.live();
    if (!bits.any()) continue;
    const ServiceId first = plan_.members[p].front();
    if (cycles_[p].systems.count == 0) {
      const std::uint32_t bit = bits.first();
      cycles_[p].witness = {block_[bit].system, block_.first_start(first, bit), first, {}, true};
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
