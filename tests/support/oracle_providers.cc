#include <algorithm>

#include "tests/support/oracle_rules.h"

// `uncertified-provider` and `foreign-storage`.
namespace musubi::oracle {
namespace {

// The systems in which the party operates a component, not own, that handles medical information.
Ids operated_in(const Question& question, const std::string& party) {
  Ids systems;
  for (const auto& [id, system] : question.answers.systems) {
    const bool operates = std::ranges::any_of(system.components, [&](const auto& entry) {
      return entry.second.operated_by == party && !entry.second.own &&
             question.facts.services.at(entry.first).handles;
    });
    if (operates) systems.insert(id);
  }
  return systems;
}

// "a provider in scope without an active `privacy_mark` or `isms`": "must where X operates a
// component that handles medical information, else info"; "should where it has an alternative
// certification"
void add_uncertified(const Question& question) {
  for (const auto& [party, scope] : question.answers.scope) {
    if (scope.in_scope != true || has_certification(question.facts, party, true)) continue;
    const Ids systems = operated_in(question, party);
    Modality modality = Modality::Info;
    if (!systems.empty()) {
      modality =
          has_certification(question.facts, party, false) ? Modality::Should : Modality::Must;
    }
    question.findings.add_in({"uncertified-provider", party, party, ""}, modality, systems);
  }
}

bool is_kept_abroad(const Service& service) {
  return service.locations && std::ranges::any_of(*service.locations, [](std::string_view country) {
           return country != "JP";
         });
}

// "a component that handles medical information has a location other than JP, and no contract
// leading to it has the item `domestic_law`"
void add_foreign_storage(const Question& question) {
  const Facts& facts = question.facts;
  for (const Service& service : facts.model->services) {
    if (!is_kept_abroad(service) || !service.handles_medical_information) continue;
    const std::string c = text_of(*facts.model, service.id);
    for (const auto& [institution, systems] : institutions_with(question, c)) {
      for (const std::string& id : systems) {
        const Ids leading = find_leading(question.works.at(id), c);
        const bool told = std::ranges::any_of(facts.contracts, [&](const auto& contract) {
          return leading.contains(contract.id) && has_item(facts, contract, "domestic_law");
        });
        if (told) continue;
        question.findings.add_in({"foreign-storage", c, facts.provider(c), institution},
                                 Modality::Should, {id});
      }
    }
  }
}

}  // namespace

void add_provider_findings(const Question& question) {
  if (question.open("uncertified-provider")) add_uncertified(question);
  if (question.open("foreign-storage")) add_foreign_storage(question);
}

}  // namespace musubi::oracle
