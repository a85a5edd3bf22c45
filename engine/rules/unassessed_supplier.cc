#include <array>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"
#include "model/memory.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 2.1", "2.2.3"};
constexpr std::array kModalities{Modality::Must};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  reserve_large(findings, context.facts.unmet_independent.size());
  for (const Fact& fact : context.facts.unmet_independent) {
    findings.push_back(
        make_finding(context.supply.model(), kUnassessedSupplier, Modality::Must, fact));
    findings.back().state = fact.state;
  }
}

}  // namespace

const Rule kUnassessedSupplier{
    .id = "unassessed-supplier",
    .group = RuleGroup::SupplyChain,
    .sources = kSources,
    .modalities = kModalities,
    .summary =
        {"a component of a provider whom the provider above neither selected nor contracted "
         "with, not confirmed by the institution (2.2.3)",
         "上位の事業者が選定も契約もしていない構成要素について、医療機関等による確認の記録がない"
         "（2.2.3）"},
    .fires_when =
        {"a component runs on another that its holder neither selected nor contracted for, and "
         "no confirmation of it by the medical institution is on record",
         "ある構成要素が、その担い手が選定にも契約にも関与していない構成要素の上で稼働しており、"
         "医療機関等による確認の記録がない"},
    .rationale =
        {"In case 2.2.3 provider A took no part in selecting provider B and has no contract with "
         "it, so A cannot manage the risk of B. The FAQ asks the medical institution to confirm "
         "the risk management of B. Without that confirmation nobody is on record as having "
         "looked at the component that carries the system.",
         "2.2.3のケースでは、事業者Aは事業者Bの選定に関与せず、直接の契約もないため、事業者Bに対"
         "してリスクマネジメントを行うことができません。FAQは、医療機関等が事業者Bに対してリスク"
         "マネジメントを確認する必要があるとしています。この確認がなければ、システムを支える構成"
         "要素のリスクを確かめた者の記録がないことになります。"},
    .message = kUnconfirmedMessage,
    .remedy = kUnconfirmedRemedy,
    .run = run,
};

}  // namespace musubi::rules
