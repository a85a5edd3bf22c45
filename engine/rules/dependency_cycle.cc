#include <algorithm>
#include <array>

#include "engine/reach.h"
#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array kModalities{Modality::Info};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  for (const std::vector<ServiceId>& cycle : find_cycles(context.supply)) {
    const Text services = list_of(model, cycle);
    const Service& first = model[cycle.front()];
    const auto fact =
        std::ranges::lower_bound(context.facts.cycles, cycle.front(), {}, &Fact::service);
    findings.push_back(make_finding(kDependencyCycle, {.modality = Modality::Info,
                                                       .subject = first.id,
                                                       .where = first.where,
                                                       .blanks = {{"services", services}}}));
    if (fact != context.facts.cycles.end() && fact->service == cycle.front()) {
      findings.back().systems = fact->systems;
    }
  }
}

}  // namespace

const Rule kDependencyCycle{
    .id = "dependency-cycle",
    .group = RuleGroup::Model,
    .modalities = kModalities,
    .summary = {"services that depend on one another in a circle", "サービスの循環した依存関係"},
    .fires_when = {"two or more services depend on one another in a circle",
                   "二つ以上のサービスが互いに循環して依存している"},
    .rationale =
        {"Circles occur in real estates and every answer is right on them, but they mean that "
         "all of their services stand or fall together, and often that a dependency was entered "
         "the wrong way round.",
         "循環は実際にも生じ、判定は正しく行われますが、循環に含まれるサービスは互いに影響を及ぼ"
         "し合います。依存の向きを誤って記載している場合もあります。"},
    .message =
        {"{subject} depends on itself through other services; the circle holds {services}.",
         "「{subject}」は他のサービスを経て自らに依存しています。循環に含まれるサービス：{service"
         "s}。"},
    .remedy =
        {"Check the direction of the dependencies in the circle; where they are right, nothing "
         "has to be done.",
         "循環に含まれる依存の向きを確かめてください。正しければ対応は不要です。"},
    .run = run,
};

}  // namespace musubi::rules
