#include "tests/support/impact_answers.h"

#include <algorithm>

namespace musubi::test {
namespace {

template <class AnyId>
std::string id_of(const Model& model, AnyId id) {
  return id.valid() ? std::string(model.id(id)) : std::string();
}

oracle::Effect effect_of(ImpactState state) {
  switch (state) {
    case ImpactState::Down: return oracle::Effect::Down;
    case ImpactState::Degraded: return oracle::Effect::Degraded;
    default: return oracle::Effect::Affected;
  }
}

oracle::Telling telling_of(const Model& model, const AffectedOrganization& row) {
  oracle::Telling telling{.origin = row.origin, .told = row.told, .late = row.late};
  if (row.lead) telling.lead = static_cast<int>(*row.lead);
  telling.latest_notice = row.latest_notice;
  if (!row.route.empty()) {
    oracle::Route route;
    for (const EvidenceStep& step : row.route) {
      route.push_back({id_of(model, step.contract), step.by == EvidenceStep::By::Relay});
    }
    telling.routes.insert(route);
  }
  if (row.promised_in.valid()) telling.promised_in.insert(id_of(model, row.promised_in));
  if (row.missing_in.valid()) {
    telling.missing.insert({id_of(model, row.missing_in), row.missing_relay});
  }
  return telling;
}

std::string word(ActionKind kind) {
  switch (kind) {
    case ActionKind::ReportIncident: return "report_incident";
    case ActionKind::ConsiderLeakReport: return "consider_leak_report";
    case ActionKind::ProposeRecurrencePrevention: return "propose_recurrence_prevention";
    case ActionKind::Reassess: return "reassess";
    case ActionKind::Reagree: return "reagree";
    case ActionKind::RevisitScope: return "revisit_scope";
    case ActionKind::ReturnAndErase: return "return_and_erase";
  }
  return "";
}

// The engine's, where it is one of those that fit.
template <class Set>
void choose(Set& fitting, const Set& chosen) {
  if (chosen.size() == 1 && fitting.contains(*chosen.begin())) fitting = chosen;
}

}  // namespace

ChangeQuestion question_of(const Model& model, const oracle::Change& change) {
  ChangeQuestion question{.targets = {}, .kind = change.kind, .systems = {}, .on = change.on};
  for (const std::string& target : change.targets) question.targets.push_back(*model.find(target));
  if (change.systems) {
    question.systems.emplace();
    for (const std::string& system : *change.systems) {
      question.systems->emplace_back(model.find(system)->index);
    }
  }
  return question;
}

oracle::Impact impact_answer(const Model& model, const Impact& impact) {
  oracle::Impact made;
  for (const AffectedService& row : impact.services) {
    made.services[id_of(model, row.service)] = effect_of(row.state);
  }
  for (const AffectedSystem& row : impact.systems) {
    made.systems[id_of(model, row.system)] = effect_of(row.state);
  }
  for (const AffectedInstitution& row : impact.institutions) {
    made.institutions[id_of(model, row.facility)] = effect_of(row.state);
  }
  for (const AffectedOrganization& row : impact.organizations) {
    made.organizations[id_of(model, row.organization)] = telling_of(model, row);
  }
  for (const ImpactAction& action : impact.actions) {
    made.actions.insert({.what = word(action.kind),
                         .contract = id_of(model, action.contract),
                         .service = id_of(model, action.service),
                         .by = id_of(model, action.by),
                         .with = id_of(model, action.with)});
  }
  return made;
}

void accept_choices(oracle::Impact& expected, const oracle::Impact& actual) {
  for (auto& [id, telling] : expected.organizations) {
    const auto found = actual.organizations.find(id);
    if (found == actual.organizations.end()) continue;
    choose(telling.routes, found->second.routes);
    choose(telling.promised_in, found->second.promised_in);
    choose(telling.missing, found->second.missing);
  }
}

}  // namespace musubi::test
