#include <algorithm>
#include <optional>
#include <utility>

#include "cli/annex/sections.h"
#include "cli/output/levels.h"
#include "cli/output/responsibility_text.h"
#include "cli/output/scope_words.h"
#include "engine/agreed.h"
#include "model/names.h"

namespace musubi::cli {
namespace {

/// The facilities that the contracts name, where these are not the party itself.
Text party_line(const AnnexFacts& facts, const AnnexWords& words, OrganizationId party,
                bool customer) {
  std::vector<Text> facilities;
  for (const ContractId contract : facts.contracts()) {
    const Contract& record = facts.model()[contract];
    const OrganizationId named = customer ? record.customer.id : record.supplier.id;
    Text name = words.organization(named);
    if (named != party && std::ranges::find(facilities, name) == facilities.end()) {
      facilities.push_back(std::move(name));
    }
  }
  if (facilities.empty()) return words.organization(party);
  return compose({.en = "{0} (under the contracts: {1})", .ja = "{0}（契約上の名義：{1}）"},
                 words.organization(party), words.list(facilities));
}

Text period(const AnnexFacts& facts, const AnnexWords& words, ContractId contract) {
  const Contract& record = facts.model()[contract];
  const bool ends = record.until && record.kind != ContractKind::Sale;
  const Text from = record.from ? words.date(*record.from)
                                : Text{.en = "[start not on record]", .ja = "【始期の記録なし】"};
  if (!ends) {
    return compose({.en = "from {}, without an end on record", .ja = "{}から（終期の記録なし）"},
                   from);
  }
  return compose(
      facts.model().renews_automatically(record)
          ? Phrase{.en = "{} to {}, renewed automatically", .ja = "{}から{}まで（自動更新）"}
          : Phrase{.en = "{} to {}", .ja = "{}から{}まで"},
      from, words.date(*record.until));
}

Text agreed_on(const AnnexFacts& facts, const AnnexWords& words, const Agreement* agreement) {
  if (agreement == nullptr || !agreement->date) return text_of(kNotOnRecord);
  std::vector<Text> renewed;
  for (const Date day : agreement->renewed) {
    if (day <= facts.as_of()) renewed.push_back(words.date(day));
  }
  if (renewed.empty()) return words.date(*agreement->date);
  return compose({.en = "{0}; agreed again on {1}", .ja = "{0}（再合意：{1}）"},
                 words.date(*agreement->date), words.list(renewed));
}

Text said(std::optional<bool> value) {
  if (!value) return text_of(kNotOnRecord);
  return *value ? Text{.en = "yes", .ja = "あり"} : Text{.en = "no", .ja = "なし"};
}

/// What runs out next of what the annex rests on.
struct NextReview {
  std::optional<Date> day;
  Text what;

  void consider(std::optional<Date> candidate, Date as_of, const Text& why) {
    if (!candidate || *candidate < as_of || (day && *day <= *candidate)) return;
    day = candidate;
    what = why;
  }
};

void consider_contract(const AnnexFacts& facts, const AnnexWords& words, ContractId contract,
                       NextReview& next) {
  const Model& model = facts.model();
  const Contract& record = model[contract];
  if (!record.until || record.kind == ContractKind::Sale) return;
  Date last = *record.until;
  if (model.renews_automatically(record)) {
    last = last.plus_days(-model.renewal_notice_days(record).value_or(0));
  }
  next.consider(last, facts.as_of(),
                compose({.en = "the end of {} or the last day to give notice of it",
                         .ja = "{}の満了、または更新しない旨の申出の期限"},
                        words.contract(contract)));
}

void consider_confirmations(const AnnexFacts& facts, const AnnexWords& words, NextReview& next) {
  for (const AnnexSystem& system : facts.systems()) {
    for (const Component c : system.shown) {
      for (const auto& one : system.answer->confirmations(c)) {
        const ServiceId service = system.answer->graph().service(c);
        const AssessmentId counting =
            facts.confirmations().counting(one.duty->owes, service, one.duty->about);
        if (!counting.valid()) continue;
        next.consider(facts.model().last_day(facts.model()[counting]), facts.as_of(),
                      compose({.en = "the end of the confirmation of {}",
                               .ja = "{}についての確認の有効期間の末日"},
                              words.service(service)));
      }
    }
  }
}

NextReview next_review(const AnnexFacts& facts, const AnnexWords& words) {
  NextReview next;
  for (const ContractId contract : facts.contracts()) {
    consider_contract(facts, words, contract, next);
  }
  consider_confirmations(facts, words, next);
  for (const Risk& risk : facts.model().risks) {
    if (facts.supply().party(risk.owner.id) != facts.supplier() || !facts.shows(risk.service.id)) {
      continue;
    }
    next.consider(risk.review_by, facts.as_of(),
                  compose({.en = "the review of the risk {}", .ja = "リスク「{}」の見直しの期限"},
                          name_of(facts.model(), risk.id)));
  }
  return next;
}

Text review_text(const AnnexFacts& facts, const AnnexWords& words) {
  const NextReview next = next_review(facts, words);
  if (!next.day) {
    return {.en = "no day follows from the records; to be agreed: ____________________",
            .ja = "記録から定まる期日はありません。合意した日：　　　　年　　　月　　　日"};
  }
  return compose({.en = "by {0} ({1})", .ja = "{0}まで（{1}）"}, words.date(*next.day), next.what);
}

AnnexCell strong(const Phrase& label) { return cell(label); }

Text scope_reason(const AnnexFacts& facts, OrganizationId who) {
  const ScopeEntry* const entry = facts.scope_of(who);
  if (entry == nullptr) {
    return {.en =
                "a medical institution; the guideline is addressed to those who supply it, and "
                "the final responsibility as manager of medical information stays with it "
                "(FAQ 5)",
            .ja =
                "医療機関等です。ガイドラインは医療機関等に提供する事業者を対象とし、医療情報の"
                "最終的な管理者としての責任は医療機関等にあります（FAQ 5）"};
  }
  const ScopeWords& reason = words_of(entry->reason);
  const auto say = [&](Language language) {
    return compose_in(
        language,
        entry->basis == ScopeBasis::Inferred
            ? Phrase{.en = "{} ({}; inferred from the records)", .ja = "{}（{}。記録からの推定）"}
            : Phrase{.en = "{} ({})", .ja = "{}（{}）"},
        reason.sentence, sources_text(reason.sources, language));
  };
  return {.en = say(Language::En), .ja = say(Language::Ja)};
}

Phrase scope_word(const ScopeEntry* entry) {
  if (entry == nullptr) return {.en = "–", .ja = "－"};
  if (!entry->in_scope) return {.en = "undetermined", .ja = "判断できない"};
  return *entry->in_scope ? Phrase{.en = "in scope", .ja = "対象事業者"}
                          : Phrase{.en = "not in scope", .ja = "対象外"};
}

/// What a form of provision means for the two parties.
Phrase consequence(Provision provision) {
  switch (provision.pattern) {
    case Pattern::MultipleContracts:
      return {
          .en =
              "A provider cannot manage the risk of a component of another provider which it "
              "neither selected nor contracted for. The Customer confirms the risk management of "
              "whoever provides such a component. The Supplier makes the scope of its own "
              "responsibility clear and, where it does not know the component, explains to "
              "the Customer what risks it brings to run on it; both agree on this before use "
              "(FAQ 2.1, 2.2.3).",
          .ja =
              "事業者は、自らが選定に関与せず直接の契約もない構成要素について、その提供者の"
              "リスクマネジメントを行うことができません。このような構成要素については、甲が"
              "提供者のリスクマネジメントを確認します。乙は自らの負う責任の範囲を明確にし、"
              "その構成要素が不明な場合には、その上で利用することによるリスクを甲に伝え、"
              "利用に先立って両者で合意します（FAQ 2.1、2.2.3）。"};
    case Pattern::MultipleProviders:
      return {.en =
                  "A provider that procured components from others includes them in its risk "
                  "management, confirms the risk management of those who provide them, and "
                  "forms the agreement with the Customer on the whole (FAQ 2.1, 2.2.2). What the "
                  "Supplier answers "
                  "for is in the tables of components and of demarcation.",
              .ja =
                  "他の事業者から構成要素を調達した事業者は、その構成要素の内容を含めてリスク"
                  "マネジメントを行い、提供者のリスクマネジメントを確認したうえで、全体について"
                  "甲と合意形成を行います（FAQ 2.1、2.2.2）。乙が責任を負う範囲は、構成要素と"
                  "責任分界の表に示します。"};
    case Pattern::SeparateProviders:
      return {.en =
                  "Each provider manages the risk of what it provides and agrees on it with the "
                  "Customer; "
                  "no dependency between them is on record. The Customer sees to it that nothing "
                  "between "
                  "them is left out (FAQ 2.1, 2.2.3).",
              .ja =
                  "各事業者は自らが提供する構成要素のリスクを管理し、それぞれ甲と合意形成を"
                  "行います。事業者間の依存関係の記録はありません。事業者間に漏れが生じない"
                  "よう、甲が全体を確認します（FAQ 2.1、2.2.3）。"};
    case Pattern::SingleProvider:
      return {.en =
                  "the Supplier manages the risk of all that it provides, and agrees on it with "
                  "the Customer "
                  "(FAQ 2.1, 2.2.1).",
              .ja =
                  "乙は、提供するすべての構成要素についてリスクを管理し、甲と合意形成を行います"
                  "（FAQ 2.1、2.2.1）。"};
    case Pattern::SelfOperated: break;
  }
  return {.en = "The Customer runs the system itself and manages its risk (FAQ 1.1).",
          .ja = "システムは甲が自ら管理・運用し、そのリスクも甲が管理します（FAQ 1.1）。"};
}

/// What the second case adds.
constexpr Phrase kSecondCase{
    .en =
        "In case 2 a provider below procured components in its turn: each confirms the risk "
        "management of the next, and what lies further down is included (FAQ 2.1).",
    .ja =
        "ケース2では、下位の事業者がさらに構成要素を調達しています。各事業者が次の事業者のリスク"
        "マネジメントを確認し、さらに下位の構成要素も含めて扱います（FAQ 2.1）。"};

}  // namespace

AnnexTable annex_head(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexTable table;
  table.widths = {25, 75};
  const auto add = [&](const Phrase& label, std::vector<Text> texts) {
    table.rows.push_back({strong(label), lines(std::move(texts))});
  };
  add({.en = "Customer", .ja = "甲（顧客）"}, {party_line(facts, words, facts.customer(), true)});
  add({.en = "Supplier", .ja = "乙（供給者）"},
      {party_line(facts, words, facts.supplier(), false)});
  std::vector<Text> contracts;
  for (const ContractId contract : facts.contracts()) contracts.push_back(words.contract(contract));
  add({.en = "Main contracts", .ja = "主契約"}, std::move(contracts));
  add({.en = "Version", .ja = "版"},
      {compose({.en = "as of {}", .ja = "{}現在"}, words.date(facts.as_of()))});
  add({.en = "Next review", .ja = "次回の見直し"},
      {review_text(facts, words),
       {.en = "and whenever a component, a contract or a party of this annex changes",
        .ja = "このほか、本附属書に記載の構成要素、契約または当事者に変更があるとき"}});
  return table;
}

AnnexSection terms_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{
      .id = "terms",
      .title = {.en = "Contracts, validity and precedence", .ja = "契約、有効期間および優先関係"}};
  AnnexTable table;
  table.heads = {
      {.en = "contract", .ja = "契約"},
      {.en = "kind", .ja = "種類"},
      {.en = "period", .ja = "契約期間"},
      {.en = "agreement on security", .ja = "安全管理の合意"},
      {.en = "common understanding / explicit agreement", .ja = "共通理解／明示的な合意"}};
  table.widths = {25, 10, 25, 20, 20};
  for (const ContractId contract : facts.contracts()) {
    const Contract& record = facts.model()[contract];
    const Agreement* const agreement = agreed_in(facts.supply(), contract);
    table.rows.push_back(
        {cell(words.contract(contract)),
         cell(word_label(RecordKind::Contract, "kind", static_cast<unsigned>(record.kind))),
         cell(period(facts, words, contract)), cell(agreed_on(facts, words, agreement)),
         cell(compose({.en = "{} / {}", .ja = "{}／{}"},
                      said(agreement ? agreement->common_understanding : std::nullopt),
                      said(agreement ? agreement->explicit_agreement : std::nullopt)))});
  }
  section.table(std::move(table));
  section.list(
      {{.en = "This annex is part of the main contracts named above and is valid as long as they "
              "are. It says what the Customer and the Supplier have agreed, and what is still to "
              "be agreed, on the security management of medical information.",
        .ja = "本附属書は、上記の主契約の一部をなし、主契約と同じ期間有効とします。医療情報の安全"
              "管理について、甲と乙が合意した事項と、なお合意を要する事項を記載します。"},
       {.en = "On the security management of medical information this annex takes precedence over "
              "the main contracts where the two differ; in all other matters the main contracts "
              "apply.",
        .ja = "医療情報の安全管理に関する事項について主契約と本附属書の定めが異なるときは、本附属書"
              "を優先します。その他の事項については主契約の定めによります。"},
       {.en = "Whatever is said here of a matter that law regulates is subject to that law.",
        .ja = "法令に定めのある事項については、法令の定めによります。"}});
  return section;
}

AnnexSection scope_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{
      .id = "scope",
      .title = {.en = "Why each is in scope of the guideline", .ja = "対象事業者とその理由"}};
  section.paragraph({.en = "The guideline is the one of METI and MIC for providers of information "
                           "systems and services that handle medical information.",
                     .ja = "ここでいうガイドラインは、経済産業省・総務省「医療情報を取り扱う情報"
                           "システム・サービスの提供事業者における安全管理ガイドライン」です。"});
  AnnexTable table;
  table.heads = {
      {.en = "party", .ja = "組織"}, {.en = "scope", .ja = "対象"}, {.en = "why", .ja = "理由"}};
  table.widths = {30, 15, 55};
  std::vector<OrganizationId> shown{facts.customer(), facts.supplier()};
  for (const OrganizationId provider : facts.providers()) {
    if (!facts.is_party(provider)) shown.push_back(provider);
  }
  for (const OrganizationId who : shown) {
    table.rows.push_back({cell(words.party(who)), cell(scope_word(facts.scope_of(who))),
                          cell(scope_reason(facts, who))});
  }
  section.table(std::move(table));
  return section;
}

AnnexSection figure_section() {
  AnnexSection section{.id = "figure",
                       .title = {.en = "Figure of the agreement", .ja = "合意の範囲の図"}};
  section.blocks.push_back({.kind = AnnexBlock::Kind::Figure, .texts = {}, .table = {}});
  return section;
}

AnnexSection provision_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{.id = "provision",
                       .title = {.en = "Form of provision and what follows from it",
                                 .ja = "提供形態と、それにより求められること"}};
  if (facts.systems().empty()) {
    section.paragraph(
        {.en = "The Customer uses nothing of this as a system of a medical institution of its own. "
               "The form of provision is that of each institution which the Customer supplies, and "
               "is in the agreement with that institution; what the Supplier provides here is "
               "part of it.",
         .ja =
             "甲自身が医療機関等として利用するシステムの記録はありません。提供形態は、甲が提供先と"
             "する各医療機関等について定まり、その医療機関等との合意に記載します。乙の提供する"
             "構成要素は、その一部となります。"});
    return section;
  }
  for (const AnnexSystem& system : facts.systems()) {
    const SystemAnswer& answer = *system.answer;
    section.heading(words.system(answer.graph().system()));
    section.paragraph(compose({.en = "Form of provision: {}", .ja = "提供形態：{}"},
                              Text{.en = form_of_provision(answer, Language::En),
                                   .ja = form_of_provision(answer, Language::Ja)}));
    std::vector<Text> follows{text_of(consequence(answer.provision()))};
    if (answer.provision().number == 2) follows.push_back(text_of(kSecondCase));
    follows.push_back(final_responsibility(answer));
    section.list(std::move(follows));
  }
  return section;
}

}  // namespace musubi::cli
