#include <array>

#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"
#include "model/memory.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 4> kSources{"FAQ 2", "FAQ 2.1", "2.2.2", "FAQ 2.2"};
constexpr std::array kModalities{Modality::Must, Modality::Should};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  reserve_large(findings, context.facts.unmet_of_others.size());
  for (const Fact& fact : context.facts.unmet_of_others) {
    const Modality modality =
        is_network_operator_in_scope(context, fact.owes) ? Modality::Must : Modality::Should;
    findings.push_back(
        make_finding(context.supply.model(), kUnassessedSubcontractor, modality, fact));
    findings.back().state = fact.state;
  }
}

}  // namespace

const Rule kUnassessedSubcontractor{
    .id = "unassessed-subcontractor",
    .group = RuleGroup::SupplyChain,
    .sources = kSources,
    .modalities = kModalities,
    .summary = {"a supplier of a provider that the provider did not confirm",
                "事業者が調達した構成要素について、その事業者による確認の記録がない"},
    .fires_when =
        {"a provider contracts for or selects a component of a system, and no confirmation of it "
         "by that provider is on record; required where that provider is the operator of a "
         "medical information linkage network in scope",
         "事業者が契約又は選定した構成要素について、その事業者による確認の記録がない。その事業者"
         "が対象事業者である医療情報連携ネットワーク運営主体のときは必須"},
    .rationale =
        {"A provider that runs its service on what another provides should confirm that this "
         "part of the supply chain follows the guideline, and manages its risk as its own "
         "(2.2.2). The operator of a medical information linkage network that entrusts others "
         "has to supervise them (FAQ 2.2).",
         "他の事業者の構成要素の上で自らのサービスを提供する事業者は、その構成要素がサプライチェ"
         "ーンの一部としてガイドラインに沿っているかを確認すべきであり、その内容を含めてリスクマ"
         "ネジメントを行います（2.2.2）。医療情報連携ネットワーク運営主体は、委託先の事業者を監督"
         "することが求められます（FAQ 2.2）。"},
    .message = kUnconfirmedMessage,
    .remedy = kUnconfirmedRemedy,
    .run = run,
};

}  // namespace musubi::rules
