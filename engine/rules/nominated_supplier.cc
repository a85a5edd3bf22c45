#include <array>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 2.1"};
constexpr std::array kModalities{Modality::Info};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const Fact& fact : context.facts.nominated) {
    findings.push_back(
        make_finding(context.supply.model(), kNominatedSupplier, Modality::Info, fact));
  }
}

}  // namespace

const Rule kNominatedSupplier{
    .id = "nominated-supplier",
    .group = RuleGroup::SupplyChain,
    .sources = kSources,
    .modalities = kModalities,
    .summary = {"a component that one party selected and another contracted for",
                "選定した者と契約した者が異なる構成要素"},
    .fires_when =
        {"a component was selected by somebody else than its holder, who nevertheless contracts "
         "for it",
         "構成要素を選定した者と、契約によりこれを調達した担い手とが異なる"},
    .rationale =
        {"FAQ 2.1 has the case that A selects and contracts (2.2.2) and the case that A does "
         "neither (2.2.3). A selection by one and a contract by another is not decided there. "
         "Since the holder can ask its supplier by contract, it is treated as 2.2.2.",
         "FAQ 2.1は、事業者Aが選定して契約する場合（2.2.2）と、いずれにも関与しない場合（2.2.3）"
         "を定めていますが、選定と契約が別の者による場合は定めていません。契約により確認を求める"
         "ことができるため、2.2.2を準用しています。"},
    .message =
        {"{subject} was selected by {counterparty} and contracted for by {owes}; the FAQ does "
         "not decide this case, which is treated as 2.2.2.",
         "「{subject}」は{counterparty}が選定し、{owes}が契約しています。FAQはこの場合を定めてい"
         "ないため、2.2.2を準用しています。"},
    .remedy =
        {"{owes}: agree with the institution and with {counterparty} on who manages the risk of "
         "the component, and put it on record.",
         "{owes}は、この構成要素のリスクマネジメントを誰が行うかについて医療機関等及び{counterpar"
         "ty}と合意形成し、記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
