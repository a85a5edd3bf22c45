#include <algorithm>
#include <optional>
#include <utility>

#include "cli/annex/sections.h"
#include "cli/output/contact_text.h"
#include "cli/output/responsibility_text.h"
#include "engine/agreed.h"
#include "model/names.h"

namespace musubi::cli {
namespace {

std::vector<Text> names(const AnnexWords& words, const std::vector<OrganizationId>& all) {
  std::vector<Text> texts;
  for (const OrganizationId one : all) texts.push_back(words.party(one));
  return texts;
}

Text countries(const AnnexWords& words, std::span<const String> codes) {
  std::vector<Text> texts;
  for (const String& code : codes) texts.push_back(country_text(code));
  return words.list(texts);
}

Text places(const AnnexWords& words, const MaybeList<String>& codes) {
  if (!codes) return text_of(kNotOnRecord);
  if (codes->empty()) return {.en = "none", .ja = "なし"};
  return countries(words, *codes);
}

Text abroad(const AnnexWords& words, const MaybeList<String>& codes) {
  if (!codes) return text_of(kNotOnRecord);
  std::vector<String> others(codes->begin(), codes->end());
  std::erase_if(others, [](const String& code) { return code == "JP"; });
  if (others.empty()) return {.en = "none", .ja = "なし"};
  return compose({.en = "yes, from {}", .ja = "あり（{}）"}, countries(words, others));
}

AnnexCell component_cell(const AnnexFacts& facts, const AnnexWords& words, ServiceId service) {
  const Service& record = facts.model()[service];
  std::vector<Text> texts{words.service(service)};
  if (!record.handles_medical_information) {
    texts.push_back({.en = "handles no medical information", .ja = "医療情報を取り扱いません"});
  } else if (record.unreadable) {
    texts.push_back({.en = "handles medical information; its provider holds no key",
                     .ja = "医療情報を取り扱いますが、提供者は鍵を保有しません"});
  }
  return lines(std::move(texts));
}

AnnexCell place_cell(const AnnexFacts& facts, const AnnexWords& words, ServiceId service) {
  const Service& record = facts.model()[service];
  AnnexCell made =
      lines({compose({.en = "kept in: {}", .ja = "保管：{}"}, places(words, record.locations)),
             compose({.en = "access from abroad: {}", .ja = "国外からのアクセス：{}"},
                     abroad(words, record.access_from))});
  made.is_missing = !record.locations || !record.access_from;
  return made;
}

/// Who confirmed whom, and until when that holds.
Text confirmation_line(const AnnexFacts& facts, const AnnexWords& words, ServiceId service,
                       const SystemAnswer::Confirmation& one) {
  Text about = compose({.en = "{0} of {1}: ", .ja = "{0}による{1}の確認："},
                       words.party(one.duty->owes), words.party(one.duty->about));
  const Text state = text_of(confirmation_state(one.state));
  about = compose({.en = "{}{}", .ja = "{}{}"}, about, state);
  const AssessmentId counting =
      facts.confirmations().counting(one.duty->owes, service, one.duty->about);
  if (one.state != ConfirmationState::Met || !counting.valid()) return about;
  const Assessment& record = facts.model()[counting];
  const auto last = facts.model().last_day(record);
  return last ? compose({.en = "{} on {}, until {}", .ja = "{}（{}、{}まで有効）"}, about,
                        words.date(record.date), words.date(*last))
              : compose(
                    {.en = "{} on {}, without an end on record", .ja = "{}（{}、終期の記録なし）"},
                    about, words.date(record.date));
}

AnnexCell confirmations_cell(const AnnexFacts& facts, const AnnexWords& words,
                             const AnnexSystem& system, Component c) {
  const ServiceId service = system.answer->graph().service(c);
  std::vector<Text> texts;
  bool is_missing = false;
  for (const auto& one : system.answer->confirmations(c)) {
    texts.push_back(confirmation_line(facts, words, service, one));
    is_missing = is_missing || one.state != ConfirmationState::Met;
  }
  if (texts.empty()) return cell({.en = "nobody owes one", .ja = "確認を要する者はありません"});
  AnnexCell made = lines(std::move(texts));
  made.is_missing = is_missing;
  return made;
}

AnnexCell managed_cell(const AnnexWords& words, const SystemAnswer& answer, Component c) {
  if (const auto managers = answer.managers(c); !managers.empty()) {
    return lines(names(words, managers));
  }
  if (!answer.graph().own(c)) return missing_cell();
  return cell(compose({.en = "{} itself", .ja = "{}自ら"}, words.party(answer.graph().owner())));
}

AnnexCell answers_cell(const AnnexWords& words, const SystemAnswer& answer, Component c) {
  if (answer.graph().own(c)) return cell({.en = "–", .ja = "－"});
  return lines_or_missing(names(words, answer.answerable(c)));
}

AnnexCell provider_cell(const AnnexFacts& facts, const AnnexWords& words, ServiceId service) {
  return lines({words.party(facts.supply().provider(service)),
                compose({.en = "layer: {}", .ja = "階層：{}"}, words.layer(service))});
}

void add_system(const AnnexFacts& facts, const AnnexWords& words, const AnnexSystem& system,
                AnnexSection& section) {
  AnnexTable table;
  table.heads = {{.en = "component", .ja = "構成要素"},
                 {.en = "provided by", .ja = "提供者・階層"},
                 {.en = "place", .ja = "保管場所・アクセス"},
                 {.en = "manages the risk", .ja = "リスクを管理する者"},
                 {.en = "answers to the institution", .ja = "医療機関等に責任を負う者"},
                 {.en = "confirmation of risk management", .ja = "リスクマネジメントの確認"}};
  table.widths = {15, 15, 15, 15, 15, 25};
  const SystemAnswer& answer = *system.answer;
  for (const Component c : system.shown) {
    const ServiceId service = answer.graph().service(c);
    table.rows.push_back({component_cell(facts, words, service),
                          provider_cell(facts, words, service), place_cell(facts, words, service),
                          managed_cell(words, answer, c), answers_cell(words, answer, c),
                          confirmations_cell(facts, words, system, c)});
  }
  section.heading(words.system(answer.graph().system()));
  section.table(std::move(table));
}

/// Of a customer without a system: what is supplied, without who answers to an institution.
AnnexTable services_table(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexTable table;
  table.heads = {{.en = "component", .ja = "構成要素"},
                 {.en = "provided by", .ja = "提供者・階層"},
                 {.en = "place", .ja = "保管場所・アクセス"},
                 {.en = "confirmed by the Customer", .ja = "甲による確認"}};
  table.widths = {25, 25, 25, 25};
  for (const ServiceId service : facts.services()) {
    const OrganizationId provider = facts.supply().provider(service);
    AnnexCell confirmed = cell({.en = "–", .ja = "－"});
    if (provider != facts.customer()) {
      const AssessmentId counting =
          facts.confirmations().counting(facts.customer(), service, provider);
      confirmed = missing_cell();
      if (counting.valid()) {
        const auto last = facts.model().last_day(facts.model()[counting]);
        confirmed = cell(
            last ? compose({.en = "on record, until {}", .ja = "記録あり（{}まで）"},
                           words.date(*last))
                 : Text{.en = "on record, without an end", .ja = "記録あり（終期の記録なし）"});
      }
    }
    table.rows.push_back({component_cell(facts, words, service),
                          provider_cell(facts, words, service), place_cell(facts, words, service),
                          std::move(confirmed)});
  }
  return table;
}

/// A component that runs on one of which its holder has no part in the choice (FAQ 2.1, 2.2.3).
struct UnknownEdge {
  const AnnexSystem* system;
  const SystemEdge* edge;
};

std::vector<UnknownEdge> independent_edges(const AnnexFacts& facts) {
  std::vector<UnknownEdge> found;
  for (const AnnexSystem& system : facts.systems()) {
    const SystemGraph& graph = system.answer->graph();
    for (const SystemEdge& edge : graph.edges()) {
      if (edge.relation != Relation::Independent || edge.from == kRoot) continue;
      if (graph.holder(edge) == graph.owner()) continue;
      if (!facts.shows(graph.service(edge.from)) || !facts.shows(graph.service(edge.to))) continue;
      found.push_back({&system, &edge});
    }
  }
  return found;
}

AnnexCell known_cell(const AnnexFacts& facts, const AnnexWords& words, OrganizationId holder,
                     ServiceId service) {
  const OrganizationId provider = facts.supply().provider(service);
  const auto say = [&](const Phrase& pattern) {
    return cell(compose(pattern, words.party(holder)));
  };
  if (facts.confirmations().counting(holder, service, provider).valid()) {
    return say({.en = "known: {} has confirmed it", .ja = "把握している（{}の確認の記録あり）"});
  }
  if (facts.confirmations().disclosed(service, holder)) {
    return say(
        {.en = "known: it was disclosed to {}", .ja = "把握している（{}への情報提供の記録あり）"});
  }
  AnnexCell unknown = say({.en = "unknown to {}: neither a disclosure nor a confirmation is on "
                                 "record",
                           .ja = "{}にとって不明（情報提供の記録も確認の記録もありません）"});
  unknown.is_missing = true;
  return unknown;
}

AnnexCell explained_cell(const AnnexFacts& facts, const UnknownEdge& found, bool scope) {
  const SystemAnswer& answer = *found.system->answer;
  const ServiceId service = answer.graph().service(found.edge->to);
  const auto leading = answer.responsibility().contracts_leading_to(found.edge->from);
  const bool is_said = std::ranges::any_of(leading, [&](ContractId contract) {
    const Agreement* const agreement = agreed_in(facts.supply(), contract);
    if (agreement == nullptr) return false;
    if (scope) return agreement->responsibility_scope.value_or(false);
    return agreement->unknown_components &&
           std::ranges::find(*agreement->unknown_components, service, &ServiceRef::id) !=
               agreement->unknown_components->end();
  });
  return is_said ? cell({.en = "agreed, on record", .ja = "合意の記録あり"}) : missing_cell();
}

AnnexTable unknown_table(const AnnexFacts& facts, const AnnexWords& words,
                         const std::vector<UnknownEdge>& all) {
  AnnexTable table;
  table.heads = {{.en = "component", .ja = "構成要素"},
                 {.en = "on which runs", .ja = "その上で動くもの"},
                 {.en = "known or unknown", .ja = "把握の状況"},
                 {.en = "risks explained", .ja = "リスクの説明"},
                 {.en = "scope of responsibility", .ja = "責任の範囲"}};
  table.widths = {25, 25, 20, 15, 15};
  for (const UnknownEdge& one : all) {
    const SystemGraph& graph = one.system->answer->graph();
    const ServiceId to = graph.service(one.edge->to);
    const ServiceId from = graph.service(one.edge->from);
    table.rows.push_back(
        {lines({words.service(to), compose({.en = "provided by {}", .ja = "提供：{}"},
                                           words.party(graph.provider(one.edge->to)))}),
         lines({words.service(from),
                compose({.en = "of {}", .ja = "提供：{}"}, words.party(graph.holder(*one.edge)))}),
         known_cell(facts, words, graph.holder(*one.edge), to), explained_cell(facts, one, false),
         explained_cell(facts, one, true)});
  }
  return table;
}

}  // namespace

AnnexSection components_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{.id = "components", .title = {.en = "Components", .ja = "構成要素"}};
  for (const AnnexSystem& system : facts.systems()) add_system(facts, words, system, section);
  if (!facts.systems().empty()) return section;
  if (facts.services().empty()) {
    section.missing({.en = "The contracts cover no component on record.",
                     .ja = "契約の対象となる構成要素の記録がありません。"});
  } else {
    section.table(services_table(facts, words));
  }
  return section;
}

AnnexSection unknown_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{.id = "unknown",
                       .title = {.en = "Components outside the provider's part, and unknown ones",
                                 .ja = "選定関与なし・直接契約なしの構成要素と不明な構成要素"}};
  const std::vector<UnknownEdge> all = independent_edges(facts);
  if (all.empty()) {
    section.paragraph({.en = "None is on record: what the components of this annex run on was "
                             "selected or contracted for by those who provide them.",
                       .ja = "記録されたものはありません。本附属書の構成要素が利用するものは、それ"
                             "ぞれの提供者が選定または契約しています。"});
    return section;
  }
  section.paragraph({.en = "Whoever provides what runs on these components took no part in the "
                           "selection of their providers and has no contract with them "
                           "(FAQ 2.1, 2.2.3).",
                     .ja =
                         "次の構成要素については、その上で動くものの提供者は、選定に関与しておらず"
                         "、直接の契約もありません（FAQ 2.1、2.2.3）。"});
  section.table(unknown_table(facts, words, all));
  section.paragraph({.en = "Of each component that is unknown to it, the provider of what runs on "
                           "it explains, before the agreement is formed:",
                     .ja =
                         "提供者は、自らにとって不明な構成要素のそれぞれについて、合意形成に先立ち"
                         "、次の事項を説明します。"});
  section.boxes(
      {{.en = "what risks arise where its system is used on infrastructure that it does not know, "
              "the component included",
        .ja = "その構成要素を含め、不明なインフラ上で自らのシステムが利用される場合に、どのような"
              "リスクがあるか"},
       {.en = "how far its own responsibility reaches, and what it does not answer for",
        .ja = "自らの負う責任の範囲と、責任を負わない事項"},
       {.en = "what it needs to be told of the component, and by whom, in order to know it (a "
              "disclosure through the institution)",
        .ja = "その構成要素を把握するために必要な情報と、医療機関等を通じた情報提供の方法"},
       {.en = "what the institution has to confirm itself with whoever provides the component",
        .ja = "その構成要素の提供者について、医療機関等が自ら確認する必要のある事項"}});
  return section;
}

}  // namespace musubi::cli
