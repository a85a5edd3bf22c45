#include <algorithm>
#include <array>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"
#include "engine/sorted.h"

namespace musubi::rules {
namespace {

constexpr std::array kModalities{Modality::Info};

/// The placed services that the system does not reach, in byte order, once each.
std::vector<ServiceId> unused(const SupplyGraph& supply, SystemId system) {
  const SystemGraph graph(supply, system);
  std::vector<ServiceId> services;
  for (const Placement& placement : supply.model()[system].placements) {
    if (!graph.find(placement.service.id)) services.push_back(placement.service.id);
  }
  sort_unique(services);
  return services;
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  for (const SystemId id : context.facts.unused_placements) {
    const Text services = list_of(model, unused(context.supply, id));
    findings.push_back(make_finding(kPlacementUnused, {.modality = Modality::Info,
                                                       .subject = model[id].id,
                                                       .owes = model[context.supply.owner(id)].id,
                                                       .where = model[id].where,
                                                       .blanks = {{"services", services}}}));
    findings.back().systems = {.count = 1, .first = {id}};
  }
}

}  // namespace

const Rule kPlacementUnused{
    .id = "placement-unused",
    .group = RuleGroup::Model,
    .modalities = kModalities,
    .summary = {"a placement of what is no component of its system",
                "システムの構成要素でないサービスの配置"},
    .fires_when = {"a system places a service that is not among its components",
                   "システムの構成要素でないサービスについて、配置が記載されている"},
    .rationale =
        {"A placement says on what a component runs in this system. Where the service is no "
         "component, it has no effect, which is hardly what was meant.",
         "配置は、このシステムで構成要素が何の上で稼働するかを示します。構成要素でないサービスの"
         "配置は効果がなく、意図と異なるおそれがあります。"},
    .message = {"{subject} has placements of services that are no components of it: {services}.",
                "「{subject}」には、その構成要素でないサービスの配置があります：{services}。"},
    .remedy = {"{owes}: add the service to the system's `uses`, or take the placement out.",
               "{owes}は、そのサービスをシステムの`uses`に加えるか、配置を削除してください。"},
    .run = run,
};

}  // namespace musubi::rules
