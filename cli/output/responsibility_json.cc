#include "cli/output/responsibility_json.h"

#include <algorithm>

#include "cli/output/findings_json.h"
#include "model/fields.h"

namespace musubi::cli {
namespace {

std::string_view pattern_word(Pattern pattern) {
  switch (pattern) {
    case Pattern::MultipleContracts: return "multiple_contracts";
    case Pattern::MultipleProviders: return "multiple_providers";
    case Pattern::SeparateProviders: return "separate_providers";
    case Pattern::SingleProvider: return "single_provider";
    case Pattern::SelfOperated: break;
  }
  return "self_operated";
}

std::string_view layer_word(Layer layer) {
  switch (layer) {
    case Layer::Application: return "application";
    case Layer::Platform: return "platform";
    case Layer::Infrastructure: return "infrastructure";
    case Layer::Network: return "network";
    case Layer::Support: break;
  }
  return "support";
}

void write_edges(ResultJson& result, const SystemAnswer& answer, Component c) {
  const SystemGraph& graph = answer.graph();
  const Model& model = answer.model();
  std::vector<const SystemEdge*> edges;
  for (const std::uint32_t row : graph.edges_to(c)) edges.push_back(&graph.edges()[row]);
  const auto from_id = [&](const SystemEdge& edge) {
    return edge.from == kRoot ? model[model[graph.system()].owner.id].id
                              : model[graph.service(edge.from)].id;
  };
  std::ranges::stable_sort(edges, {},
                           [&](const SystemEdge* edge) { return model.text(from_id(*edge)); });
  JsonWriter& json = result.body();
  json.key("edges");
  json.begin_array();
  for (const SystemEdge* edge : edges) {
    json.begin_object();
    result.id_member("from", from_id(*edge));
    json.member("relation", word_of(edge->relation));
    if (edge->relation == Relation::Procured) result.id_member("by", edge->procured_by);
    json.end_object();
  }
  json.end_array();
}

void write_component(ResultJson& result, const SystemAnswer& answer, Component c) {
  const SystemGraph& graph = answer.graph();
  const Service& service = answer.model()[graph.service(c)];
  const std::vector<OrganizationId> managers = answer.managers(c);
  JsonWriter& json = result.body();
  json.begin_object();
  result.id_member("service", service.id);
  result.id_member("provider", graph.provider(c));
  json.member("layer", layer_word(service.layer));
  json.member("own", graph.own(c));
  json.member("relevant", graph.relevant(c));
  result.ids_member("managed_by", managers);
  result.ids_member("answerable", answer.answerable(c));
  result.ids_member("held_by", answer.held_by(c));
  result.ids_member("contracts", answer.contracts(c));
  write_edges(result, answer, c);
  json.key("assessments");
  json.begin_array();
  for (const auto& [duty, state] : answer.confirmations(c)) {
    json.begin_object();
    result.id_member("owes", duty->owes);
    result.id_member("about", duty->about);
    json.member("state", word_of(state));
    json.end_object();
  }
  json.end_array();
  json.key("evidence");
  json.begin_object();
  for (const OrganizationId manager : managers) {
    result.evidence_member(answer.model().id(manager),
                           answer.responsibility().evidence(manager, c));
  }
  json.end_object();
  json.end_object();
}

void write_assigned(ResultJson& result, const DutyAssignment* assigned) {
  using Who = DutyAssignment::Who;
  JsonWriter& json = result.body();
  json.key("assigned");
  if (assigned == nullptr) {
    json.null();
    return;
  }
  switch (assigned->who) {
    case Who::Customer: json.value("customer"); break;
    case Who::Supplier: json.value("supplier"); break;
    case Who::Shared: json.value("shared"); break;
    case Who::NotApplicable: json.value("not_applicable"); break;
    case Who::Organization: result.id(assigned->organization.id); break;
  }
}

void write_duties(ResultJson& result, const SystemAnswer& answer) {
  JsonWriter& json = result.body();
  json.key("duties");
  json.begin_array();
  for (const ContractId contract : answer.institution_contracts()) {
    for (const RoleEntry& role : answer.roles(contract)) {
      json.begin_object();
      result.id_member("contract", contract);
      json.member("duty", role.duty);
      write_assigned(result, role.assigned);
      json.end_object();
    }
  }
  json.end_array();
}

}  // namespace

void write_system(ResultJson& result, const SystemAnswer& answer) {
  const SystemGraph& graph = answer.graph();
  const System& system = answer.model()[graph.system()];
  const Provision provision = answer.provision();
  JsonWriter& json = result.body();
  json.begin_object();
  result.id_member("id", system.id);
  result.id_member("owner", system.owner.id);
  json.member("pattern", pattern_word(provision.pattern));
  json.key("case");
  if (provision.number > 0) {
    json.value(unsigned{provision.number});
  } else {
    json.null();
  }
  json.key("components");
  json.begin_array();
  for (Component c = 0; c < graph.components().size(); ++c) write_component(result, answer, c);
  json.end_array();
  write_duties(result, answer);
  json.end_object();
}

}  // namespace musubi::cli
