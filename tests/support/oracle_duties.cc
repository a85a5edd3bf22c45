#include <algorithm>

#include "tests/support/oracle_parts.h"

namespace musubi::oracle {
namespace {

// "X is its assessor, or is in its `shared_with`, or it or a facility of it is a `member_of` an
// organization in `shared_with` (one step)."
bool is_by_or_shared_with(const Facts& facts, const AssessmentFacts& assessment,
                          const std::string& party) {
  if (assessment.assessor == party || assessment.shared_with.contains(party)) return true;
  return std::ranges::any_of(facts.parties.at(party).member_of, [&](const std::string& group) {
    return assessment.shared_with.contains(group);
  });
}

bool is_of(const AssessmentFacts& assessment, const std::string& service,
           const std::string& organization) {
  return assessment.of_service == service || assessment.of_organization == organization;
}

struct DutyList {
  const Facts* facts;
  System* system;

  void add(const std::string& owes, const std::string& component, const std::string& about,
           char ground) {
    if (owes == about) return;  // "nobody owes one about itself"
    for (const Duty& duty : system->duties) {
      if (duty.owes != owes || duty.component != component || duty.about != about) continue;
      Duty again = duty;
      again.grounds.insert(ground);
      system->duties.erase(duty);
      system->duties.insert(again);
      return;
    }
    system->duties.insert({.owes = owes,
                           .component = component,
                           .about = about,
                           .grounds = {ground},
                           .state = state_of(*facts, owes, component, about)});
  }
};

const ContractFacts& contract_of(const Facts& facts, const std::string& id) {
  return *std::ranges::find(facts.contracts, id, &ContractFacts::id);
}

// "c is known to A when there is an active disclosure of c, or of provider(c), to A, or an
// assessment counts for (A, c, provider(c))."
bool is_known(const Facts& facts, const std::string& component, const std::string& holder) {
  const std::string& provider = facts.provider(component);
  for (const DisclosureFacts& disclosure : facts.disclosures) {
    if (!disclosure.active || disclosure.to != holder) continue;
    if (disclosure.of_service == component || disclosure.of_organization == provider) return true;
  }
  return state_of(facts, holder, component, provider) == State::Met;
}

}  // namespace

// "The contracts leading to a are those of a supply kind, with customer H and a supplier X in
// R(S, a), that count in S for a component y with X in Src(S, y) and y ⇒ a."
Ids find_leading(const Work& work, const std::string& a) {
  const System& system = *work.system;
  Ids leading;
  for (const auto& [y, standing] : system.components) {
    if (!work.along_arcs(y).contains(a)) continue;
    for (const ContractFacts* contract : work.supplying(y)) {
      if (contract->customer != system.institution) continue;
      if (!system.components.at(a).managed_by.contains(contract->supplier)) continue;
      if (standing.sources.contains(contract->supplier)) leading.insert(contract->id);
    }
  }
  return leading;
}

// "An assessment *counts* for (X, c, V) when it is active, its `result` is not `rejected`, its
// `basis` holds something other than `certificate` (FAQ 4.2), it is of the service c or of the
// organization V, and X is its assessor, or is in its `shared_with`, …"
bool counts(const Facts& facts, const AssessmentFacts& assessment, const std::string& owes,
            const std::string& component, const std::string& about) {
  return assessment.active() && !assessment.rejected && assessment.beyond_certificate &&
         is_of(assessment, component, about) && is_by_or_shared_with(facts, assessment, owes);
}

State state_of(const Facts& facts, const std::string& owes, const std::string& component,
               const std::string& about) {
  bool certificate_only = false;
  bool expired = false;
  bool rejected = false;
  for (const AssessmentFacts& assessment : facts.assessments) {
    if (!is_of(assessment, component, about)) continue;
    if (!is_by_or_shared_with(facts, assessment, owes)) continue;
    if (counts(facts, assessment, owes, component, about)) return State::Met;
    if (!assessment.begun) continue;  // "that is not dated after D"
    if (assessment.active() && !assessment.rejected) certificate_only = true;
    if (!assessment.rejected && assessment.ended) expired = true;
    if (assessment.rejected) rejected = true;
  }
  if (certificate_only) return State::CertificateOnly;
  if (expired) return State::Expired;
  return rejected ? State::Rejected : State::None;
}

void add_duties(Work& work) {
  const Facts& facts = *work.facts;
  System& system = *work.system;
  DutyList duties{.facts = &facts, .system = &system};
  for (const Edge& edge : system.edges) {
    const std::string& c = edge.to;
    const std::string& provider = facts.provider(c);
    if (!system.components.at(c).relevant) continue;  // "Duties in S, for relevant c"
    if (edge.relation == Relation::Procured) {
      // (a) "for every hop U→V of the shortest chains X→P for c: (U, c, V); where there is no
      // chain: (X, c, P)."
      const Chain& chain = system.chains.at(edge);
      for (const std::string& hop : chain.hops) {
        const ContractFacts& contract = contract_of(facts, hop);
        duties.add(contract.customer, c, contract.supplier, 'a');
      }
      if (!chain.found) duties.add(edge.procured_by, c, provider, 'a');
    }
    // (b) "an `independent` edge: (H, c, P)"
    if (edge.relation == Relation::Independent) duties.add(system.institution, c, provider, 'b');
  }
  // (c) "a contract U→V of a supply kind, U in parties(S), that counts in S for a component c that
  // handles medical information: (U, c, V)."
  for (const auto& [c, component] : system.components) {
    if (!facts.services.at(c).handles) continue;
    for (const ContractFacts* contract : work.supplying(c)) {
      if (!system.parties.contains(contract->customer)) continue;
      duties.add(contract->customer, c, contract->supplier, 'c');
    }
  }
}

// "For an `independent` edge a → c with holder A ≠ H"
void add_unknown(Work& work) {
  System& system = *work.system;
  for (const Edge& edge : system.edges) {
    if (edge.relation != Relation::Independent || edge.holder == system.institution) continue;
    system.foreign.insert({.edge = edge,
                           .known = is_known(*work.facts, edge.to, edge.holder),
                           .leading = find_leading(work, edge.from)});
  }
}

}  // namespace musubi::oracle
