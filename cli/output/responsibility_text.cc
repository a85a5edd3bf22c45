#include "cli/output/responsibility_text.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output/evidence_text.h"
#include "cli/output/names.h"
#include "cli/phrase.h"
#include "model/guideline.h"

namespace musubi::cli {
namespace {

// With a blank for the word for several providers.
Phrase pattern_phrase(Pattern pattern) {
  switch (pattern) {
    case Pattern::MultipleContracts:
      return {.en = "2.2.3, the institution contracts with {}",
              .ja = "2.2.3 医療機関等が{}と契約するケース"};
    case Pattern::MultipleProviders:
      return {.en = "2.2.2, several providers supply the system",
              .ja = "2.2.2 複数の事業者が提供するケース"};
    case Pattern::SeparateProviders:
      return {.en =
                  "2.2.3, the institution contracts with {}; no dependency between them is on "
                  "record",
              .ja = "2.2.3 医療機関等が{}と契約するケース（事業者間の依存関係の記録なし）"};
    case Pattern::SingleProvider:
      return {.en = "2.2.1, one provider supplies the system",
              .ja = "2.2.1 一つの事業者が提供するケース"};
    case Pattern::SelfOperated: break;
  }
  return {.en = "the institution runs the system itself (FAQ 1.1)",
          .ja = "医療機関等が自ら管理・運用（FAQ 1.1）"};
}

Style state_style(ConfirmationState state) {
  return state == ConfirmationState::Met ? Style::Good : Style::Warning;
}

class SystemWriter {
 public:
  SystemWriter(Page& page, const SystemAnswer& answer, Language language)
      : page_(&page),
        answer_(&answer),
        graph_(&answer.graph()),
        model_(&answer.model()),
        language_(language),
        japanese_(language == Language::Ja) {}

  void write() {
    const System& system = (*model_)[graph_->system()];
    page_->paragraph(label(system.id));
    field({.en = "Institution", .ja = "医療機関等"}, label(system.owner.id), 2);
    Styled form(form_of_provision(*answer_, language_), Style::Strong);
    field({.en = "Form of provision", .ja = "提供形態"}, form, 2);
    write_in_short();
    for (const Component c : answer_->from_the_root()) {
      page_->blank();
      write_component(c);
    }
    page_->blank();
    page_->paragraph(Styled(final_responsibility(*answer_).in(language_)), 2);
    write_roles();
  }

 private:
  void field(const Phrase& name, const Styled& text, std::size_t indent) {
    constexpr std::size_t kLabelWidth = 18;
    page_->field(Styled(name.in(language_), Style::Dim), text, indent, kLabelWidth);
  }

  [[nodiscard]] Styled label(Symbol id) const { return label_of(*model_, id, language_); }
  [[nodiscard]] Styled label(OrganizationId organization) const {
    return label((*model_)[organization].id);
  }

  // One line for each text, the first beside the name of the field.
  template <class Rows, class ToText>
  void rows(const Phrase& name, const Rows& items, ToText to_text) {
    bool is_first = true;
    for (const auto& item : items) {
      field(is_first ? name : Phrase{}, to_text(item), 4);
      is_first = false;
    }
  }

  // Whose risk management reaches how far, before the details.
  void write_in_short() {
    std::map<std::string_view, std::vector<Component>> managed;  // by id of the manager
    std::map<std::string_view, std::size_t> answering;           // for how many components
    for (const Component c : answer_->from_the_root()) {
      for (const OrganizationId manager : answer_->managers(c)) {
        managed[model_->id(manager)].push_back(c);
      }
      for (const OrganizationId one : answer_->answerable(c)) ++answering[model_->id(one)];
    }
    if (managed.empty()) return;
    page_->blank();
    page_->paragraph(
        Styled(japanese_ ? "誰がどのリスクを管理するか" : "Who manages which risk", Style::Strong),
        2);
    for (const auto& [manager, components] : managed) {
      Styled line = label(model_->symbols.find(manager)).add(japanese_ ? "：" : ": ");
      line.add(component_names(components));
      line.add(answers_for(answering[manager], components.size()), Style::Dim);
      page_->paragraph(line, 4, 2);
    }
  }

  [[nodiscard]] std::string component_names(const std::vector<Component>& components) const {
    std::string names;
    for (const Component c : components) {
      if (!names.empty()) names += japanese_ ? "、" : ", ";
      names += name_of(*model_, (*model_)[graph_->service(c)].id).in(language_);
    }
    return names;
  }

  // Whether who manages a number of components answers for them, too.
  [[nodiscard]] std::string answers_for(std::size_t answered, std::size_t managed) const {
    if (answered == 0) return {};
    if (answered == managed) {
      return japanese_ ? "（医療機関等に対して責任を負う）" : " (answers to the institution)";
    }
    return compose_in(language_,
                      {.en = " (answers to the institution for {} of them)",
                       .ja = "（うち {} 件について医療機関等に対して責任を負う）"},
                      answered);
  }

  void write_component(Component c) {
    const Service& service = (*model_)[graph_->service(c)];
    Styled head = Styled("* ", Style::Dim).add(label(service.id));
    head.add(japanese_ ? "　" : "  ");
    head.add(word_label(RecordKind::Service, "layer", static_cast<unsigned>(service.layer))
                 .in(language_),
             Style::Dim);
    if (!graph_->relevant(c)) {
      head.add(japanese_ ? "・医療情報の取扱いなし" : ", no medical information", Style::Dim);
    }
    page_->paragraph(head, 2, 2);
    field({.en = "Provided by", .ja = "提供"}, label(graph_->provider(c)), 4);
    write_edges(c);
    write_managers(c);
    write_not_managed(c);
    write_answerable(c);
    rows({.en = "Contracts", .ja = "契約"}, answer_->contracts(c),
         [&](ContractId contract) { return contract_text(contract); });
    rows({.en = "Confirmation", .ja = "リスクの確認"}, answer_->confirmations(c),
         [&](const SystemAnswer::Confirmation& one) {
           return confirmation_text(*model_, one, language_);
         });
  }

  void write_edges(Component c) {
    rows({.en = "Position", .ja = "位置づけ"}, graph_->edges_to(c), [&](std::uint32_t row) {
      return step_text(*model_, edge_step(*graph_, graph_->edges()[row]), language_);
    });
  }

  void write_managers(Component c) {
    constexpr Phrase kName{.en = "Risk managed by", .ja = "リスク管理"};
    const std::vector<OrganizationId> managers = answer_->managers(c);
    if (managers.empty()) {
      field(kName,
            graph_->own(c)
                ? Styled(japanese_ ? "医療機関等自ら" : "the institution itself")
                : Styled(japanese_ ? "記録がありません" : "nobody on record", Style::Warning),
            4);
      return;
    }
    bool is_first = true;
    for (const OrganizationId manager : managers) {
      const Evidence evidence = answer_->responsibility().evidence(manager, c);
      Styled text = Styled("").add(label(manager));
      text.add(evidence.empty() ? role_at(manager, c)
               : japanese_      ? "　次の連鎖による"
                                : ", by this chain:",
               Style::Dim);
      field(is_first ? kName : Phrase{}, text, 4);
      for (const Styled& line : chain_text(*model_, evidence, language_)) {
        field({}, Styled("  ").add(line), 4);
      }
      is_first = false;
    }
  }

  // As what an organization manages a component without any chain.
  [[nodiscard]] std::string_view role_at(OrganizationId manager, Component c) const {
    if (graph_->operator_of(c) == manager)
      return japanese_ ? "　提供者として" : ", as its provider";
    return japanese_ ? "　選定者として" : ", as who selected it";
  }

  void write_not_managed(Component c) {
    rows({.en = "Not managed by", .ja = "管理しない者"}, answer_->not_managed(c),
         [&](const SystemEdge* edge) {
           const Text provider = name_of(*model_, (*model_)[graph_->provider(c)].id);
           return label(graph_->holder(*edge))
               .add(compose_in(language_,
                               {.en = ": it took no part in the selection of {0} and has no "
                                      "contract with it, so it cannot manage this risk; the "
                                      "institution confirms {0} (FAQ 2.1, 2.2.3)",
                                .ja = "：{0}の選定に関与しておらず、直接の契約もないため、この"
                                      "リスクを管理することはできません。{0}のリスクマネジメントは"
                                      "医療機関等が確認します（FAQ 2.1、2.2.3）"},
                               provider));
         });
  }

  void write_answerable(Component c) {
    constexpr Phrase kName{.en = "Answers for it", .ja = "医療機関等への責任"};
    const std::vector<OrganizationId> answerable = answer_->answerable(c);
    if (answerable.empty()) {
      if (graph_->own(c)) return;
      field(kName, Styled(japanese_ ? "記録がありません" : "nobody on record", Style::Warning), 4);
      return;
    }
    rows(kName, answerable, [&](OrganizationId one) { return label(one); });
  }

  [[nodiscard]] Styled contract_text(ContractId contract) const {
    const Contract& record = (*model_)[contract];
    Styled text(model_->text(record.id), Style::Name);
    text.add(japanese_ ? "　" : "  ");
    text.add(label(record.customer.id)).add(" → ").add(label(record.supplier.id));
    text.add(japanese_ ? "　" : "  ");
    text.add(
        word_label(RecordKind::Contract, "kind", static_cast<unsigned>(record.kind)).in(language_),
        Style::Dim);
    if (record.until && record.kind != ContractKind::Sale) {
      text.add(
          compose_in(language_, {.en = ", until {}", .ja = "、{} まで"}, record.until->to_string()),
          Style::Dim);
    }
    return text;
  }

  void write_roles() {
    for (const ContractId contract : answer_->institution_contracts()) {
      page_->blank();
      Styled head(japanese_ ? "役割分担表　" : "Table of roles, ", Style::Strong);
      page_->paragraph(head.add(contract_text(contract)), 2, 4);
      if (model_->duties((*model_)[contract]) == nullptr) {
        page_->paragraph(Styled(japanese_ ? "役割分担の記録がありません。"
                                          : "No division of roles is on record.",
                                Style::Warning),
                         4);
        continue;
      }
      Table table;
      table.columns = {{.head = Styled(japanese_ ? "役割" : "duty", Style::Dim)},
                       {.head = Styled(japanese_ ? "担当" : "who", Style::Dim)}};
      for (const RoleEntry& role : answer_->roles(contract)) {
        table.rows.push_back({Styled(role.title.in(language_)),
                              assigned_text(*model_, role, (*model_)[contract], language_)});
      }
      page_->table(table, 4);
    }
  }

  Page* page_;
  const SystemAnswer* answer_;
  const SystemGraph* graph_;
  const Model* model_;
  Language language_;
  bool japanese_;
};

}  // namespace

Phrase confirmation_state(ConfirmationState state) {
  switch (state) {
    case ConfirmationState::Met: return {.en = "confirmed", .ja = "確認の記録があります"};
    case ConfirmationState::CertificateOnly:
      return {.en = "rests on a certificate alone", .ja = "根拠が認証の取得のみです"};
    case ConfirmationState::Expired: return {.en = "has ended", .ja = "有効期間が過ぎています"};
    case ConfirmationState::Rejected: return {.en = "was not accepted", .ja = "結果が不可でした"};
    case ConfirmationState::None: break;
  }
  return {.en = "not on record", .ja = "記録がありません"};
}

std::string form_of_provision(const SystemAnswer& answer, Language language) {
  const Provision provision = answer.provision();
  const std::string_view edition = answer.graph().supply().model().guideline.editions.provider;
  std::string text =
      compose_in(language, pattern_phrase(provision.pattern), edition_words(edition).several);
  if (provision.number > 0) {
    text += compose_in(language, {.en = ", case {}", .ja = "・ケース{}"}, provision.number);
  }
  if (answer.is_treated_as()) {
    text += language == Language::Ja ? "（を準用）" : " (treated as such)";
  }
  return text;
}

Styled confirmation_text(const Model& model, const SystemAnswer::Confirmation& one,
                         Language language) {
  const bool japanese = language == Language::Ja;
  Styled text = Styled(japanese ? "" : "by ");
  text.add(label_of(model, model[one.duty->owes].id, language));
  text.add(japanese ? "による" : " of ");
  text.add(label_of(model, model[one.duty->about].id, language));
  text.add(japanese ? "の確認：" : ": ");
  return text.add(confirmation_state(one.state).in(language), state_style(one.state));
}

Styled assigned_text(const Model& model, const RoleEntry& role, const Contract& contract,
                     Language language) {
  using Who = DutyAssignment::Who;
  const bool japanese = language == Language::Ja;
  const auto label = [&](OrganizationId who) { return label_of(model, model[who].id, language); };
  if (role.assigned == nullptr) {
    return Styled(japanese ? "記録がありません" : "not on record", Style::Warning);
  }
  switch (role.assigned->who) {
    case Who::Customer: return label(contract.customer.id);
    case Who::Supplier: return label(contract.supplier.id);
    case Who::Shared: return Styled(japanese ? "両者" : "both");
    case Who::NotApplicable: return Styled(japanese ? "該当なし" : "not applicable");
    case Who::Organization: break;
  }
  return label(role.assigned->organization.id);
}

Text final_responsibility(const SystemAnswer& answer) {
  const Model& model = answer.model();
  return compose({.en = "Whatever a contract says, the final responsibility as manager of medical "
                        "information stays with {} (FAQ 5).",
                  .ja = "契約の内容にかかわらず、医療情報の最終的な管理者としての責任は{}に"
                        "あります（FAQ 5）。"},
                 name_of(model, model[model[answer.graph().system()].owner.id].id));
}

void write_system(Page& page, const SystemAnswer& answer, Language language) {
  SystemWriter(page, answer, language).write();
}

}  // namespace musubi::cli
