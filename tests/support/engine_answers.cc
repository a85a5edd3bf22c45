#include "tests/support/engine_answers.h"

#include <algorithm>
#include <string>

#include "engine/assessment.h"
#include "engine/facts.h"
#include "engine/responsibility.h"
#include "engine/rule_runner.h"
#include "engine/scope.h"
#include "engine/system_graph.h"

namespace musubi::test {
namespace {

using oracle::Answers;
using oracle::Ids;

// Turns one system's results into ids.
class Translation {
 public:
  explicit Translation(const SystemGraph& graph)
      : graph_(&graph), model_(&graph.supply().model()) {}

  template <class AnyId>
  [[nodiscard]] std::string id(AnyId of) const {
    return of.valid() ? std::string(model_->id(of)) : std::string();
  }
  [[nodiscard]] std::string component(Component c) const {
    return c == kRoot ? std::string() : id(graph_->service(c));
  }
  template <class List>
  [[nodiscard]] Ids ids(const List& list) const {
    Ids made;
    for (const auto& of : list) made.insert(id(of));
    return made;
  }
  [[nodiscard]] std::string text(Symbol symbol) const { return std::string(model_->text(symbol)); }

 private:
  const SystemGraph* graph_;
  const Model* model_;
};

oracle::Edge make_edge(const SystemGraph& graph, const SystemEdge& edge, const Translation& to) {
  oracle::Edge made;
  made.from = to.component(edge.from);
  made.to = to.component(edge.to);
  made.kind = static_cast<oracle::EdgeKind>(edge.kind);
  made.holder = to.id(graph.holder(edge));
  made.selected_by = to.id(edge.selected_by);
  made.selector_written = edge.selection_written;
  made.relation = static_cast<oracle::Relation>(edge.relation);
  if (edge.relation == Relation::Procured) made.procured_by = to.id(edge.procured_by);
  return made;
}

oracle::Evidence make_evidence(const Evidence& evidence, const Translation& to,
                               const std::string& component) {
  oracle::Evidence made;
  std::vector<std::string> contracts;
  for (const EvidenceStep& step : evidence) {
    if (step.by == EvidenceStep::By::Contract) {
      contracts.push_back(to.id(step.contract));
      continue;
    }
    if (made.services.empty()) made.services.push_back(to.text(step.from));
    made.services.push_back(to.text(step.to));
  }
  if (made.services.empty()) made.services.push_back(component);
  if (!contracts.empty()) made.contract_chains.insert(contracts);
  return made;
}

void add_components(const SystemGraph& graph, const Translation& to, oracle::System& system) {
  const Responsibility responsibility(graph);
  for (Component c = 0; c < graph.components().size(); ++c) {
    oracle::Component& made = system.components[to.component(c)];
    made.own = graph.own(c);
    made.relevant = graph.relevant(c);
    made.operated_by = to.id(graph.operator_of(c));
    made.held_by = to.ids(graph.held_by(c));
    made.sources = to.ids(responsibility.answering_at(c));
    for (const Component y : responsibility.leading_to(c)) {
      made.reached_from.insert(to.component(y));
    }
    const std::vector<OrganizationId> managers = responsibility.managers(c);
    made.managed_by = to.ids(managers);
    made.answerable = to.ids(responsibility.answerable(c));
    for (const OrganizationId manager : managers) {
      made.evidence[to.id(manager)] =
          make_evidence(responsibility.evidence(manager, c), to, to.component(c));
    }
  }
}

void add_edges(const SystemGraph& graph, const Confirmations& confirmations, const Translation& to,
               oracle::System& system) {
  const Responsibility responsibility(graph);
  for (const SystemEdge& edge : graph.edges()) {
    const oracle::Edge made = make_edge(graph, edge, to);
    system.edges.push_back(made);
    if (edge.relation == Relation::Procured) {
      const Chain& chain = graph.chain(edge);
      system.chains[made] = {.found = chain.exists(),
                             .hops = to.ids(chain.contracts),
                             .carriers = to.ids(chain.carriers)};
    }
    const OrganizationId holder = graph.holder(edge);
    if (edge.relation != Relation::Independent || holder == graph.owner()) continue;
    const ServiceId service = graph.service(edge.to);
    const bool known =
        confirmations.disclosed(service, holder) ||
        confirmations.state(holder, service, graph.provider(edge.to)) == ConfirmationState::Met;
    system.foreign.insert({.edge = made,
                           .known = known,
                           .leading = to.ids(responsibility.contracts_leading_to(edge.from))});
  }
  std::ranges::sort(system.edges);
}

oracle::System make_system(const SupplyGraph& supply, const Confirmations& confirmations,
                           SystemId id) {
  const SystemGraph graph(supply, id);
  const Translation to(graph);
  oracle::System system;
  system.id = supply.model().id(id);
  system.institution = to.id(graph.owner());
  system.parties = to.ids(graph.parties());
  add_components(graph, to, system);
  add_edges(graph, confirmations, to, system);
  const Provision provision = find_provision(graph);
  system.pattern = static_cast<oracle::Pattern>(provision.pattern);
  if (provision.number != 0) system.provision_case = provision.number;
  for (const Duty& duty : find_duties(graph)) {
    const ConfirmationState state =
        confirmations.state(duty.owes, graph.service(duty.component), duty.about);
    oracle::Duty made{.owes = to.id(duty.owes),
                      .component = to.component(duty.component),
                      .about = to.id(duty.about),
                      .grounds = {},
                      .state = static_cast<oracle::State>(state)};
    if (duty.independent) made.grounds.insert('b');
    system.duties.insert(std::move(made));
  }
  return system;
}

// Lists become one set; the two numbers of `unkeepable-notice` are of the first kind.
void add_details(const Finding& finding, oracle::Finding& made) {
  std::optional<std::int64_t> promised;
  std::optional<std::int64_t> possible;
  for (const FindingDetail& detail : finding.details) {
    // What the engine lists beyond the definition.
    if (detail.key == "days" || detail.key == "locations" || detail.key == "certifications")
      continue;
    made.detail.insert(detail.values.begin(), detail.values.end());
    if (detail.key == "promised") promised = detail.number;
    if (detail.key == "possible") possible = detail.number;
  }
  if (!promised || !possible) return;
  made.promises.push_back({.kind = finding.details.front().values.front(),
                           .promised = static_cast<int>(*promised),
                           .possible = static_cast<int>(*possible)});
}

void add_findings(const SupplyGraph& supply, bool one_by_one, Answers& answers) {
  const Model& model = supply.model();
  CheckOptions options;
  options.facts.max_systems = model.systems.size() + 1;
  options.facts.one_by_one = one_by_one;
  const Ids rules = oracle::rule_names();
  for (const Finding& finding : check_model(supply, options).findings) {
    if (!rules.contains(std::string(finding.rule->id))) continue;
    const oracle::FindingKey key{
        std::string(finding.rule->id), std::string(model.text(finding.subject)),
        std::string(model.text(finding.owes)), std::string(model.text(finding.counterparty))};
    oracle::Finding& made = answers.findings[key];
    made.modality = static_cast<oracle::Modality>(finding.modality);
    made.level = finding.level;
    made.suppressed = finding.suppressed;
    for (const SystemId system : finding.systems.first) made.systems.emplace(model.id(system));
    if (finding.state) made.state = static_cast<oracle::State>(*finding.state);
    add_details(finding, made);
  }
}

void add_scope(const SupplyGraph& supply, const Confirmations& confirmations, bool one_by_one,
               Answers& answers) {
  FactsOptions options;
  options.one_by_one = one_by_one;
  const Facts facts = find_facts(supply, confirmations, options);
  for (const ScopeEntry& entry : find_scope(supply, facts)) {
    answers.scope[std::string(supply.model().id(entry.organization))] = {
        .in_scope = entry.in_scope,
        .reason = static_cast<oracle::Reason>(entry.reason),
        .stated = entry.basis == ScopeBasis::Stated};
  }
}

}  // namespace

oracle::Ids rules_to_come() {
  Ids rules = oracle::rule_names();
  for (const Rule* rule : all_rules()) rules.erase(std::string(rule->id));
  return rules;
}

Answers engine_answers(const Model& model, Date date, bool one_by_one) {
  const SupplyGraph supply(model, date);
  const Confirmations confirmations(supply);
  Answers answers;
  for (std::size_t i = 0; i < model.systems.size(); ++i) {
    const SystemId system(i);
    answers.systems[std::string(model.id(system))] = make_system(supply, confirmations, system);
  }
  add_scope(supply, confirmations, one_by_one, answers);
  add_findings(supply, one_by_one, answers);
  return answers;
}

void accept_choices(Answers& expected, const Answers& actual) {
  for (auto& [id, system] : expected.systems) {
    if (!actual.systems.contains(id)) continue;
    for (auto& [c, component] : system.components) {
      const auto& others = actual.systems.at(id).components;
      if (!others.contains(c)) continue;
      for (auto& [party, evidence] : component.evidence) {
        const auto& other = others.at(c).evidence;
        if (!other.contains(party)) continue;
        const auto& chosen = other.at(party).contract_chains;
        if (chosen.size() == 1 && evidence.contract_chains.contains(*chosen.begin())) {
          evidence.contract_chains = chosen;
        }
      }
    }
  }
}

}  // namespace musubi::test
