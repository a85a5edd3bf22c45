#include <array>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array kModalities{Modality::Info};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  if (model.services.empty() || !model.systems.empty()) return;
  findings.push_back(
      make_finding(kNoSystem, {.modality = Modality::Info, .where = model.services.front().where}));
}

}  // namespace

const Rule kNoSystem{
    .id = "no-system",
    .group = RuleGroup::Model,
    .modalities = kModalities,
    .summary = {"a model with services and no system",
                "サービスの記載はあるがシステムの記載がないモデル"},
    .fires_when = {"the model has services but no system",
                   "モデルにサービスの記載があり、システムの記載がない"},
    .rationale =
        {"Responsibility, confirmation and agreement are judged system by system. Without a "
         "system most rules have nothing to look at, and a result without findings would say "
         "nothing.",
         "責任、確認及び合意は医療情報システムごとに判定します。システムの記載がなければ多くのル"
         "ールは対象がなく、指摘事項がないことは何も意味しません。"},
    .message =
        {"The model has services but no system, so most rules have nothing to look at.",
         "モデルにサービスの記載はありますが医療情報システムの記載がないため、多くのルールは判定"
         "の対象がありません。"},
    .remedy =
        {"Add the systems of the medical institutions to `systems`: who owns each and what it "
         "uses.",
         "医療機関等のシステムを`systems`に加え、所有者と利用するサービスを記載してください。"},
    .run = run,
};

}  // namespace musubi::rules
