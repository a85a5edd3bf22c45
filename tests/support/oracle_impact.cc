#include "tests/support/oracle_impact.h"

#include <algorithm>

#include "tests/support/oracle_impact_parts.h"

namespace musubi::oracle {
namespace {

// "a service whose state differs between graphs has the worst"
void add_worst(std::map<std::string, Effect>& effects, const std::string& id, Effect effect) {
  const auto [there, fresh] = effects.try_emplace(id, effect);
  if (!fresh) there->second = std::max(there->second, effect);
}

std::string word(Effect effect) {
  switch (effect) {
    case Effect::Down: return "down";
    case Effect::Degraded: return "degraded";
    case Effect::Affected: break;
  }
  return "affected";
}

template <class Items, class Write>
std::string join(const Items& items, Write write) {
  std::string text;
  for (const auto& item : items) text += (text.empty() ? "" : " | ") + write(item);
  return text;
}

std::string write_clause(const Clause& clause) {
  return clause.contract + (clause.relay ? " (relay)" : "");
}

void add_telling(const std::string& id, const Telling& telling, Lines& lines) {
  const std::string head = "organization " + id;
  std::string how = telling.origin ? "origin" : telling.told ? "told" : "never told";
  if (telling.lead) how += " " + std::to_string(*telling.lead);
  lines[head + "/told"] = how;
  lines[head + "/route"] = join(telling.routes, [](const Route& route) {
    std::string text;
    for (const Clause& clause : route) text += (text.empty() ? "" : " > ") + write_clause(clause);
    return text;
  });
  if (telling.latest_notice) lines[head + "/latest"] = telling.latest_notice->to_string();
  if (telling.late) {
    lines[head + "/late"] =
        join(telling.promised_in, [](const std::string& contract) { return contract; });
  }
  if (!telling.missing.empty()) lines[head + "/missing"] = join(telling.missing, write_clause);
}

}  // namespace

ChangeOracle::ChangeOracle(const Model& model, Date date) : estate_(std::make_unique<Estate>()) {
  read_estate(model, date, *estate_);
}
ChangeOracle::~ChangeOracle() = default;

Impact ChangeOracle::impact(const Change& change) const {
  const Look all = look_at(*estate_, change, change.targets);
  std::vector<Look> each;
  for (const std::string& target : change.targets) {
    each.push_back(look_at(*estate_, change, {target}));
  }
  Impact impact;
  for (const auto& [id, effects] : all.affected) {
    for (const auto& [service, effect] : effects) {
      if (!service.empty()) add_worst(impact.services, service, effect);
    }
  }
  impact.systems = affected_systems(all);
  // "Only institutions are counted facility by facility."
  const Model& model = *estate_->facts.model;
  for (const musubi::System& system : model.systems) {
    const auto affected = impact.systems.find(text_of(model, system.id));
    if (affected == impact.systems.end()) continue;
    add_worst(impact.institutions, text_of(model, model[system.owner.id].id), affected->second);
  }
  impact.organizations = tell(all, each, change.on);
  impact.actions = find_actions(all);
  return impact;
}

Background ChangeOracle::background(const Change& change) const {
  const Look look = look_at(*estate_, change, change.targets);
  Background background{.places = {}, .contracts = look.contracts, .origins = {}};
  for (const auto& [id, struck] : look.struck) {
    background.places[id] = {
        .graph = &estate_->graphs.at(id),
        .services = struck.services,
        .edges = change.kind == ChangeKind::Outage ? struck.failing : struck.edges,
        .effects = look.affected.at(id)};
  }
  for (const std::string& target : change.targets) {
    background.origins.insert(find_origin(look_at(*estate_, change, {target})));
  }
  return background;
}

Lines to_lines(const Impact& impact) {
  Lines lines;
  for (const auto& [id, effect] : impact.services) lines["service " + id] = word(effect);
  for (const auto& [id, effect] : impact.systems) lines["system " + id] = word(effect);
  for (const auto& [id, effect] : impact.institutions) lines["institution " + id] = word(effect);
  for (const auto& [id, telling] : impact.organizations) add_telling(id, telling, lines);
  for (const Action& action : impact.actions) {
    lines["action " + action.what + " " + action.contract + action.service + " by " + action.by +
          " with " + action.with] = "to be done";
  }
  return lines;
}

}  // namespace musubi::oracle
