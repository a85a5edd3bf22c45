#include "tests/support/oracle_rank.h"

#include "tests/support/oracle_impact_parts.h"

namespace musubi::oracle {
namespace {

Ids systems_of(const ChangeOracle& oracle, ChangeKind kind, const std::string& target) {
  const Change change{.targets = {target}, .kind = kind, .systems = {}, .on = {}};
  Ids systems;
  for (const auto& [id, effect] : affected_systems(look_at(oracle.estate(), change, {target}))) {
    if (kind != ChangeKind::Outage || effect == Effect::Down) systems.insert(id);
  }
  return systems;
}

// "Only institutions are counted facility by facility."
std::map<std::string, double> owners_of(const Model& model, const Ids& systems) {
  std::map<std::string, double> owners;
  for (const musubi::System& system : model.systems) {
    if (!systems.contains(text_of(model, system.id))) continue;
    const Organization& owner = model[system.owner.id];
    owners[text_of(model, owner.id)] = owner.weight;
  }
  return owners;
}

}  // namespace

std::map<std::string, Hanging> rank(const ChangeOracle& oracle, ChangeKind kind, const Ids& of) {
  const Model& model = *oracle.estate().facts.model;
  std::map<std::string, Hanging> ranked;
  for (const std::string& target : of) {
    Hanging& row = ranked[target];
    row.systems = systems_of(oracle, kind, target);
    for (const auto& [id, weight] : owners_of(model, row.systems)) {
      row.institutions.insert(id);
      row.weight += weight;
    }
    const Ids down = systems_of(oracle, ChangeKind::Outage, target);
    for (const auto& [id, weight] : owners_of(model, down)) row.single_point_for.insert(id);
  }
  return ranked;
}

}  // namespace musubi::oracle
