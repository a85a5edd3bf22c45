#include <array>

#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 2.1", "2.2.2"};
constexpr std::array kModalities{Modality::Must};
constexpr std::array kKeys{StatedKey::Components};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  for (const Fact& fact : context.agreed.unlisted) {
    findings.push_back(make_finding(model, kAgreementScopeIncomplete, Modality::Must, fact));
    findings.back().where = place_of_agreement(model, model[fact.witness.contract]);
  }
}

}  // namespace

const Rule kAgreementScopeIncomplete{
    .id = "agreement-scope-incomplete",
    .group = RuleGroup::Agreement,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .summary = {"an agreement that leaves out a component which the provider procured",
                "合意の範囲に、事業者が調達した構成要素が含まれていない"},
    .fires_when = {"a provider answers to the institution for a component of another, and none of "
                   "its agreements with the institution has the component among what it covers",
                   "事業者が他の事業者の構成要素について医療機関等に対して責任を負っているのに、医"
                   "療機関等との合意の範囲にその構成要素の記録がない"},
    .rationale =
        {"In form 2.2.2 provider A manages the risk of what it procured from B together with its "
         "own, and forms the agreement with the institution including the components of B. This "
         "holds too where B was procured by A and the institution signed the contract with B.",
         "2.2."
         "2のケースでは、事業者Aは、事業者Bの構成要素を含めてリスクマネジメントを行い、医療機関等と"
         "合意形成を行います。事業者Aが調達し、契約上は医療機関等と事業者Bが直接契約する場合も同様"
         "です。"},
    .message =
        {"No agreement of {owes} with {counterparty} that includes {subject} is on record, though "
         "{owes} answers for it.",
         "{owes}が責任を負う「{subject}」を含む、{counterparty}との合意の記録がありません。"},
    .remedy = {"{owes}: include the component in the agreement with {counterparty} and put it on "
               "record in `components` of the agreement (or \"all_procured\").",
               "{owes}は、この構成要素を含めて{counterparty}と合意形成し、合意の`components`"
               "に記録してください（`all_procured`も使えます）。"},
    .run = run,
};

}  // namespace musubi::rules
