#include <algorithm>

#include "tests/support/oracle_rules.h"

// `expiring`, `maintenance-lapsed` and `open-ended-assessment`.
namespace musubi::oracle {
namespace {

// "ends within `policy.expiring_within_days` after D": D <= end <= D + so many days, 90 unless the
// policy names them.
bool ends_soon(const Facts& facts, Date end) {
  const int days = facts.model->policy.expiring_within_days.value_or(90);
  return facts.date <= end && end <= facts.date.plus_days(days);
}

// "One finding for each subject and owes: several ends are listed in one."
void add_ending(const Question& question, const std::string& subject, const std::string& owes,
                Date end) {
  question.findings.add_in({"expiring", subject, owes, ""}, Modality::Info, {}, {end.to_string()});
}

struct Held {
  std::string party, scheme;
  std::optional<Date> until;
};

// "subject and owes the organization's party"; "certification of the same scheme of the same party
// valid for longer"
void add_certifications(const Question& question) {
  const Model& model = *question.facts.model;
  std::vector<Held> all;
  for (std::size_t i = 0; i < model.organizations.size(); ++i) {
    if (!model.organizations[i].certifications) continue;
    for (const Certification& certification : *model.organizations[i].certifications) {
      all.push_back({.party = party_of(model, OrganizationId(i)),
                     .scheme = text_of(model, certification.scheme),
                     .until = certification.valid_until});
    }
  }
  for (const Held& held : all) {
    if (!held.until || !ends_soon(question.facts, *held.until)) continue;
    const bool followed = std::ranges::any_of(all, [&](const Held& other) {
      return other.party == held.party && other.scheme == held.scheme &&
             (!other.until || *held.until < *other.until);
    });
    if (!followed) add_ending(question, held.party, held.party, *held.until);
  }
}

// "an assessment that meets a duty"
bool meets_some_duty(const Question& question, const AssessmentFacts& assessment) {
  return std::ranges::any_of(question.answers.systems, [&](const auto& entry) {
    return std::ranges::any_of(entry.second.duties, [&](const Duty& duty) {
      return counts(question.facts, assessment, duty.owes, duty.component, duty.about);
    });
  });
}

// "assessment by the same party of the same service or organization, not rejected, dated not later
// than the day after the end, ending later or never"
bool follows(const AssessmentFacts& next, const AssessmentFacts& ending) {
  return next.assessor == ending.assessor && next.of_service == ending.of_service &&
         next.of_organization == ending.of_organization && !next.rejected &&
         next.date <= ending.last->plus_days(1) && (!next.last || *ending.last < *next.last);
}

// "subject its id if it has one, else the service (or organization) assessed; owes the assessor's
// party"
void add_assessments(const Question& question) {
  for (const AssessmentFacts& assessment : question.facts.assessments) {
    if (!assessment.last || !ends_soon(question.facts, *assessment.last)) continue;
    if (!meets_some_duty(question, assessment)) continue;
    const bool followed = std::ranges::any_of(
        question.facts.assessments,
        [&](const AssessmentFacts& other) { return follows(other, assessment); });
    if (followed) continue;
    std::string subject = assessment.id;
    if (subject.empty()) subject = assessment.of_service;
    if (subject.empty()) subject = assessment.of_organization;
    add_ending(question, subject, assessment.assessor, *assessment.last);
  }
}

// "contract of the same parties and kind covering all that K covers (and, where it has `systems`,
// with the same or no systems), from <= end + 1 day, until later or absent"
bool follows(const ContractFacts& next, const ContractFacts& ending, Date end) {
  if (next.id == ending.id || next.kind != ending.kind) return false;
  if (next.customer != ending.customer || next.supplier != ending.supplier) return false;
  if (!std::ranges::includes(next.covers, ending.covers)) return false;
  if (next.systems && next.systems != ending.systems) return false;
  return (!next.from || *next.from <= end.plus_days(1)) && (!next.until || end < *next.until);
}

// "Contract (not `sale`): subject K, owes its customer's party; automatic renewal: until -
// renewal_notice_days (without the latter: until)"
void add_contracts(const Question& question) {
  for (const ContractFacts& contract : question.facts.contracts) {
    if (contract.kind == ContractKind::Sale || !contract.until) continue;
    Date end = *contract.until;
    if (contract.automatic) end = end.plus_days(-contract.renewal_notice_days.value_or(0));
    if (!ends_soon(question.facts, end)) continue;
    const bool followed = std::ranges::any_of(
        question.facts.contracts,
        [&](const ContractFacts& other) { return follows(other, contract, end); });
    if (!followed) add_ending(question, contract.id, contract.customer, end);
  }
}

// "Risk review (review_by): subject the risk, owes its owner's party."
void add_reviews(const Question& question) {
  const Model& model = *question.facts.model;
  for (const Risk& risk : model.risks) {
    if (!risk.review_by || !ends_soon(question.facts, *risk.review_by)) continue;
    add_ending(question, text_of(model, risk.id), party_of(model, risk.owner), *risk.review_by);
  }
}

// Another contract of maintenance of the two for c is active and counts in the system.
bool is_still_maintained(const Facts& facts, const ContractFacts& ended, const std::string& c,
                         const std::string& system) {
  return std::ranges::any_of(facts.contracts, [&](const ContractFacts& contract) {
    return contract.active && contract.kind == ContractKind::Maintenance &&
           contract.customer == ended.customer && contract.supplier == ended.supplier &&
           contract.covers.contains(c) && (!contract.systems || contract.systems->contains(system));
  });
}

// "c is own in S because bought (H does not provide it), and a `maintenance` contract H→V covering
// c and not restricted to other systems ended before D (until < D, not automatic)"
void add_lapsed_maintenance(const Question& question, const System& system) {
  const Facts& facts = question.facts;
  for (const auto& [c, component] : system.components) {
    if (!component.relevant || !component.own) continue;
    if (facts.provider(c) == system.institution) continue;
    for (const ContractFacts& contract : facts.contracts) {
      if (contract.kind != ContractKind::Maintenance || !contract.covers.contains(c)) continue;
      if (contract.customer != system.institution || contract.automatic) continue;
      if (contract.systems && !contract.systems->contains(system.id)) continue;
      if (!contract.until || facts.date <= *contract.until) continue;
      if (is_still_maintained(facts, contract, c, system.id)) continue;
      question.findings.add_in({"maintenance-lapsed", c, system.institution, contract.supplier},
                               Modality::Info, {system.id});
    }
  }
}

// "some assessment that counts for a duty (X, c, V) of some system has no valid_until, and
// policy.assessment_valid_months is not set"
void add_open_ended(const Question& question, const System& system) {
  if (question.facts.model->policy.assessment_valid_months) return;
  for (const Duty& duty : system.duties) {
    const bool open =
        std::ranges::any_of(question.facts.assessments, [&](const AssessmentFacts& assessment) {
          return !assessment.last_written &&
                 counts(question.facts, assessment, duty.owes, duty.component, duty.about);
        });
    if (!open) continue;
    question.findings.add_in({"open-ended-assessment", duty.component, duty.owes, duty.about},
                             Modality::Info, {system.id});
  }
}

}  // namespace

void add_ending_findings(const Question& question) {
  add_certifications(question);
  add_assessments(question);
  add_contracts(question);
  add_reviews(question);
  for (const auto& [id, system] : question.answers.systems) {
    add_lapsed_maintenance(question, system);
    add_open_ended(question, system);
  }
}

}  // namespace musubi::oracle
