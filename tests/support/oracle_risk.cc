#include <algorithm>

#include "model/guideline.h"
#include "tests/support/oracle_rules.h"

// The rules on risks that ask nothing of an agreement on them.
namespace musubi::oracle {
namespace {

bool is_kept(const Risk& risk) {
  return risk.treatment == Risk::Treatment::Transfer || risk.treatment == Risk::Treatment::Retain;
}

bool has_risk_about(const Model& model, const std::string& owner, const std::string& service) {
  return std::ranges::any_of(model.risks, [&](const Risk& risk) {
    return party_of(model, risk.owner) == owner && text_of(model, risk.service.name) == service;
  });
}

bool has_risk_including(const Model& model, const std::string& owner, const std::string& service) {
  return std::ranges::any_of(model.risks, [&](const Risk& risk) {
    return party_of(model, risk.owner) == owner && risk.includes &&
           names_of(model, *risk.includes).contains(service);
  });
}

void add_missing(const Question& question, const System& system) {
  const Model& model = *question.facts.model;
  for (const auto& [c, component] : system.components) {
    if (!component.relevant || component.own) continue;
    for (const std::string& party : component.answerable) {
      if (has_risk_about(model, party, c)) continue;
      if (question.facts.provider(c) == party) {
        // `risk-management-missing`: "X in answerable(S, x) operates x, which handles medical
        // information, and no risk of X is about x"
        if (!question.facts.services.at(c).handles) continue;
        question.findings.add_in({"risk-management-missing", c, party, system.institution},
                                 Modality::Must, {system.id});
      } else if (question.open("risk-scope-incomplete") && !has_risk_including(model, party, c)) {
        // `risk-scope-incomplete`: "A in answerable(S, c), provider(c) ≠ A, and no risk of A is
        // about c or has it in `includes`"
        question.findings.add_in({"risk-scope-incomplete", c, party, system.institution},
                                 Modality::Must, {system.id});
      }
    }
  }
}

// `residual-risk-stale`: "must where `review_by` < D; should where there is a `residual` and no
// `review_by`"
std::optional<Modality> staleness(const Risk& risk, Date date) {
  if (risk.review_by && *risk.review_by < date) return Modality::Must;
  if (!risk.review_by && risk.residual) return Modality::Should;
  return std::nullopt;
}

void add_of_risk(const Question& question, const Risk& risk) {
  const Model& model = *question.facts.model;
  const std::string id = text_of(model, risk.id);
  const std::string owner = party_of(model, risk.owner);
  const Ids systems = systems_with(question, text_of(model, risk.service.name));
  // "such a risk without a `reason` (why reduction or avoidance does not suffice)"
  if (is_kept(risk) && risk.reason.empty()) {
    question.findings.add_in({"easy-risk-treatment", id, owner, ""}, Modality::Should, systems);
  }
  // "a risk naming a `requirement` is treated by `retain` or `transfer`"
  if (is_kept(risk) && !risk.requirement.empty()) {
    question.findings.add_in({"requirement-waived", id, owner, ""}, Modality::Must, systems);
  }
  if (const auto modality = staleness(risk, question.facts.date)) {
    question.findings.add_in({"residual-risk-stale", id, owner, ""}, *modality, systems);
  }
}

// "F = the newest edition published at D or before that is known at first hand and whose grace
// (policy.edition_grace_months after publication, default 0) is over; L = the newest published at D
// or before." Editions by their place in the catalogue, the oldest first; -1 is older than all.
struct Newest {
  int in_force = -1;
  int published = -1;
};

Newest find_newest(const Model& model, Date date) {
  Newest newest;
  const int grace = model.policy.edition_grace_months.value_or(0);
  int place = 0;
  for (const Edition& edition : editions(GuidelineKind::Mhlw).entries) {
    if (edition.published <= date) {
      newest.published = place;
      if (!edition.second_hand && edition.published.plus_months(grace) <= date) {
        newest.in_force = place;
      }
    }
    ++place;
  }
  return newest;
}

// "An edition the catalogue does not know counts as newest."
int place_of(const std::string& written) {
  if (written.empty()) return -1;
  int place = 0;
  for (const Edition& edition : editions(GuidelineKind::Mhlw).entries) {
    if (edition.id == written || edition.id == written + ".0" ||
        written == std::string(edition.id) + ".0") {
      return place;
    }
    ++place;
  }
  return place;
}

// `guideline-outdated`: "the newest `considered_guideline.mhlw` among X's risks about s is older
// than the edition in force at D; one finding per X and s"
void add_outdated(const Question& question) {
  const Model& model = *question.facts.model;
  std::map<std::pair<std::string, std::string>, int> considered;
  for (const Risk& risk : model.risks) {
    const std::string written =
        risk.considered_guideline ? risk.considered_guideline->mhlw.str() : "";
    const auto group = std::pair(party_of(model, risk.owner), text_of(model, risk.service.name));
    int& newest = considered.try_emplace(group, -1).first->second;
    newest = std::max(newest, place_of(written));
  }
  const Newest editions = find_newest(model, question.facts.date);
  for (const auto& [group, place] : considered) {
    if (place >= editions.published) continue;
    question.findings.add_in({"guideline-outdated", group.second, group.first, ""},
                             place < editions.in_force ? Modality::Must : Modality::Should,
                             systems_with(question, group.second));
  }
}

}  // namespace

void add_risk_findings(const Question& question) {
  if (!question.open("risk-management-missing")) return;
  for (const auto& [id, system] : question.answers.systems) add_missing(question, system);
  for (const Risk& risk : question.facts.model->risks) add_of_risk(question, risk);
  if (question.open("guideline-outdated")) add_outdated(question);
}

}  // namespace musubi::oracle
