#include "engine/plain_block.h"

#include <algorithm>
#include <utility>

namespace musubi {

PlainBlock::PlainBlock(const SharedPlan& plan) : plan_(plan), supply_(*plan.supply) {
  reach_.resize(plan.parts.part_count);
  relevant_.resize(plan.parts.part_count);
  parties_.resize(plan.parties.size());
  is_reached_.assign(supply_.service_count(), 0);
}

/// False where the system is not plain, or its owner has no chain of contracts to something that it
/// uses.
bool PlainBlock::take(SystemId system) {
  if (is_closed_) clear();
  if (!plan_.plain.may_be_plain(system)) return false;
  const std::size_t begin = chains_.size();
  const OrganizationId owner = supply_.owner(system);
  const auto counts = [&](ContractId k) { return supply_.holds_in(k, system); };
  for (const Dependency& dependency : supply_.model()[system].uses) {
    for (const ServiceRef& member : dependency.members) {
      Chain chain = find_chain(supply_, owner, member.id, counts);
      if (!chain.exists()) {
        chains_.resize(begin);
        return false;
      }
      chains_.push_back({member.id, std::move(chain)});
    }
  }
  systems_.push_back(system);
  chain_starts_.push_back(chains_.size());
  return true;
}

/// Drops those with a component that runs on what others chose.
void PlainBlock::close(std::vector<SystemId>& left) {
  is_closed_ = true;
  fill();
  const SystemBits dropped = any_of(plan_.plain.chosen_by_others());
  if (dropped.any()) drop(dropped);
  dropped.for_each([&](std::uint32_t bit) { left.push_back(systems_[bit]); });
  for (std::size_t i = 0; i < is_reached_.size(); ++i) {
    if (is_reached_[i] != 0) services_.emplace_back(i);
  }
  find_parties();
}

/// Who provides a component, who carries the chain of an edge, and who carries one to what a system
/// uses.
void PlainBlock::find_parties() {
  for (std::size_t row = 0; row < parties_.size(); ++row) {
    SystemBits& bits = parties_[row];
    bits.clear();
    for (const ServiceId service : plan_.parties[row].seen_with) {
      if (is_reached_[service.index()] != 0) bits |= reached_by(service);
    }
  }
  live_.for_each([&](std::uint32_t bit) {
    for (const RootChain& use : (*this)[bit].chains) {
      for (const OrganizationId carrier : use.chain.carriers) {
        parties_[plan_.party_row(carrier)].set(bit);
      }
    }
  });
}

/// From the top down: a circle is reached where one that depends on it is, and what it holds
/// matters where it, or one of these, handles medical information.
void PlainBlock::fill() {
  for (std::uint32_t bit = 0; bit < systems_.size(); ++bit) {
    live_.set(bit);
    for (const RootChain& use : (*this)[bit].chains) reach_[part(use.service)].set(bit);
  }
  for (std::uint32_t p = plan_.parts.part_count; p-- > 0;) {
    if (!reach_[p].any()) continue;
    reached_parts_.push_back(p);
    for (const ServiceId service : plan_.members[p]) {
      is_reached_[service.index()] = 1;
      spread_from(service);
    }
  }
}

/// What reaches a service reaches what is right below it.
void PlainBlock::spread_from(ServiceId service) {
  const std::uint32_t p = part(service);
  for (const ServiceEdge& edge : supply_.edges_from(service)) {
    const std::uint32_t below = part(edge.to);
    if (below == p) continue;
    reach_[below] |= reach_[p];
    if (plan_.part_handles[below] == 0) relevant_[below] |= relevant_part(p);
  }
}

void PlainBlock::drop(const SystemBits& systems) {
  live_.clear(systems);
  for (const std::uint32_t p : reached_parts_) {
    reach_[p].clear(systems);
    relevant_[p].clear(systems);
    if (reach_[p].any()) continue;
    for (const ServiceId service : plan_.members[p]) is_reached_[service.index()] = 0;
  }
  std::erase_if(reached_parts_, [this](std::uint32_t p) { return !reach_[p].any(); });
}

void PlainBlock::clear() {
  is_closed_ = false;
  systems_.clear();
  chains_.clear();
  chain_starts_.assign(1, 0);
  for (const std::uint32_t p : reached_parts_) {
    reach_[p].clear();
    relevant_[p].clear();
  }
  reached_parts_.clear();
  std::ranges::fill(is_reached_, 0);
  services_.clear();
  live_.clear();
}

SystemBits PlainBlock::any_of(std::span<const ServiceId> services) const {
  SystemBits bits;
  for (const ServiceId service : services) bits |= reached_by(service);
  return bits;
}

ServiceId PlainBlock::first_start(ServiceId s, std::uint32_t bit) const {
  for (const std::uint32_t e : supply_.edges_to(s)) {
    const ServiceId from = supply_.edges()[e].from;
    if (reached_by(from).test(bit)) return from;
  }
  return {};
}

}  // namespace musubi
