#include "engine/fact_table.h"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <tuple>
#include <utility>

#include "model/memory.h"

namespace musubi {

namespace {

constexpr std::size_t kFirstSlots = 64;

auto key_of(const Fact& fact) {
  return std::tuple(fact.service, fact.contract, fact.owes, fact.counterparty);
}

/// What does not apply comes last.
std::uint64_t number(auto id) { return id.valid() ? id.index() : 0xFFFFFFFFU; }

std::uint32_t hash_of(const Fact& fact) {
  std::size_t hash = number(fact.service) * 0x9E3779B97F4A7C15U;
  hash = (hash ^ number(fact.contract)) * 0xD6E8FEB86659FD93U;
  hash = (hash ^ number(fact.owes)) * 0xC2B2AE3D27D4EB4FU;
  hash = (hash ^ number(fact.counterparty)) * 0x165667B19E3779F9U;
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

/// Where a fact stands among the others, to be compared by numbers; those that are alike by their
/// first system.
struct Place {
  std::uint64_t about = 0, between = 0;
  std::uint32_t system = 0, row = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
  [[nodiscard]] bool is_same(const Place& other) const {
    return about == other.about && between == other.between;
  }
};

Place place_of(const Fact& fact, std::size_t row) {
  return {.about = number(fact.service) << 32U | number(fact.contract),
          .between = number(fact.owes) << 32U | number(fact.counterparty),
          .system = static_cast<std::uint32_t>(number(fact.witness.system)),
          .row = static_cast<std::uint32_t>(row)};
}

}  // namespace

void FactTable::grow() {
  const std::vector<Slot> slots =
      std::exchange(slots_, std::vector<Slot>(std::max(kFirstSlots, slots_.size() * 2)));
  for (const Slot& slot : slots) {
    if (slot.row == 0) continue;
    std::size_t at = slot.hash & (slots_.size() - 1);
    while (slots_[at].row != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

std::size_t FactTable::slot_of(const Fact& fact, std::uint32_t hash) {
  // At most half of the slots are taken, so a search ends soon.
  if (slots_.size() < 2 * (entries_.size() + 1)) grow();
  const auto is_it = [&](Slot slot) {
    return slot.hash == hash && key_of(entries_[slot.row - 1].fact) == key_of(fact);
  };
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].row != 0 && !is_it(slots_[at])) at = (at + 1) & (slots_.size() - 1);
  return at;
}

void FactTable::add(const Fact& fact) {
  const std::uint32_t hash = hash_of(fact);
  const std::size_t slot = slot_of(fact, hash);
  if (slots_[slot].row == 0) {
    entries_.push_back({fact, {}});
    entries_.back().fact.systems = {};
    slots_[slot] = {static_cast<std::uint32_t>(entries_.size()), hash};
  }
  Entry& entry = entries_[slots_[slot].row - 1];
  entry.fact.strong |= fact.strong;
  entry.fact.kinds |= fact.kinds;
  const SystemId system = fact.witness.system;
  if (entry.last == system) return;
  entry.last = system;
  ++entry.fact.systems.count;
  if (entry.fact.systems.first.size() < max_systems_) entry.fact.systems.first.push_back(system);
}

void FactTable::merge(FactTable other) {
  std::ranges::move(other.merged_, std::back_inserter(merged_));
  merged_.push_back(std::move(other.put_));
  for (Entry& entry : other.entries_) put_.push_back(std::move(entry.fact));
}

/// Precondition: the witness of `kept` is in the first of the systems.
void FactTable::unite(Fact& kept, Fact& other) const {
  kept.strong |= other.strong;
  kept.kinds |= other.kinds;
  kept.systems.count += other.systems.count;
  ShortList<SystemId> first;
  std::ranges::merge(kept.systems.first, other.systems.first, std::back_inserter(first));
  first.truncate(max_systems_);
  kept.systems.first = std::move(first);
}

std::vector<Fact> FactTable::take() {
  slots_ = {};
  for (Entry& entry : entries_) put_.push_back(std::move(entry.fact));
  entries_ = {};
  merged_.push_back(std::move(put_));
  std::vector<std::size_t> starts{0};
  for (const auto& part : merged_) starts.push_back(starts.back() + part.size());
  std::vector<Place> order;
  reserve_large(order, starts.back());
  for (const Fact& fact : merged_ | std::views::join) order.push_back(place_of(fact, order.size()));
  std::ranges::sort(order);
  const auto fact_at = [&](std::size_t row) -> Fact& {
    std::size_t part = 0;
    while (row >= starts[part + 1]) ++part;
    return merged_[part][row - starts[part]];
  };
  std::vector<Fact> facts;
  reserve_large(facts, order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    Fact& fact = fact_at(order[i].row);
    if (i > 0 && order[i].is_same(order[i - 1])) {
      unite(facts.back(), fact);
    } else {
      facts.push_back(std::move(fact));
    }
  }
  put_ = {};
  merged_ = {};
  return facts;
}

void FactTables::merge(FactTables other) {
  unmet_independent.merge(std::move(other.unmet_independent));
  unmet_of_owner.merge(std::move(other.unmet_of_owner));
  unmet_of_others.merge(std::move(other.unmet_of_others));
  met.merge(std::move(other.met));
  missing_contracts.merge(std::move(other.missing_contracts));
  gaps.merge(std::move(other.gaps));
  unexplained.merge(std::move(other.unexplained));
  undelimited.merge(std::move(other.undelimited));
  nominated.merge(std::move(other.nominated));
  cycles.merge(std::move(other.cycles));
  answering.merge(std::move(other.answering));
}

void RowTallies::put(std::size_t row, const Witness& witness) {
  auto& [systems, first_witness] = tallies_[row];
  const SystemId known = first_witness.system;
  if (!known.valid() || witness.system < known) first_witness = witness;
  auto& first = systems.first;
  first.push_back(witness.system);
  std::rotate(std::ranges::upper_bound(first.begin(), first.end() - 1, witness.system),
              first.end() - 1, first.end());
  first.truncate(max_systems_);
  settle(row);
}

void PlanTallies::finish(const SharedPlan& plan, FactTables& tables) {
  duties.take([&](std::size_t row, RowTallies::Tally& tally) {
    const SharedPlan::VendorDuty& duty = plan.duties[row];
    FactTable& table = duty.state == ConfirmationState::Met ? tables.met : tables.unmet_of_others;
    table.put({.service = duty.service,
               .owes = duty.owes,
               .counterparty = duty.about,
               .state = duty.state,
               .systems = std::move(tally.systems),
               .witness = tally.witness});
  });
  answering.take([&](std::size_t row, RowTallies::Tally& tally) {
    const SharedPlan::Answering& answer = plan.answering[row];
    tables.answering.put({.service = answer.service,
                          .owes = answer.who,
                          .systems = std::move(tally.systems),
                          .witness = tally.witness});
  });
}

}  // namespace musubi
