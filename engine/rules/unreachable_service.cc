#include <array>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array kModalities{Modality::Info};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  for (std::size_t i = 0; i < model.services.size(); ++i) {
    if (context.facts.reached[i] != 0) continue;
    const Service& service = model.services[i];
    findings.push_back(
        make_finding(kUnreachableService, {.modality = Modality::Info,
                                           .subject = service.id,
                                           .owes = model[context.supply.provider(ServiceId(i))].id,
                                           .where = service.where}));
  }
}

}  // namespace

const Rule kUnreachableService{
    .id = "unreachable-service",
    .group = RuleGroup::Model,
    .modalities = kModalities,
    .summary = {"a service that no system reaches", "どのシステムからも利用されていないサービス"},
    .fires_when = {"no system uses a service, directly or through other components",
                   "どのシステムも、直接にも他の構成要素を経ても利用していない"},
    .rationale =
        {"Most rules look at the components of systems. A service that none of them reaches is "
         "not judged, which may be an oversight in the model.",
         "多くのルールは医療情報システムの構成要素を対象とします。どのシステムからも利用されない"
         "サービスは判定されないため、モデルの記載漏れかもしれません。"},
    .message =
        {"No system on record uses {subject}, directly or through other components, so it is not "
         "judged.",
         "「{subject}」を直接に、又は他の構成要素を経て利用するシステムの記録がないため、判定の対"
         "象になっていません。"},
    .remedy =
        {"{owes}: add the service to the `uses` of a system or to the `depends_on` of a service, "
         "or take it out of the model.",
         "{owes}は、システムの`uses`又はサービスの`depends_on`に加えるか、モデルから削除してくだ"
         "さい。"},
    .run = run,
};

}  // namespace musubi::rules
