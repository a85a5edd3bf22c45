#include <array>

#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 2.2"};
constexpr std::array kModalities{Modality::Must};
constexpr std::array kKeys{StatedKey::Agreement};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  for (const ContractView& k : contracts_with_institutions(context)) {
    if (!is_network_operator_in_scope(context, k.supplier)) continue;
    if (k.agreement != nullptr && k.agreement->responsibility_scope == true) continue;
    findings.push_back(
        make_finding(context, kNetworkRoleUndivided, k,
                     {.modality = Modality::Must, .owes = k.customer, .counterparty = k.supplier}));
  }
}

}  // namespace

const Rule kNetworkRoleUndivided{
    .id = "network-role-undivided",
    .group = RuleGroup::Network,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Contracts,
    .summary = {"a contract with the operator of a linkage network that does not divide the roles",
                "医療情報連携ネットワーク運営主体との契約に、役割分担を合意した記録がない"},
    .fires_when = {"a medical institution has a contract with the operator of a medical "
                   "information linkage network that is a provider in scope, and the scope of "
                   "responsibility is not in the agreement on record",
                   "医療機関等が、対象事業者である医療情報連携ネットワーク運営主体と契約しているの"
                   "に、責任の範囲を明確化した合意の記録がない"},
    .rationale = {"An operator of a medical information linkage network that manages medical "
                  "information for its members is a provider in scope. The institutions have to "
                  "agree with it, by contract or the like, on a proper division of roles before "
                  "they exchange information through it.",
                  "参加する医療機関等から医療情報の管理を委託される医療情報連携ネットワーク運営主体"
                  "は、対象事業者です。医療機関等は、運営主体との間で適切な役割分担を契約等により合"
                  "意した上で対応する必要があります。"},
    .message = {"No agreement of {owes} with {counterparty}, the operator of the network, on the "
                "division of their roles under the contract {subject} is on record.",
                "契約「{subject}」について、{owes}と医療情報連携ネットワーク運営主体である{"
                "counterparty}との役割分担の合意の記録がありません。"},
    .remedy = {"{owes}: agree with {counterparty} on who answers for what, and put it on record as "
               "`responsibility_scope` of the agreement.",
               "{owes}は、{counterparty}との間でどこまでの責任をどちらが負うかを合意し、合意の`"
               "responsibility_scope`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
