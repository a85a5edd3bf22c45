#include <algorithm>
#include <optional>
#include <utility>

#include "cli/annex/sections.h"
#include "cli/output/responsibility_text.h"
#include "engine/agreed.h"
#include "engine/viewpoint.h"
#include "model/names.h"

namespace musubi::cli {
namespace {

Phrase policy_text(std::optional<Subentrustment::Policy> policy) {
  if (!policy) return kNotOnRecord;
  switch (*policy) {
    case Subentrustment::Policy::Prohibited: return {.en = "prohibited", .ja = "禁止"};
    case Subentrustment::Policy::PriorConsent:
      return {.en = "with the prior consent of the Customer", .ja = "甲の事前の承諾を要する"};
    case Subentrustment::Policy::PriorNotice:
      return {.en = "with prior notice to the Customer", .ja = "甲への事前の通知を要する"};
    case Subentrustment::Policy::Free: break;
  }
  return {.en = "free", .ja = "制限なし"};
}

bool is_approved(const AnnexFacts& facts, OrganizationId who) {
  return std::ranges::any_of(facts.contracts(), [&](ContractId contract) {
    const Agreement* const agreement = agreed_in(facts.supply(), contract);
    if (agreement == nullptr || !agreement->subentrustment) return false;
    return std::ranges::any_of(
        agreement->subentrustment->approved,
        [&](const OrganizationRef& one) { return facts.supply().party(one.id) == who; });
  });
}

/// How a third party has a part in what the annex is about, the closest to the supplier first.
enum class Part : std::uint8_t { Below, OfCustomer, BelowOther, Apart };

/// The part of who provides one component of a system.
Part part_at(const AnnexFacts& facts, const SystemAnswer& answer, Component c) {
  const auto managers = answer.managers(c);
  const auto manages = [&](OrganizationId who) {
    return std::ranges::find(managers, who) != managers.end();
  };
  if (manages(facts.supplier())) return Part::Below;
  const auto holders = answer.held_by(c);
  if (std::ranges::find(holders, facts.customer()) != holders.end()) return Part::OfCustomer;
  const OrganizationId provider = answer.graph().provider(c);
  const bool others =
      std::ranges::any_of(managers, [&](OrganizationId one) { return one != provider; });
  return others ? Part::BelowOther : Part::Apart;
}

/// The same for what a customer without a system is supplied with.
Part part_at(const AnnexFacts& facts, ServiceId service) {
  if (!facts.supply().covering(service, facts.supplier()).empty()) return Part::Below;
  if (!facts.supply().covering(service, facts.customer()).empty()) return Part::OfCustomer;
  return Part::Apart;
}

/// The part of a party in the whole annex: the first that it has anywhere.
Part part_of_provider(const AnnexFacts& facts, OrganizationId who) {
  Part part = Part::Apart;
  for (const AnnexSystem& system : facts.systems()) {
    for (const Component c : system.shown) {
      if (system.answer->graph().provider(c) != who) continue;
      part = std::min(part, part_at(facts, *system.answer, c));
    }
  }
  if (!facts.systems().empty()) return part;
  for (const ServiceId service : facts.services()) {
    if (facts.supply().provider(service) == who) part = std::min(part, part_at(facts, service));
  }
  return part;
}

AnnexCell what_it_provides(const AnnexFacts& facts, const AnnexWords& words, OrganizationId who) {
  std::vector<Text> texts;
  for (const ServiceId service : facts.services()) {
    if (facts.supply().provider(service) != who) continue;
    texts.push_back(facts.supply().handles(service) ? compose({.en = "{} – medical information",
                                                               .ja = "{}（医療情報の取扱いあり）"},
                                                              words.service(service))
                                                    : words.service(service));
  }
  return lines(std::move(texts));
}

Phrase part_text(Part part) {
  switch (part) {
    case Part::Below:
      return {.en = "below the Supplier, who manages the risk of this as well",
              .ja = "乙の下位にあり、乙がそのリスクも管理"};
    case Part::OfCustomer:
      return {.en = "under a contract of the Customer; not sub-entrusted by the Supplier",
              .ja = "甲との契約による（乙の再委託先ではない）"};
    case Part::BelowOther:
      return {.en = "below another party, who manages the risk of this as well",
              .ja = "甲・乙以外の事業者の下位にあり、その事業者がリスクも管理"};
    case Part::Apart: break;
  }
  return {.en = "neither the Supplier nor the Customer is on record as having procured it",
          .ja = "甲・乙のいずれも調達した記録がない"};
}

AnnexCell approval_cell(const AnnexFacts& facts, OrganizationId who, Part part) {
  if (is_approved(facts, who)) return cell({.en = "approved", .ja = "承認済み"});
  if (part == Part::OfCustomer || part == Part::BelowOther) return cell({.en = "–", .ja = "－"});
  AnnexCell made = cell({.en = "no approval on record", .ja = "承認の記録がありません"});
  made.is_missing = true;
  return made;
}

AnnexTable policies(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexTable table;
  table.heads = {{.en = "contract", .ja = "契約"},
                 {.en = "sub-entrustment", .ja = "再委託の取扱い"},
                 {.en = "approved by name", .ja = "承認された再委託先"}};
  table.widths = {35, 30, 35};
  for (const ContractId contract : facts.contracts()) {
    const Agreement* const agreement = agreed_in(facts.supply(), contract);
    const auto* const terms =
        agreement != nullptr && agreement->subentrustment ? &*agreement->subentrustment : nullptr;
    std::vector<Text> approved;
    if (terms != nullptr) {
      for (const OrganizationRef& one : terms->approved) {
        approved.push_back(words.organization(one.id));
      }
    }
    AnnexCell policy = cell(policy_text(terms == nullptr ? std::nullopt : terms->policy));
    policy.is_missing = terms == nullptr || !terms->policy;
    table.rows.push_back(
        {cell(words.contract(contract)), std::move(policy), lines_or_missing(std::move(approved))});
  }
  return table;
}

/// What a member has to do with the operator.
AnnexCell member_role(const AnnexFacts& facts, OrganizationId member, OrganizationId network) {
  std::vector<Text> texts;
  for (const ContractId contract : facts.supply().bought_by(member)) {
    if (facts.supply().supplier(contract) != network) continue;
    const Agreement* const agreement = agreed_in(facts.supply(), contract);
    const bool divided = agreement != nullptr && agreement->responsibility_scope.value_or(false);
    const auto kind = static_cast<unsigned>(facts.supply().kind(contract));
    texts.push_back(compose(divided ? Phrase{.en = "customer ({}); scope of responsibility agreed",
                                             .ja = "顧客（{}）。責任の範囲の合意あり"}
                                    : Phrase{.en = "customer ({}); no scope of responsibility on "
                                                   "record",
                                             .ja = "顧客（{}）。責任の範囲の記録がありません"},
                            word_label(RecordKind::Contract, "kind", kind)));
  }
  for (const ContractId contract : facts.supply().bought_by(network)) {
    if (facts.supply().supplier(contract) == member) {
      texts.push_back({.en = "entrusted party of the operator", .ja = "運営主体の委託先"});
      break;
    }
  }
  if (texts.empty()) {
    return cell({.en = "member; no contract with the operator on record",
                 .ja = "参加機関（運営主体との契約の記録がありません）"});
  }
  return lines(std::move(texts));
}

AnnexTable members_table(const AnnexFacts& facts, const AnnexWords& words, OrganizationId network,
                         const std::vector<OrganizationId>& members) {
  AnnexTable table;
  table.heads = {{.en = "member", .ja = "参加機関"}, {.en = "role", .ja = "役割"}};
  table.widths = {40, 60};
  for (const OrganizationId member : members) {
    table.rows.push_back({cell(words.party(member)), member_role(facts, member, network)});
  }
  return table;
}

AnnexTable supervised_table(const AnnexFacts& facts, const AnnexWords& words,
                            OrganizationId network) {
  AnnexTable table;
  table.heads = {{.en = "entrusted party", .ja = "委託先"},
                 {.en = "what it does", .ja = "委託の内容"},
                 {.en = "confirmation by the operator", .ja = "運営主体による確認"}};
  table.widths = {30, 40, 30};
  for (const ContractId contract : facts.supply().bought_by(network)) {
    if (!is_supply_kind(facts.supply().kind(contract))) continue;
    const OrganizationId supplier = facts.supply().supplier(contract);
    std::vector<Text> covers;
    std::vector<Text> states;
    bool is_missing = false;
    for (const ServiceRef& one : facts.model()[contract].covers) {
      covers.push_back(words.service(one.id));
      const ConfirmationState state = facts.confirmations().state(network, one.id, supplier);
      states.push_back(text_of(confirmation_state(state)));
      is_missing = is_missing || state != ConfirmationState::Met;
    }
    AnnexCell confirmed = lines(std::move(states));
    confirmed.is_missing = is_missing;
    table.rows.push_back(
        {cell(words.party(supplier)), lines(std::move(covers)), std::move(confirmed)});
  }
  return table;
}

void add_network(const AnnexFacts& facts, const AnnexWords& words, OrganizationId network,
                 AnnexSection& section) {
  const auto bears = facts.supply().parties().bears_responsibility(network);
  section.heading(words.party(network));
  const Text name = words.organization(network);
  if (!bears) {
    section.missing(compose({.en = "Whether {} bears responsibility for the handling of medical "
                                   "information is not on record (FAQ 2.2).",
                             .ja = "{}が医療情報の取扱いに責任を有するかどうかの記録がありません"
                                   "（FAQ 2.2）。"},
                            name));
  } else {
    section.paragraph(compose(
        *bears
            ? Phrase{.en = "{} bears responsibility for the handling of medical information: it "
                           "divides the roles with each member, and supervises those to whom "
                           "it entrusts work (FAQ 2.2).",
                     .ja = "{}は医療情報の取扱いに責任を有します。参加する各医療機関等と役割分担"
                           "を定め、委託先を監督します（FAQ 2.2）。"}
            : Phrase{.en = "{} only coordinates and bears no responsibility for managing medical "
                           "information (FAQ 2.2).",
                     .ja = "{}は取りまとめや仕様調整のみを行い、医療情報に関する管理責任を負い"
                           "ません（FAQ 2.2）。"},
        name));
  }
  const std::vector<OrganizationId> members = members_of(facts.supply(), network);
  if (members.empty()) {
    section.missing({.en = "No members are on record.", .ja = "参加機関の記録がありません。"});
  } else {
    section.table(members_table(facts, words, network, members));
  }
  AnnexTable supervised = supervised_table(facts, words, network);
  if (supervised.rows.empty()) {
    section.missing({.en = "No entrusted parties of the operator are on record.",
                     .ja = "運営主体の委託先の記録がありません。"});
    return;
  }
  section.paragraph({.en = "Entrusted parties that the operator supervises:",
                     .ja = "運営主体が監督する委託先は次のとおりです。"});
  section.table(std::move(supervised));
}

}  // namespace

AnnexSection entrustment_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{
      .id = "entrustment",
      .title = {.en = "Sub-entrusted parties", .ja = "再委託先その他の関係する事業者"}};
  section.table(policies(facts, words));
  AnnexTable table;
  table.heads = {{.en = "party", .ja = "事業者"},
                 {.en = "what it provides", .ja = "提供する構成要素"},
                 {.en = "its part", .ja = "位置づけ"},
                 {.en = "approval", .ja = "承認"}};
  table.widths = {25, 30, 25, 20};
  for (const OrganizationId who : facts.providers()) {
    if (facts.is_party(who)) continue;
    const Part part = part_of_provider(facts, who);
    table.rows.push_back({cell(words.organization(who)), what_it_provides(facts, words, who),
                          cell(part_text(part)), approval_cell(facts, who, part)});
  }
  if (table.rows.empty()) {
    section.paragraph({.en = "Nobody but the two parties provides a component of this annex on "
                             "record.",
                       .ja = "本附属書の構成要素を提供する者は、記録上、甲と乙のみです。"});
  } else {
    section.table(std::move(table));
  }
  section.paragraph(
      {.en = "Whoever entrusts the handling of personal data supervises the entrusted party, and "
             "sees to it that a sub-entrusted party is supervised in the same way (APPI art. 25).",
       .ja =
           "個人データの取扱いを委託する者は委託先を監督し、再委託先に対しても同等の監督が行われる"
           "ようにします（個人情報保護法第25条）。"});
  return section;
}

AnnexSection network_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{
      .id = "network",
      .title = {.en = "The network, its members and those it supervises",
                .ja = "医療情報連携ネットワークの参加機関と、運営主体が監督する委託先"}};
  for (const OrganizationId party : {facts.customer(), facts.supplier()}) {
    if (facts.is_network_operator(party)) add_network(facts, words, party, section);
  }
  return section;
}

}  // namespace musubi::cli
