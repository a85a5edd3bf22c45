#include "engine/plain_block.h"

#include <utility>

namespace musubi {

PlainBlock::PlainBlock(const SharedPlan& plan) : plan_(plan), supply_(*plan.supply) {
  reach_.resize(plan.parts.part_count);
  relevant_.resize(plan.parts.part_count);
}

/// False where the system is not plain, or its owner has no chain of contracts to something that it
/// uses.
bool PlainBlock::take(SystemId system) {
  if (is_closed_) candidates_.clear();
  is_closed_ = false;
  if (!plan_.plain.may_be_plain(system)) return false;
  Candidate candidate{.system = system, .chains = {}};
  const OrganizationId owner = supply_.owner(system);
  const auto counts = [&](ContractId k) { return supply_.holds_in(k, system); };
  for (const Dependency& dependency : supply_.model()[system].uses) {
    for (const ServiceRef& member : dependency.members) {
      Chain chain = find_chain(supply_, owner, member.id, counts);
      if (!chain.exists()) return false;
      candidate.chains.push_back({member.id, std::move(chain)});
    }
  }
  candidates_.push_back(std::move(candidate));
  return true;
}

/// Drops those with a component that runs on what others chose.
void PlainBlock::close(std::vector<SystemId>& left) {
  is_closed_ = true;
  fill();
  const SystemBits dropped = any_of(plan_.plain.chosen_by_others());
  if (dropped.any()) drop(dropped);
  dropped.for_each([&](std::uint32_t bit) { left.push_back(candidates_[bit].system); });
  for (std::size_t i = 0; i < supply_.service_count(); ++i) {
    if (reached_by(ServiceId(i)).any()) services_.emplace_back(i);
  }
}

/// From the top down: a circle is reached where one that depends on it is, and what it holds
/// matters where it, or one of these, handles medical information.
void PlainBlock::fill() {
  clear();
  for (std::uint32_t bit = 0; bit < candidates_.size(); ++bit) {
    live_.set(bit);
    for (const RootChain& use : candidates_[bit].chains) reach_[part(use.service)].set(bit);
  }
  for (std::uint32_t p = plan_.parts.part_count; p-- > 0;) {
    if (!reach_[p].any()) continue;
    for (const ServiceId service : plan_.members[p]) spread_from(service);
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
  for (SystemBits& row : reach_) row.clear(systems);
  for (SystemBits& row : relevant_) row.clear(systems);
}

void PlainBlock::clear() {
  for (SystemBits& row : reach_) row.clear();
  for (SystemBits& row : relevant_) row.clear();
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
