#include <algorithm>

#include "tests/support/oracle_rules.h"

// `subentrustment-unapproved`: "K covers a component from which a component handling medical
// information with another operator can be reached along arcs, and that operator is not in
// `agreement.subentrustment.approved`".
namespace musubi::oracle {
namespace {

struct Terms {
  bool free = false;
  Modality modality = Modality::Info;
  Ids approved;
};

// "must where the contract forbids it or asks for consent or notice; info where it is silent"
Terms terms_of(const Facts& facts, const ContractFacts& contract) {
  Terms terms;
  if (contract.agreement == nullptr || !contract.agreement->subentrustment) return terms;
  const Subentrustment& written = *contract.agreement->subentrustment;
  terms.approved = parties_of(*facts.model, written.approved);
  terms.free = written.policy == Subentrustment::Policy::Free;
  if (written.policy) terms.modality = Modality::Must;
  return terms;
}

// "For each system S in which K counts for s (semantics 2), s covered by K, X in parties(S), and Y
// in Src(S, s): each c with s ⇒ c"
Ids entrusted_by(const Work& work, const ContractFacts& contract) {
  Ids entrusted;
  const System& system = *work.system;
  if (!system.parties.contains(contract.customer)) return entrusted;
  for (const auto& [s, component] : system.components) {
    const auto& counting = work.counting.at(s);
    if (std::ranges::find(counting, &contract) == counting.end()) continue;
    if (component.sources.contains(contract.supplier)) entrusted.merge(work.along_arcs(s));
  }
  return entrusted;
}

}  // namespace

void add_subentrustment_findings(const Question& question) {
  if (!question.open("subentrustment-unapproved")) return;
  for (const ContractFacts& contract : question.facts.contracts) {
    if (!contract.active || !contract.supplies() || !contract.entrusts_personal_data) continue;
    const Terms terms = terms_of(question.facts, contract);
    if (terms.free) continue;
    for (const auto& [id, work] : question.works) {
      for (const std::string& c : entrusted_by(work, contract)) {
        // "c handles medical information, c not own, operator(c) none of Y, X, H, and not in
        // approved (as parties)"
        const Component& component = work.system->components.at(c);
        const std::string& other = component.operated_by;
        if (!question.facts.services.at(c).handles || component.own) continue;
        if (other == contract.supplier || other == contract.customer) continue;
        if (other == work.system->institution || terms.approved.contains(other)) continue;
        question.findings.add_in(
            {"subentrustment-unapproved", contract.id, contract.supplier, other}, terms.modality,
            {id});
      }
    }
  }
}

}  // namespace musubi::oracle
