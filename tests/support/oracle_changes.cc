#include <algorithm>

#include "tests/support/oracle_impact_parts.h"
#include "tests/support/oracle_rules.h"

// The rules on recorded changes, `late-notice` and `stale-after-change`.
namespace musubi::oracle {
namespace {

Change change_of(const Model& model, const musubi::Change& record) {
  Change change{.targets = {text_of(model, record.target.name)},
                .kind = record.kind,
                .systems = {},
                .on = record.effective};
  if (!record.systems) return change;
  change.systems.emplace();
  for (const SystemRef& system : *record.systems) {
    change.systems->insert(text_of(model, system.name));
  }
  return change;
}

// The day of a change. An event may be on record by its announcement only.
std::optional<Date> day_of(const musubi::Change& record) {
  if (record.effective || !in_hours(record.kind)) return record.effective;
  return record.announced;
}

// When a party, or a facility of it, was told, as far as that is on record at D. Of several days
// the first counts, and an entry without one is no day that is too late.
struct WhenTold {
  bool at_all = false;
  std::optional<Date> on;
};

WhenTold when_told(const Facts& facts, const musubi::Change& record, const std::string& party) {
  WhenTold told;
  bool undated = false;
  for (const musubi::Told& entry : record.told) {
    if (party_of(*facts.model, entry.organization) != party) continue;
    if (entry.date && facts.date < *entry.date) continue;
    told.at_all = true;
    undated = undated || !entry.date;
    if (entry.date && (!told.on || *entry.date < *told.on)) told.on = entry.date;
  }
  if (undated) told.on.reset();
  return told;
}

// "told to an organization later than the contract's notice for its kind, or not told to one that
// semantics 5.2 says has to be"
void add_late(const Question& question, const Estate& estate, const musubi::Change& record) {
  const Facts& facts = question.facts;
  const std::optional<Date> day = day_of(record);
  if (!day) return;
  const Change change = change_of(*facts.model, record);
  const Look look = look_at(estate, change, change.targets);
  const Told told = find_told(look);
  for (const auto& [party, reached] : told.reached) {
    if (!told.affected.contains(party)) continue;
    const Clause& last = reached.route.back();
    const ContractFacts& contract =
        *std::ranges::find(facts.contracts, last.contract, &ContractFacts::id);
    const std::string& teller = last.relay ? contract.customer : contract.supplier;
    const int days = in_hours(record.kind)
                         ? (reached.lead + 23) / 24
                         : -*period(last.relay ? contract.relay : contract.notice, record.kind);
    const Date due = day->plus_days(days);
    const WhenTold when = when_told(facts, record, party);
    const bool late = when.at_all ? when.on && due < *when.on : due < facts.date;
    if (!late) continue;
    const auto is_party_to = [&](const std::string& id) {
      return estate.graphs.at(id).parties.contains(party);
    };
    Ids systems;
    for (const auto& [id, effect] : affected_systems(look)) {
      if (is_party_to(id)) systems.insert(id);
    }
    // A change in some systems concerns those who are parties to one of them.
    if (change.systems && systems.empty()) continue;
    Ids detail{due.to_string()};
    if (when.on) detail.insert(when.on->to_string());
    question.findings.add_in({"late-notice", text_of(*facts.model, record.id), teller, party},
                             Modality::Should, systems, detail);
  }
}

// "was not renewed …, since": the days of the agreement that are on record at D.
bool agreed_since(const Facts& facts, const std::string& contract, Date since) {
  const auto found = std::ranges::find(facts.contracts, contract, &ContractFacts::id);
  const Agreement* agreement = found->agreement;
  if (agreement == nullptr) return false;
  std::vector<Date> dates(agreement->renewed.begin(), agreement->renewed.end());
  if (agreement->date) dates.push_back(*agreement->date);
  return std::ranges::any_of(dates, [&](Date date) { return since <= date && date <= facts.date; });
}

bool confirmed_since(const Facts& facts, const Action& duty, Date since) {
  return std::ranges::any_of(facts.assessments, [&](const AssessmentFacts& assessment) {
    return since <= assessment.date && counts(facts, assessment, duty.by, duty.service, duty.with);
  });
}

// The affected systems in which the contract counts, of which it covers a component and to which
// its customer is a party; or in which the duty is one.
Ids systems_of(const Look& look, const Action& action) {
  Ids systems;
  for (const auto& [id, effect] : affected_systems(look)) {
    const System& system = look.graph(id);
    const auto is_the_duty = [&](const Duty& duty) {
      return duty.component == action.service && duty.owes == action.by &&
             duty.about == action.with;
    };
    const auto is_of_contract = [&](const ContractFacts& contract) {
      return contract.id == action.contract && counts_in(contract, id) &&
             system.parties.contains(contract.customer) &&
             std::ranges::any_of(contract.covers, [&](const std::string& service) {
               return system.components.contains(service);
             });
    };
    if (std::ranges::any_of(system.duties, is_the_duty) ||
        std::ranges::any_of(look.estate->facts.contracts, is_of_contract)) {
      systems.insert(id);
    }
  }
  return systems;
}

// "a recorded change took effect and an agreement in `reagree` was not renewed, or a duty in
// `reassess` not met, since". What was done after the change was announced counts.
void add_stale(const Question& question, const Estate& estate, const musubi::Change& record) {
  const Facts& facts = question.facts;
  const std::optional<Date> day = day_of(record);
  if (!day || facts.date < *day) return;
  const Date since = std::min(record.announced.value_or(*day), *day);
  const Change change = change_of(*facts.model, record);
  const Look look = look_at(estate, change, change.targets);
  for (const Action& action : find_actions(look)) {
    const bool reagree = action.what == "reagree";
    if (!reagree && action.what != "reassess") continue;
    const bool done = reagree ? agreed_since(facts, action.contract, since)
                              : confirmed_since(facts, action, since);
    if (done) continue;
    question.findings.add_in(
        {"stale-after-change", reagree ? action.contract : action.service, action.by, action.with},
        Modality::Must, systems_of(look, action), {text_of(*facts.model, record.id)});
  }
}

}  // namespace

void add_change_findings(const Question& question) {
  const Model& model = *question.facts.model;
  if (model.changes.empty()) return;
  Estate estate;
  read_estate(model, question.facts.date, estate);
  for (const musubi::Change& record : model.changes) {
    // One that is announced after D is not known yet.
    if (record.announced && question.facts.date < *record.announced) continue;
    add_late(question, estate, record);
    add_stale(question, estate, record);
  }
}

}  // namespace musubi::oracle
