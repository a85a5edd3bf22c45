#include <algorithm>

#include "tests/support/oracle_rules.h"

namespace musubi::oracle {
namespace {

// `unassessed-supplier`, `unassessed-provider`, `unassessed-subcontractor`,
// `certificate-only-assessment`
void add_unassessed(const Facts& facts, const Answers& answers, const System& system,
                    Findings& findings) {
  for (const Duty& duty : system.duties) {
    if (duty.state == State::Met) continue;
    const std::string& owes = duty.owes;
    std::string rule;
    Modality modality = Modality::Must;
    if (owes != system.institution) {
      // "should; must where X is a network operator in scope": "a duty (X, c, V) with X ≠ H"
      rule = "unassessed-subcontractor";
      if (!is_network_operator_in_scope(facts, answers, owes)) modality = Modality::Should;
    } else if (duty.grounds.contains('b')) {
      rule = "unassessed-supplier";  // "duty (b) (H, c, P) is unmet"
    } else {
      rule = "unassessed-provider";  // "a duty (H, c, V) that is not also one under (b)"
    }
    findings.add({rule, duty.component, owes, duty.about}, modality, system.id, duty.state);
    if (duty.state == State::CertificateOnly) {
      findings.add({"certificate-only-assessment", duty.component, owes, duty.about},
                   Modality::Info, system.id, duty.state);
    }
  }
}

// "A if A is in answerable(S, a), else the smallest id there, else A"
std::string who_explains(const System& system, const Edge& edge) {
  const Ids& answerable = system.components.at(edge.from).answerable;
  if (answerable.contains(edge.holder) || answerable.empty()) return edge.holder;
  return *answerable.begin();
}

// `unknown-component-unexplained`, `responsibility-undelimited`
void add_unknown_components(const Facts& facts, const System& system, Findings& findings) {
  for (const Foreign& foreign : system.foreign) {
    const std::string& c = foreign.edge.to;
    if (!system.components.at(c).relevant) continue;
    bool explained = false;
    bool delimited = false;
    for (const ContractFacts& contract : facts.contracts) {
      if (!foreign.leading.contains(contract.id)) continue;
      explained = explained || contract.unknown_components.contains(c);
      delimited = delimited || contract.responsibility_scope;
    }
    const std::string owes = who_explains(system, foreign.edge);
    if (!foreign.known && !explained) {
      findings.add({"unknown-component-unexplained", c, owes, system.institution}, Modality::Must,
                   system.id);
    }
    if (!delimited) {
      findings.add({"responsibility-undelimited", c, owes, system.institution}, Modality::Must,
                   system.id);
    }
  }
}

// `missing-contract`: "an edge x → c `procured` or `independent`, and held_by(S, c) is empty";
// "A; H where the edge is `independent`"; "must if H owes it or A is in answerable(S, x), else
// should"
void add_missing_contract(const Facts& facts, const System& system, const Edge& edge,
                          Findings& findings) {
  if (edge.relation != Relation::Procured && edge.relation != Relation::Independent) return;
  if (!system.components.at(edge.to).held_by.empty()) return;
  const std::string& owes =
      edge.relation == Relation::Independent ? system.institution : edge.holder;
  const bool answers =
      !edge.from.empty() && system.components.at(edge.from).answerable.contains(edge.holder);
  const Modality modality =
      owes == system.institution || answers ? Modality::Must : Modality::Should;
  findings.add({"missing-contract", edge.to, owes, facts.provider(edge.to)}, modality, system.id);
}

// `nominated-supplier`: "an edge with a written `selected_by` other than A, `procured` by A through
// a chain"
void add_nominated(const System& system, const Edge& edge, Findings& findings) {
  if (!edge.selector_written || edge.selected_by == edge.holder) return;
  if (edge.relation != Relation::Procured || edge.procured_by != edge.holder) return;
  if (!system.chains.at(edge).found) return;
  findings.add({"nominated-supplier", edge.to, edge.holder, edge.selected_by}, Modality::Info,
               system.id);
}

void add_of_system(const Facts& facts, const Answers& answers, const System& system,
                   Findings& findings) {
  add_unassessed(facts, answers, system, findings);
  add_unknown_components(facts, system, findings);
  for (const Edge& edge : system.edges) {
    if (!system.components.at(edge.to).relevant) continue;
    add_missing_contract(facts, system, edge, findings);
    add_nominated(system, edge, findings);
  }
  for (const auto& [c, component] : system.components) {
    // `responsibility-gap`: "c is not own and answerable(S, c) is empty"
    if (!component.relevant || component.own || !component.answerable.empty()) continue;
    findings.add({"responsibility-gap", c, system.institution, facts.provider(c)}, Modality::Must,
                 system.id);
  }
}

// `broken-contract-chain`: "an active contract of kind `service` or `entrustment` covers c, neither
// its customer nor its supplier Y is the provider of c, and there is no chain Y→provider(c) of
// active contracts, whatever their `systems` (any service c; `systems` of the finding is empty)"
void add_broken_chains(const Facts& facts, Findings& findings) {
  for (const ContractFacts& contract : facts.contracts) {
    const bool kind =
        contract.kind == ContractKind::Service || contract.kind == ContractKind::Entrustment;
    if (!kind || !contract.active) continue;
    for (const std::string& c : contract.covers) {
      const std::string& provider = facts.provider(c);
      if (contract.customer == provider || contract.supplier == provider) continue;
      std::vector<const ContractFacts*> supplying;
      for (const ContractFacts& other : facts.contracts) {
        if (other.active && other.supplies() && other.covers.contains(c)) {
          supplying.push_back(&other);
        }
      }
      if (find_chain(supplying, contract.supplier, provider).found) continue;
      findings.add({"broken-contract-chain", c, contract.supplier, provider}, Modality::Should, "");
    }
  }
}

// Everything that can be reached from `from` by one dependency or more.
Ids depended_on(const Facts& facts, const std::string& from) {
  Ids reached;
  Ids frontier{from};
  while (!frontier.empty()) {
    Ids next;
    for (const std::string& service : frontier) {
      for (const DependencyFacts& dependency : facts.services.at(service).dependencies) {
        if (reached.insert(dependency.to).second) next.insert(dependency.to);
      }
    }
    frontier = next;
  }
  return reached;
}

// `dependency-cycle`: "a cycle of services, longer than one"; "the smallest id". Services that
// reach one another are read as one cycle; it holds in the systems that have it among their
// components.
void add_cycles(const Facts& facts, const Answers& answers, Findings& findings) {
  for (const auto& [service, unused] : facts.services) {
    Ids cycle;
    for (const std::string& other : depended_on(facts, service)) {
      if (depended_on(facts, other).contains(service)) cycle.insert(other);
    }
    if (cycle.size() < 2 || *cycle.begin() != service) continue;
    const FindingKey key{"dependency-cycle", service, "", ""};
    findings.add(key, Modality::Info, "");
    for (const auto& [id, system] : answers.systems) {
      if (system.components.contains(service)) findings.add(key, Modality::Info, id);
    }
  }
}

void add_of_model(const Facts& facts, const Answers& answers, Findings& findings) {
  // `unreachable-service`: "a service that no system reaches"
  for (const auto& [id, service] : facts.services) {
    const bool reached = std::ranges::any_of(
        answers.systems, [&](const auto& entry) { return entry.second.components.contains(id); });
    if (!reached)
      findings.add({"unreachable-service", id, service.provider, ""}, Modality::Info, "");
  }
  // `placement-unused`: "a placement whose service is no component of its system"
  for (const auto& [id, system] : facts.systems) {
    for (const PlacementFacts& placement : system.placements) {
      if (answers.systems.at(id).components.contains(placement.service)) continue;
      findings.add({"placement-unused", id, system.institution, ""}, Modality::Info, id);
    }
  }
  // `no-system`: "a model with services and no system"
  if (!facts.services.empty() && facts.systems.empty()) {
    findings.add({"no-system", "", "", ""}, Modality::Info, "");
  }
}

}  // namespace

void add_findings(const Facts& facts, const std::map<std::string, Work>& works, Answers& answers) {
  Findings findings{.all = &answers.findings};
  for (const auto& [id, system] : answers.systems) add_of_system(facts, answers, system, findings);
  add_broken_chains(facts, findings);
  add_cycles(facts, answers, findings);
  add_of_model(facts, answers, findings);
  answers.closed = closed_rules(*facts.model, facts.date);
  const Question question{.facts = facts, .answers = answers, .works = works, .findings = findings};
  add_change_findings(question);
  add_notice_findings(question);
  add_lifecycle_findings(question);
  add_agreement_findings(question);
  add_document_findings(question);
  add_subentrustment_findings(question);
  add_provider_findings(question);
  add_ending_findings(question);
  add_risk_findings(question);
  add_risk_agreement_findings(question);
  add_control_findings(question);
  add_requirement_findings(question);
}

}  // namespace musubi::oracle
