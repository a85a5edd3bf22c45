#include <algorithm>

#include "tests/support/oracle_impact_parts.h"

// Section 5.3, "What has to be done".
namespace musubi::oracle {
namespace {

bool leads_to_target(const Look& look, const std::string& graph, const std::string& service) {
  const Struck& struck = look.struck.at(graph);
  const Ids below = look.work(graph).along_arcs(service);
  return std::ranges::any_of(below,
                             [&](const std::string& c) { return struck.services.contains(c); }) ||
         std::ranges::any_of(struck.edges,
                             [&](const Edge& edge) { return below.contains(edge.from); });
}

bool is_hop_of_target_edge(const Look& look, const std::string& graph,
                           const ContractFacts& contract) {
  const System& system = look.graph(graph);
  return std::ranges::any_of(look.struck.at(graph).edges, [&](const Edge& edge) {
    return edge.relation == Relation::Procured && system.chains.at(edge).hops.contains(contract.id);
  });
}

// "in some S in which it counts and its customer is a party, K covers a component s with K's
// supplier in Src(S, s) and s ⇒ a target service or s ⇒ the start of a target edge, or K is a hop
// of a target edge's shortest chain"
bool again_in_system(const Look& look, const std::string& id, const ContractFacts& contract) {
  const System& system = look.graph(id);
  if (!counts_in(contract, id) || !system.parties.contains(contract.customer)) return false;
  if (is_hop_of_target_edge(look, id, contract)) return true;
  return std::ranges::any_of(contract.covers, [&](const std::string& s) {
    const auto component = system.components.find(s);
    return component != system.components.end() &&
           component->second.sources.contains(contract.supplier) && leads_to_target(look, id, s);
  });
}

// "or in the global graph K covers a service s that its supplier provides, with s ⇒ a target
// service or the start of a target edge by arcs there, or K is a hop of a target edge's shortest
// chain there"
bool again_globally(const Look& look, const ContractFacts& contract) {
  if (is_hop_of_target_edge(look, "", contract)) return true;
  return std::ranges::any_of(contract.covers, [&](const std::string& s) {
    return look.estate->facts.provider(s) == contract.supplier && leads_to_target(look, "", s);
  });
}

// "K is active and of a supply kind, and …" "A target K of a supply kind that is active always is
// one."
bool has_to_be_agreed_again(const Look& look, const ContractFacts& contract) {
  if (!contract.active || !contract.supplies()) return false;
  if (look.is_target(contract)) return true;
  return std::ranges::any_of(look.graphs, [&](const std::string& id) {
    return id.empty() ? again_globally(look, contract) : again_in_system(look, id, contract);
  });
}

// "K is active, of a supply kind, its customer is the owner of an affected system S in which it
// counts, it covers a component affected in the graph of S, and it is not one of the above."
bool has_to_be_looked_at(const Look& look, const ContractFacts& contract) {
  if (!contract.active || !contract.supplies()) return false;
  for (const auto& [id, effect] : affected_systems(look)) {
    const std::string& owner = look.estate->facts.systems.at(id).institution;
    if (contract.customer != owner || !counts_in(contract, id)) continue;
    const auto& affected = look.affected.at(id);
    const bool covers = std::ranges::any_of(
        contract.covers, [&](const std::string& service) { return affected.contains(service); });
    if (covers) return true;
  }
  return false;
}

// "in some system X owes a confirmation (section 4) of a target service c about V, or of c about V
// where a target contract X→V of a supply kind counts in S for c."
void add_confirmations(const Look& look, std::set<Action>& actions) {
  for (const std::string& id : look.graphs) {
    const System& system = look.graph(id);
    for (const Duty& duty : system.duties) {
      const auto supplying = look.work(id).supplying(duty.component);
      const bool under_target = std::ranges::any_of(supplying, [&](const ContractFacts* contract) {
        return look.is_target(*contract) && contract->customer == duty.owes &&
               contract->supplier == duty.about;
      });
      if (!under_target && !look.struck.at(id).services.contains(duty.component)) continue;
      actions.insert({.what = "reassess",
                      .contract = "",
                      .service = duty.component,
                      .by = duty.owes,
                      .with = duty.about});
    }
  }
}

// "for each affected facility with a system in which an affected component handles medical
// information, `consider_leak_report`"
void add_leak_reports(const Look& look, std::set<Action>& actions) {
  const Model& model = *look.estate->facts.model;
  for (const musubi::System& system : model.systems) {
    const auto effects = look.affected.find(text_of(model, system.id));
    if (effects == look.affected.end()) continue;
    const bool handles = std::ranges::any_of(effects->second, [&](const auto& entry) {
      return !entry.first.empty() && look.estate->facts.services.at(entry.first).handles;
    });
    if (!handles) continue;
    actions.insert({.what = "consider_leak_report",
                    .contract = "",
                    .service = "",
                    .by = text_of(model, model[system.owner.id].id),
                    .with = ""});
  }
}

// "for each active contract of a supply kind that covers a service that is a target itself or of a
// target organization, or is a target and covers a service, that handles medical information"
bool has_to_be_returned(const Look& look, const ContractFacts& contract) {
  if (!contract.active || !contract.supplies()) return false;
  const Facts& facts = look.estate->facts;
  return std::ranges::any_of(contract.covers, [&](const std::string& service) {
    const bool of_target =
        look.themselves.contains(service) || look.organizations.contains(facts.provider(service));
    return facts.services.at(service).handles && (of_target || look.is_target(contract));
  });
}

}  // namespace

std::set<Action> find_actions(const Look& look) {
  std::set<Action> actions;
  // "None for `outage`."
  if (look.kind == ChangeKind::Outage) return actions;
  // "`by` is the supplier, `with` the customer of the contract"
  const auto add = [&](const std::string& what, const ContractFacts& contract) {
    actions.insert({.what = what,
                    .contract = contract.id,
                    .service = "",
                    .by = contract.supplier,
                    .with = contract.customer});
  };
  for (const ContractFacts& contract : look.estate->facts.contracts) {
    if (has_to_be_agreed_again(look, contract)) {
      add("reagree", contract);
      // "for each contract of `reagree`, `report_incident` and `propose_recurrence_prevention`"
      if (look.kind == ChangeKind::Incident) {
        add("report_incident", contract);
        add("propose_recurrence_prevention", contract);
      }
    } else if (has_to_be_looked_at(look, contract)) {
      add("revisit_scope", contract);
    }
    if (look.kind == ChangeKind::Termination && has_to_be_returned(look, contract)) {
      add("return_and_erase", contract);
    }
  }
  add_confirmations(look, actions);
  if (look.kind == ChangeKind::Incident) add_leak_reports(look, actions);
  return actions;
}

}  // namespace musubi::oracle
