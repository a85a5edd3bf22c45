#include <algorithm>
#include <chrono>

#include "tests/support/oracle_parts.h"

namespace musubi::oracle {

std::string text_of(const Model& model, Symbol symbol) { return std::string(model.text(symbol)); }

// "the whole at the top of the `part_of` chain stands for it."
std::string party_of(const Model& model, OrganizationId organization) {
  const Organization* at = &model[organization];
  while (at->part_of.given()) at = &model[at->part_of.id];
  return text_of(model, at->id);
}

std::string party_of(const Model& model, const OrganizationRef& ref) {
  return party_of(model, ref.id);
}

Ids parties_of(const Model& model, const List<OrganizationRef>& refs) {
  Ids parties;
  for (const OrganizationRef& ref : refs) parties.insert(party_of(model, ref));
  return parties;
}

namespace {

// "until the same day so many months after its `date`, or the last day of that month where there
// is no such day". Written out here, not taken from `Date`, which is under test.
Date months_after(Date date, int months) {
  const std::chrono::year_month_day day(date.days());
  const int count = static_cast<int>(day.year()) * 12 +
                    static_cast<int>(static_cast<unsigned>(day.month())) - 1 + months;
  const std::chrono::year year(count / 12);
  const std::chrono::month month(static_cast<unsigned>(count % 12) + 1U);
  unsigned number = static_cast<unsigned>(day.day());
  while (!std::chrono::year_month_day(year, month, std::chrono::day(number)).ok()) --number;
  return Date(
      std::chrono::sys_days(std::chrono::year_month_day(year, month, std::chrono::day(number))));
}

// "The kinds of a party are those of the whole and of all its facilities together; its
// `bears_responsibility` is true if one of them says so, else false if one of them does."
void add_parties(const Model& model, Facts& facts) {
  for (std::size_t i = 0; i < model.organizations.size(); ++i) {
    const Organization& organization = model.organizations[i];
    PartyFacts& party = facts.parties[party_of(model, OrganizationId(i))];
    party.kinds.add(organization.kinds);
    if (organization.bears_responsibility.has_value()) {
      const bool before = party.bears_responsibility.value_or(false);
      party.bears_responsibility = before || *organization.bears_responsibility;
    }
    // "it or a facility of it is a `member_of`"
    party.member_of.merge(parties_of(model, organization.member_of));
  }
}

void add_dependency(const Model& model, const Dependency& dependency,
                    std::vector<DependencyFacts>& to) {
  std::optional<std::string> selector;
  if (dependency.selected_by.given()) selector = party_of(model, dependency.selected_by);
  for (const ServiceRef& member : dependency.members) {
    to.push_back(
        {.to = text_of(model, member.name), .selected_by = selector, .any_of = dependency.any_of});
  }
}

void add_services(const Model& model, Facts& facts) {
  for (const Service& service : model.services) {
    ServiceFacts& made = facts.services[text_of(model, service.id)];
    made.provider = party_of(model, service.provider);
    made.handles = service.handles_medical_information;
    if (service.developer.given()) made.developer = party_of(model, service.developer);
    if (!service.depends_on) continue;
    for (const Dependency& dependency : *service.depends_on) {
      add_dependency(model, dependency, made.dependencies);
    }
  }
}

void add_systems(const Model& model, Facts& facts) {
  for (const musubi::System& system : model.systems) {
    SystemFacts& made = facts.systems[text_of(model, system.id)];
    made.institution = party_of(model, system.owner);
    for (const Dependency& dependency : system.uses) {
      add_dependency(model, dependency, made.uses);
    }
    for (const Placement& placement : system.placements) {
      std::vector<DependencyFacts> members;
      add_dependency(model, placement.on, members);
      for (DependencyFacts& member : members) {
        made.placements.push_back(
            {.service = text_of(model, placement.service.name), .on = std::move(member)});
      }
    }
  }
}

// "A record is active at D when `from` ≤ D (absent: always was) and D ≤ `until` (absent: for
// ever)"; "A contract with `"renewal": "automatic"` stays active past `until`. The `until` of a
// `sale` is not read".
bool is_active(const Model& model, const Contract& contract, Date date) {
  if (contract.from && date < *contract.from) return false;
  if (!contract.until || contract.kind == ContractKind::Sale) return true;
  return date <= *contract.until || model.renews_automatically(contract);
}

std::map<ChangeKind, int> lengths_of(const Periods* periods) {
  std::map<ChangeKind, int> lengths;
  if (periods == nullptr) return lengths;
  for (const Period& period : periods->periods) lengths[period.kind] = period.length;
  return lengths;
}

void add_content(const Model& model, const Contract& contract, Date date, ContractFacts& made) {
  // "Records dated after D do not count yet."
  made.written = model.agreement(contract);
  const bool later = made.written != nullptr && made.written->date && date < *made.written->date;
  if (!later) made.agreement = made.written;
  made.duties = model.duties(contract);
  made.notice = lengths_of(model.notice(contract));
  made.relay = lengths_of(model.relay(contract));
  made.standard_terms = model.form(contract) == ContractForm::StandardTerms;
  made.automatic = model.renews_automatically(contract);
  made.renewal_notice_days = model.renewal_notice_days(contract);
  made.from = contract.from;
  made.until = contract.until;
  std::optional<bool> entrusts;
  if (contract.own) entrusts = contract.own->entrusts_personal_data;
  if (!entrusts && contract.terms.given()) {
    entrusts = model.terms[contract.terms.id.index()].content.entrusts_personal_data;
  }
  made.entrusts_personal_data = entrusts.value_or(true);
}

void add_contracts(const Model& model, Date date, Facts& facts) {
  for (const Contract& contract : model.contracts) {
    ContractFacts made;
    made.id = text_of(model, contract.id);
    made.kind = contract.kind;
    made.customer = party_of(model, contract.customer);
    made.supplier = party_of(model, contract.supplier);
    for (const ServiceRef& service : contract.covers) {
      made.covers.insert(text_of(model, service.name));
    }
    made.active = is_active(model, contract, date);
    if (contract.systems) {
      made.systems.emplace();
      for (const SystemRef& system : *contract.systems) {
        made.systems->insert(text_of(model, system.name));
      }
    }
    add_content(model, contract, date, made);
    if (const Agreement* agreement = model.agreement(contract); agreement != nullptr) {
      made.responsibility_scope = agreement->responsibility_scope.value_or(false);
      if (agreement->unknown_components) {
        for (const ServiceRef& service : *agreement->unknown_components) {
          made.unknown_components.insert(text_of(model, service.name));
        }
      }
    }
    facts.contracts.push_back(std::move(made));
  }
}

void add_assessments(const Model& model, Date date, Facts& facts) {
  for (const Assessment& assessment : model.assessments) {
    AssessmentFacts made;
    made.id = text_of(model, assessment.id);
    made.assessor = party_of(model, assessment.assessor);
    if (assessment.service.given()) made.of_service = text_of(model, assessment.service.name);
    if (assessment.organization.given()) {
      made.of_organization = party_of(model, assessment.organization);
    }
    made.date = assessment.date;
    made.begun = assessment.date <= date;
    made.last = assessment.valid_until;
    made.last_written = assessment.valid_until.has_value();
    if (!made.last && model.policy.assessment_valid_months) {
      made.last = months_after(assessment.date, *model.policy.assessment_valid_months);
    }
    made.ended = made.last && *made.last < date;
    made.rejected = assessment.result == Assessment::Result::Rejected;
    made.beyond_certificate = std::ranges::any_of(
        assessment.basis, [](Basis basis) { return basis != Basis::Certificate; });
    made.shared_with = parties_of(model, assessment.shared_with);
    facts.assessments.push_back(std::move(made));
  }
}

void add_disclosures(const Model& model, Date date, Facts& facts) {
  for (const Disclosure& disclosure : model.disclosures) {
    DisclosureFacts made;
    if (disclosure.service.given()) made.of_service = text_of(model, disclosure.service.name);
    if (disclosure.organization.given()) {
      made.of_organization = party_of(model, disclosure.organization);
    }
    made.to = party_of(model, disclosure.to);
    made.active = (!disclosure.date || *disclosure.date <= date) &&
                  (!disclosure.valid_until || date <= *disclosure.valid_until);
    facts.disclosures.push_back(std::move(made));
  }
}

void add_suppressions(const Model& model, Date date, Facts& facts) {
  for (const Suppression& suppression : model.suppressions) {
    SuppressionFacts made;
    made.rule = suppression.rule;
    made.subject = text_of(model, suppression.subject);
    if (suppression.owes.valid()) {
      const std::optional<RecordRef> owes = model.find(suppression.owes);
      made.owes = owes && owes->kind == RecordKind::Organization
                      ? party_of(model, OrganizationId(owes->index))
                      : text_of(model, suppression.owes);
    }
    made.past = suppression.expires < date;
    facts.suppressions.push_back(std::move(made));
  }
}

}  // namespace

Facts read_facts(const Model& model, Date date) {
  Facts facts;
  facts.model = &model;
  facts.date = date;
  add_parties(model, facts);
  add_services(model, facts);
  add_systems(model, facts);
  add_contracts(model, date, facts);
  add_assessments(model, date, facts);
  add_disclosures(model, date, facts);
  add_suppressions(model, date, facts);
  for (const LevelSetting& set : model.policy.rules) facts.levels.emplace(set.of.str(), set.level);
  return facts;
}

Answers answer(const Model& model, Date date, const Ids& without) {
  const Facts facts = read_facts(model, date);
  Answers answers;
  std::map<std::string, Work> works;
  for (const auto& [id, system] : facts.systems) {
    Work& work = works[id];
    work.facts = &facts;
    work.system = &answers.systems[id];
    add_graph(work, id);
    add_relations(work);
    add_responsibility(work);
    add_pattern(work);
    add_duties(work);
    add_unknown(work);
  }
  answers.scope = find_scope(facts, answers);
  add_findings(facts, works, answers);
  std::erase_if(answers.findings,
                [&](const auto& entry) { return without.contains(entry.first.rule); });
  apply_policy(facts, answers);
  return answers;
}

}  // namespace musubi::oracle
