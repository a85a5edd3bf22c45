#include <array>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 1.1"};
constexpr std::array kModalities{Modality::Info};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  for (const Fact& fact : context.agreed.lapsed) {
    const Contract& ended = model[fact.witness.contract];
    const std::string day = ended.until->to_string();
    Finding finding = make_finding(kMaintenanceLapsed, {.modality = Modality::Info,
                                                        .subject = model[fact.service].id,
                                                        .owes = model[fact.owes].id,
                                                        .counterparty = model[fact.counterparty].id,
                                                        .where = ended.where,
                                                        .blanks = {{"day", Text{day, day}}}});
    finding.systems = fact.systems;
    finding.witness = fact.witness;
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule kMaintenanceLapsed{
    .id = "maintenance-lapsed",
    .group = RuleGroup::Agreement,
    .sources = kSources,
    .modalities = kModalities,
    .looks_at = Look::Components,
    .summary = {"a bought component whose maintenance ended", "保守が終了した購入品"},
    .fires_when =
        {"an institution bought a component, a contract of maintenance for it has ended, and no "
         "other with the same supplier follows",
         "医療機関等が購入した構成要素について保守契約の期間が終わっており、同じ供給者との後の保守"
         "契約の記録がない"},
    .rationale =
        {"What was bought and is maintained by nobody is run under the institution's own "
         "responsibility and is outside the scope of the guideline. If the maintenance goes on "
         "although the contract on record has ended, the provider is still in scope.",
         "購入し、保守管理を受けていない製品は、医療機関等の責任において管理・運用され、ガイドライ"
         "ンの対象範囲外となります。記録にある契約の終了後も保守が続いている場合は、その事業者は対"
         "象事業者のままです。"},
    .message =
        {"The contract with {counterparty} for the maintenance of {subject} ended on {day}; that "
         "anybody else than {owes} manages it since is not on record.",
         "{counterparty}による「{subject}」の保守契約は{day}に終了しており、その後、{owes}以外の者"
         "による管理の記録がありません。"},
    .remedy =
        {"{owes}: where the maintenance goes on, put the contract for it on record; where it does "
         "not, see to the management of the component.",
         "{owes}は、保守が続いている場合はその契約を記録し、続いていない場合は自らの責任で管理・運"
         "用する体制を確かめてください。"},
    .run = run,
};

}  // namespace musubi::rules
