#include "tests/support/random_change.h"

#include "tests/support/random.h"

namespace musubi::test {
namespace {

using Names = std::vector<std::string>;

template <class Record>
Names ids_of(const Model& model, const Table<Record>& records) {
  Names ids;
  for (const Record& record : records) ids.emplace_back(model.text(record.id));
  return ids;
}

constexpr ChangeKind kKinds[] = {ChangeKind::ServiceChange, ChangeKind::ContractChange,
                                 ChangeKind::Termination, ChangeKind::Incident, ChangeKind::Outage};
const char* const kWords[] = {"service_change", "contract_change", "termination", "incident",
                              "outage"};

oracle::Ids some_of(const Names& names, Random& random) {
  oracle::Ids some;
  for (const std::string& name : names) {
    if (random.chance(50)) some.insert(name);
  }
  return some;
}

// One of each sort, and two of all.
std::vector<oracle::Ids> random_targets(const Model& model, Random& random) {
  std::vector<oracle::Ids> targets;
  Names all;
  for (const Names& names : {ids_of(model, model.services), ids_of(model, model.contracts),
                             ids_of(model, model.organizations)}) {
    if (names.empty()) continue;
    targets.push_back({random.pick(names)});
    all.insert(all.end(), names.begin(), names.end());
  }
  targets.push_back({random.pick(all), random.pick(all)});
  return targets;
}

}  // namespace

std::vector<oracle::Change> random_changes(const Model& model, std::uint64_t seed) {
  Random random(seed + 0x5eed);
  std::vector<oracle::Change> changes;
  for (const ChangeKind kind : kKinds) {
    for (oracle::Ids& targets : random_targets(model, random)) {
      oracle::Change change{.targets = std::move(targets), .kind = kind, .systems = {}, .on = {}};
      if (random.chance(25)) change.systems = some_of(ids_of(model, model.systems), random);
      if (random.chance(50)) change.on = model.as_of->date.plus_days(random.between(-10, 200));
      changes.push_back(std::move(change));
    }
  }
  return changes;
}

std::string describe(const oracle::Change& change) {
  std::string text = kWords[static_cast<std::size_t>(change.kind)];
  for (const std::string& target : change.targets) text += " " + target;
  if (!change.systems) return text;
  text += " in systems";
  for (const std::string& system : *change.systems) text += " " + system;
  return text;
}

}  // namespace musubi::test
