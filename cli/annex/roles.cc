#include <algorithm>
#include <optional>
#include <utility>

#include "cli/annex/sections.h"
#include "model/names.h"

namespace musubi::cli {
namespace {

AnnexCell assigned_cell(const AnnexFacts& facts, const AnnexWords& words, const RoleEntry& role) {
  using Who = DutyAssignment::Who;
  if (role.assigned == nullptr) {
    AnnexCell made = lines({{.en = "not assigned", .ja = "未定（記録がありません）"},
                            {.en = "□ Customer □ Supplier □ shared □ not applicable",
                             .ja = "□ 甲　□ 乙　□ 共同　□ 該当なし"}});
    made.is_missing = true;
    return made;
  }
  switch (role.assigned->who) {
    case Who::Customer: return cell({.en = "Customer", .ja = "甲"});
    case Who::Supplier: return cell({.en = "Supplier", .ja = "乙"});
    case Who::Shared: return cell({.en = "shared", .ja = "甲・乙共同"});
    case Who::NotApplicable: return cell({.en = "not applicable", .ja = "該当なし"});
    case Who::Organization: break;
  }
  const OrganizationId who = role.assigned->organization.id;
  if (facts.is_party(facts.supply().party(who))) return cell(words.party(who));
  return cell(
      compose({.en = "another party: {}", .ja = "甲・乙以外：{}"}, words.organization(who)));
}

std::optional<Text> done_by(const AnnexFacts& facts, const AnnexWords& words, ContractId contract,
                            std::string_view duty) {
  using Who = DutyAssignment::Who;
  const auto* const duties = facts.model().duties(facts.model()[contract]);
  if (duties == nullptr) return std::nullopt;
  const auto found = std::ranges::find(*duties, duty, &DutyAssignment::duty);
  if (found == duties->end()) return std::nullopt;
  Text customer = words.organization(facts.supply().customer(contract));
  Text supplier = words.organization(facts.supply().supplier(contract));
  switch (found->who) {
    case Who::Customer: return customer;
    case Who::Supplier: return supplier;
    case Who::Shared:
      return compose({.en = "{0} and {1} together", .ja = "{0}と{1}の共同"}, customer, supplier);
    case Who::NotApplicable: return std::nullopt;
    case Who::Organization: break;
  }
  return words.organization(found->organization.id);
}

AnnexCell below_cell(const AnnexFacts& facts, const AnnexWords& words,
                     const std::vector<ContractId>& below, std::string_view duty) {
  std::vector<Text> texts;
  for (const ContractId contract : below) {
    if (auto who = done_by(facts, words, contract, duty)) {
      texts.push_back(
          compose({.en = "{0} (under {1})", .ja = "{0}（{1}）"}, *who, facts.model().id(contract)));
    }
  }
  if (!texts.empty()) return lines(std::move(texts));
  return below.empty() ? cell({.en = "–", .ja = "－"}) : missing_cell();
}

AnnexTable roles_table(const AnnexFacts& facts, const AnnexWords& words, ContractId contract,
                       const std::vector<ContractId>& below) {
  AnnexTable table;
  table.heads = {{.en = "duty", .ja = "役割"},
                 {.en = "who", .ja = "担当"},
                 {.en = "who does it further down", .ja = "下位で担当する者"}};
  table.widths = {35, 25, 40};
  for (const RoleEntry& role : roles_of(facts.model(), contract)) {
    table.rows.push_back({cell(role.title), assigned_cell(facts, words, role),
                          below_cell(facts, words, below, role.duty)});
  }
  return table;
}

/// Which components of one layer a party stands for, and which nobody does.
struct Side {
  std::vector<Text> customer, supplier, others, nobody;
};

Side side_of(const AnnexFacts& facts, const AnnexWords& words, const AnnexSystem& system,
             Layer layer) {
  Side side;
  const SystemAnswer& answer = *system.answer;
  for (const Component c : system.shown) {
    const ServiceId service = answer.graph().service(c);
    if (facts.model()[service].layer != layer) continue;
    const Text name = words.service(service);
    const auto managers = answer.managers(c);
    if (answer.graph().own(c)) side.customer.push_back(name);
    if (std::ranges::find(managers, facts.supplier()) != managers.end()) {
      side.supplier.push_back(name);
    }
    for (const OrganizationId one : managers) {
      if (facts.is_party(one)) continue;
      side.others.push_back(
          compose({.en = "{0}: {1}", .ja = "{0}：{1}"}, name, words.organization(one)));
    }
    if (managers.empty() && !answer.graph().own(c)) side.nobody.push_back(name);
  }
  return side;
}

AnnexTable demarcation_table(const AnnexFacts& facts, const AnnexWords& words,
                             const AnnexSystem& system) {
  AnnexTable table;
  table.heads = {{.en = "layer", .ja = "階層"},
                 {.en = "run by the Customer itself", .ja = "甲が自ら管理・運用"},
                 {.en = "risk managed by the Supplier", .ja = "乙がリスクを管理"},
                 {.en = "risk managed by others, too", .ja = "他の者もリスクを管理"},
                 {.en = "managed by nobody on record", .ja = "管理する者の記録なし"}};
  table.widths = {15, 20, 20, 25, 20};
  const auto or_none = [](std::vector<Text> texts) {
    return texts.empty() ? cell({.en = "–", .ja = "－"}) : lines(std::move(texts));
  };
  for (const Layer layer : {Layer::Application, Layer::Platform, Layer::Infrastructure,
                            Layer::Network, Layer::Support}) {
    Side side = side_of(facts, words, system, layer);
    if (side.customer.empty() && side.supplier.empty() && side.others.empty() &&
        side.nobody.empty()) {
      continue;
    }
    const auto word = static_cast<unsigned>(layer);
    const bool is_missing = !side.nobody.empty();
    table.rows.push_back({cell(word_label(RecordKind::Service, "layer", word)),
                          or_none(std::move(side.customer)), or_none(std::move(side.supplier)),
                          or_none(std::move(side.others)), or_none(std::move(side.nobody))});
    table.rows.back().back().is_missing = is_missing;
  }
  return table;
}

}  // namespace

AnnexSection roles_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{.id = "roles", .title = {.en = "Table of roles", .ja = "役割分担表"}};
  const std::vector<ContractId> below =
      find_contracts_below(facts.supply(), facts.parties(), facts.services());
  for (const ContractId contract : facts.contracts()) {
    section.heading(words.contract(contract));
    if (facts.model().duties(facts.model()[contract]) == nullptr) {
      section.missing({.en = "No division of roles is on record; the parties fill in who does "
                             "what.",
                       .ja = "役割分担の記録がありません。担当を両者で定め、記入します。"});
    }
    section.table(roles_table(facts, words, contract, below));
  }
  return section;
}

AnnexSection demarcation_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{
      .id = "demarcation",
      .title = {.en = "Demarcation of responsibility by layer", .ja = "階層ごとの責任分界"}};
  for (const AnnexSystem& system : facts.systems()) {
    section.heading(words.system(system.answer->graph().system()));
    section.table(demarcation_table(facts, words, system));
  }
  if (facts.systems().empty()) {
    section.paragraph(
        {.en = "The line towards each institution is drawn in the agreement with it. "
               "Between the two parties each answers for what it provides.",
         .ja = "各医療機関等との責任分界は、その医療機関等との合意に記載します。甲と乙の"
               "間では、それぞれが自ら提供する構成要素について責任を負います。"});
  }
  const bool agreed = std::ranges::any_of(facts.contracts(), [&](ContractId contract) {
    const Agreement* const agreement = facts.model().agreement(facts.model()[contract]);
    return agreement != nullptr && agreement->responsibility_scope.value_or(false);
  });
  if (agreed) {
    section.paragraph({.en = "The parties have made the scope of responsibility clear, on record.",
                       .ja = "責任の範囲を明確にしたことが記録されています。"});
  } else {
    section.missing({.en = "That the scope of responsibility was made clear is not on record.",
                     .ja = "責任の範囲を明確にした記録がありません。"});
  }
  return section;
}

}  // namespace musubi::cli
