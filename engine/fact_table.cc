#include "engine/fact_table.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace musubi {

std::size_t FactTable::Hash::operator()(const Key& key) const {
  const auto half = [](auto id) { return id.valid() ? id.index() + 1 : 0; };
  std::size_t hash = half(key.service) * 0x9E3779B97F4A7C15U;
  hash = (hash ^ half(key.contract)) * 0xD6E8FEB86659FD93U;
  hash = (hash ^ half(key.owes)) * 0xC2B2AE3D27D4EB4FU;
  hash = (hash ^ half(key.counterparty)) * 0x165667B19E3779F9U;
  return hash ^ (hash >> 32U);
}

void FactTable::add(const Fact& fact) {
  const auto [place, is_new] = entries_.try_emplace(
      {fact.service, fact.contract, fact.owes, fact.counterparty}, Entry{fact, {}});
  Entry& entry = place->second;
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
  const Key key{fact.service, fact.contract, fact.owes, fact.counterparty};
  const auto found = entries_.find(key);
  if (found == entries_.end()) {
    entries_.emplace(key, Entry{std::move(fact), {}});
    return;
  }
  Fact& kept = found->second.fact;
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
  for (auto& [key, entry] : other.entries_) put(std::move(entry.fact));
}

std::vector<Fact> FactTable::take() {
  std::vector<Fact> facts;
  facts.reserve(entries_.size());
  for (auto& [key, entry] : entries_) facts.push_back(std::move(entry.fact));
  std::ranges::sort(facts, {}, [](const Fact& f) {
    return std::tuple(f.service, f.contract, f.owes, f.counterparty);
  });
  entries_.clear();
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
