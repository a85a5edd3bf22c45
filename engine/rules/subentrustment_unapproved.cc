#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"APPI 25"};
constexpr std::array kModalities{Modality::Must, Modality::Info};
constexpr std::array kKeys{StatedKey::Subentrustment};

const Subentrustment* subentrustment(const ContractView& k) {
  const bool written = k.agreement != nullptr && k.agreement->subentrustment;
  return written ? &*k.agreement->subentrustment : nullptr;
}

bool is_approved(const RuleContext& context, const Subentrustment& written, OrganizationId party) {
  return std::ranges::any_of(written.approved, [&](const OrganizationRef& approved) {
    return context.supply.party(approved.id) == party;
  });
}

/// What the contract says of handing on, as the end of a sentence.
Phrase rule_of(const Subentrustment* written) {
  using Policy = Subentrustment::Policy;
  if (written == nullptr || !written->policy) {
    return {", which says nothing on sub-entrustment",
            "（再委託についての定めの記録もありません）"};
  }
  switch (*written->policy) {
    case Policy::Prohibited:
      return {", which forbids sub-entrustment", "（契約は再委託を禁じています）"};
    case Policy::PriorConsent:
      return {", which asks for prior consent", "（契約は事前の承諾を求めています）"};
    case Policy::PriorNotice:
      return {", which asks for prior notice", "（契約は事前の通知を求めています）"};
    case Policy::Free: break;
  }
  return {};
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  for (const Fact& fact : context.agreed.handed_on) {
    const ContractView k = view_of(context, fact.contract);
    const Subentrustment* written = subentrustment(k);
    const bool silent = written == nullptr || !written->policy;
    if (!silent && *written->policy == Subentrustment::Policy::Free) continue;
    if (written != nullptr && is_approved(context, *written, fact.counterparty)) continue;
    const Phrase rule = rule_of(written);
    Finding finding =
        make_finding(context, kSubentrustmentUnapproved, k,
                     {.modality = silent ? Modality::Info : Modality::Must,
                      .owes = fact.owes,
                      .counterparty = fact.counterparty,
                      .blanks = {{"component", label(model, model[fact.witness.to].id)},
                                 {"rule", text_of(rule)}},
                      .details = {}});
    finding.systems = fact.systems;
    finding.witness = fact.witness;
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule kSubentrustmentUnapproved{
    .id = "subentrustment-unapproved",
    .group = RuleGroup::Agreement,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Contracts,
    .summary = {"medical information handed on to somebody who is not on record as approved",
                "承認の記録のない者に医療情報の取扱いが再委託されている"},
    .fires_when =
        {"a supplier answers under a contract for a component that handles medical information and "
         "that somebody else operates, who is not among those approved in the contract; for "
         "information where the contract says nothing on sub-entrustment",
         "契約の受託者が責任を負う構成要素のうち、他の者が医療情報を取り扱うものについて、その者を"
         "承認した記録がない。再委託についての定めの記録がないときは参考"},
    .rationale =
        {"Who entrusts the handling of personal data has to supervise the entrusted party (APPI "
         "art. 25): select it properly, conclude the contract, and know how the data are handled "
         "there. That covers to whom they are handed on, as far as the contract forbids it or "
         "makes it depend on consent or notice.",
         "個人データの取扱いを委託する者は、委託先を監督する必要があります（個人情報保護法25条）。"
         "監督の内容は、適切な選定、委託契約の締結、委託先における取扱状況の把握であり、契約が再委"
         "託を禁じ、又は事前の承諾や通知を求めている場合は、再委託先の把握もこれに含まれます。"},
    .message = {"{counterparty}, who operates {component}, is not on record as approved under the "
                "contract {subject}{rule}.",
                "契約「{subject}」について、「{component}」を運用する{counterparty}"
                "への再委託を承認した記録がありません{rule}。"},
    .remedy =
        {"{owes}: obtain what the contract asks for before {counterparty} handles medical "
         "information, and put {counterparty} on record in `subentrustment.approved` of the "
         "agreement.",
         "{owes}は、{counterparty}が医療情報を取り扱うことについて契約に沿った手続をとり、合意の`"
         "subentrustment.approved`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
