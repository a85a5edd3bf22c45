#include "engine/fact_table.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace musubi {

namespace {

constexpr std::size_t kFirstSlots = 64;

auto key_of(const Fact& fact) {
  return std::tuple(fact.service, fact.contract, fact.owes, fact.counterparty);
}

std::size_t hash_of(const Fact& fact) {
  const auto half = [](auto id) { return id.valid() ? id.index() + 1 : 0; };
  std::size_t hash = half(fact.service) * 0x9E3779B97F4A7C15U;
  hash = (hash ^ half(fact.contract)) * 0xD6E8FEB86659FD93U;
  hash = (hash ^ half(fact.owes)) * 0xC2B2AE3D27D4EB4FU;
  hash = (hash ^ half(fact.counterparty)) * 0x165667B19E3779F9U;
  return hash ^ (hash >> 32U);
}

}  // namespace

void FactTable::grow() {
  slots_.assign(std::max(kFirstSlots, slots_.size() * 2), 0);
  for (std::uint32_t row = 0; row < entries_.size(); ++row) {
    std::size_t at = hash_of(entries_[row].fact) & (slots_.size() - 1);
    while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = row + 1;
  }
}

std::size_t FactTable::slot_of(const Fact& fact) {
  // At most half of the slots are taken, so a search ends soon.
  if (slots_.size() < 2 * (entries_.size() + 1)) grow();
  std::size_t at = hash_of(fact) & (slots_.size() - 1);
  while (slots_[at] != 0 && key_of(entries_[slots_[at] - 1].fact) != key_of(fact)) {
    at = (at + 1) & (slots_.size() - 1);
  }
  return at;
}

FactTable::Entry& FactTable::fill(std::size_t slot, Fact fact) {
  entries_.push_back({std::move(fact), {}});
  slots_[slot] = static_cast<std::uint32_t>(entries_.size());
  return entries_.back();
}

void FactTable::add(const Fact& fact) {
  const std::size_t slot = slot_of(fact);
  const bool is_new = slots_[slot] == 0;
  Entry& entry = is_new ? fill(slot, fact) : entries_[slots_[slot] - 1];
  if (is_new) entry.fact.systems = {};
  entry.fact.strong |= fact.strong;
  entry.fact.kinds |= fact.kinds;
  const SystemId system = fact.witness.system;
  if (entry.last == system) return;
  entry.last = system;
  ++entry.fact.systems.count;
  if (entry.fact.systems.first.size() < max_systems_) entry.fact.systems.first.push_back(system);
}

void FactTable::put(Fact fact) {
  const std::size_t slot = slot_of(fact);
  if (slots_[slot] == 0) {
    fill(slot, std::move(fact));
    return;
  }
  Fact& kept = entries_[slots_[slot] - 1].fact;
  if (fact.witness.system < kept.witness.system) kept.witness = fact.witness;
  kept.strong |= fact.strong;
  kept.kinds |= fact.kinds;
  kept.systems.count += fact.systems.count;
  std::vector<SystemId> first;
  std::ranges::merge(kept.systems.first, fact.systems.first, std::back_inserter(first));
  if (first.size() > max_systems_) first.resize(max_systems_);
  kept.systems.first = std::move(first);
}

void FactTable::merge(FactTable other) {
  if (entries_.empty()) {
    std::swap(entries_, other.entries_);
    std::swap(slots_, other.slots_);
    return;
  }
  for (Entry& entry : other.entries_) put(std::move(entry.fact));
}

std::vector<Fact> FactTable::take() {
  slots_ = {};
  std::vector<Fact> facts;
  facts.reserve(entries_.size());
  for (Entry& entry : entries_) facts.push_back(std::move(entry.fact));
  entries_ = {};
  std::ranges::sort(facts, {}, key_of);
  return facts;
}

void FactTables::merge(FactTables other) {
  unmet_independent.merge(std::move(other.unmet_independent));
  unmet_of_owner.merge(std::move(other.unmet_of_owner));
  unmet_of_others.merge(std::move(other.unmet_of_others));
  missing_contracts.merge(std::move(other.missing_contracts));
  gaps.merge(std::move(other.gaps));
  unexplained.merge(std::move(other.unexplained));
  undelimited.merge(std::move(other.undelimited));
  nominated.merge(std::move(other.nominated));
  cycles.merge(std::move(other.cycles));
  answering.merge(std::move(other.answering));
}

}  // namespace musubi
