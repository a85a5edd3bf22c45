#include "cli/output/responsibility_matrix.h"

#include <utility>

#include "cli/output/evidence_text.h"
#include "cli/output/names.h"
#include "cli/output/responsibility_text.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

template <class InLanguage>
Text in_both(InLanguage in_language) {
  return {.en = in_language(Language::En), .ja = in_language(Language::Ja)};
}

MatrixCell missing_cell() {
  return {.lines = {compose({.en = "not on record", .ja = "記録がありません"})},
          .is_missing = true};
}

class MatrixMaker {
 public:
  explicit MatrixMaker(const SystemAnswer& answer)
      : answer_(answer), graph_(answer.graph()), model_(answer.model()) {}

  SystemMatrix make() const {
    const System& system = model_[graph_.system()];
    SystemMatrix matrix{
        .system = graph_.system(),
        .title = label_text(model_, system.id),
        .institution = label(system.owner.id),
        .form = in_both([&](Language language) { return form_of_provision(answer_, language); }),
        .remark = final_responsibility(answer_),
        .rows = {},
        .roles = {}};
    for (const Component c : answer_.from_the_root()) matrix.rows.push_back(row(c));
    for (const ContractId contract : answer_.institution_contracts()) {
      matrix.roles.push_back(roles(contract));
    }
    return matrix;
  }

 private:
  [[nodiscard]] Text label(OrganizationId who) const { return label_text(model_, model_[who].id); }

  template <class Rows, class ToText>
  static MatrixCell cell(const Rows& rows, ToText to_text) {
    MatrixCell result;
    for (const auto& one : rows) result.lines.push_back(to_text(one));
    return result;
  }
  // The organizations, or that nobody is on record.
  [[nodiscard]] MatrixCell organizations(const std::vector<OrganizationId>& who) const {
    if (who.empty()) return missing_cell();
    return cell(who, [&](OrganizationId one) { return label(one); });
  }

  [[nodiscard]] MatrixRow row(Component c) const {
    return {.service = graph_.service(c),
            .cells = {component(c),
                      {.lines = {label(graph_.provider(c))}},
                      cell(graph_.edges_to(c),
                           [&](std::uint32_t e) { return position(graph_.edges()[e]); }),
                      managers(c),
                      answerable(c),
                      cell(answer_.held_by(c), [&](OrganizationId one) { return label(one); }),
                      contracts(c),
                      confirmations(c)}};
  }

  [[nodiscard]] MatrixCell component(Component c) const {
    const Service& service = model_[graph_.service(c)];
    const Phrase layer =
        word_label(RecordKind::Service, "layer", static_cast<unsigned>(service.layer));
    MatrixCell result{.lines = {label_text(model_, service.id),
                                {.en = std::string(layer.en), .ja = std::string(layer.ja)}}};
    if (!graph_.relevant(c)) {
      result.lines.push_back({.en = "no medical information", .ja = "医療情報の取扱いなし"});
    }
    return result;
  }

  // From where an edge comes, and how its holder stands to the provider.
  [[nodiscard]] Text position(const SystemEdge& edge) const {
    const Text from =
        name_of(model_, edge.from == kRoot ? model_[model_[graph_.system()].owner.id].id
                                           : model_[graph_.service(edge.from)].id);
    if (edge.relation == Relation::Procured) {
      return compose({.en = "below {}: procured by {}", .ja = "{}の下：{}が調達"}, from,
                     name_of(model_, model_[edge.procured_by].id));
    }
    return compose({.en = "below {}: {}", .ja = "{}の下：{}"}, from, phrase_of(edge.relation));
  }

  [[nodiscard]] MatrixCell managers(Component c) const {
    const std::vector<OrganizationId> managing = answer_.managers(c);
    if (!managing.empty() || !graph_.own(c)) return organizations(managing);
    return {.lines = {{.en = "the institution itself", .ja = "医療機関等自ら"}}};
  }

  [[nodiscard]] MatrixCell answerable(Component c) const {
    const std::vector<OrganizationId> answering = answer_.answerable(c);
    if (!answering.empty() || !graph_.own(c)) return organizations(answering);
    return {.lines = {{.en = "– (the institution itself)", .ja = "–（医療機関等自ら）"}}};
  }

  // What others have agreed with the provider for systems of their own is none of this one's
  // parties' business.
  [[nodiscard]] MatrixCell contracts(Component c) const {
    std::vector<ContractId> of_parties = answer_.contracts(c);
    std::erase_if(of_parties,
                  [&](ContractId one) { return !graph_.is_party(graph_.supply().customer(one)); });
    return cell(of_parties, [&](ContractId one) { return contract(one); });
  }

  [[nodiscard]] Text contract(ContractId id) const {
    const Contract& record = model_[id];
    const Text label = label_text(model_, record.id);
    const Phrase kind =
        word_label(RecordKind::Contract, "kind", static_cast<unsigned>(record.kind));
    if (record.until && record.kind != ContractKind::Sale) {
      return compose({.en = "{}: {}, until {}", .ja = "{}：{}、{} まで"}, label, kind,
                     record.until->to_string());
    }
    return compose({.en = "{}: {}", .ja = "{}：{}"}, label, kind);
  }

  [[nodiscard]] MatrixCell confirmations(Component c) const {
    MatrixCell result;
    for (const SystemAnswer::Confirmation& one : answer_.confirmations(c)) {
      result.lines.push_back(in_both([&](Language language) {
        return confirmation_text(model_, one, language).render(false);
      }));
      if (one.state != ConfirmationState::Met) result.is_missing = true;
    }
    return result;
  }

  [[nodiscard]] RoleMatrix roles(ContractId id) const {
    const Contract& record = model_[id];
    RoleMatrix result{.contract = id,
                      .title = compose({.en = "{}: {} → {}", .ja = "{}：{} → {}"}, contract(id),
                                       label(record.customer.id), label(record.supplier.id)),
                      .is_on_record = model_.duties(record) != nullptr,
                      .rows = {}};
    if (!result.is_on_record) return result;
    for (const RoleEntry& role : answer_.roles(id)) {
      result.rows.push_back(
          {.duty = role.title,
           .who = {.lines = {in_both([&](Language language) {
                     return assigned_text(model_, role, record, language).render(false);
                   })},
                   .is_missing = role.assigned == nullptr}});
    }
    return result;
  }

  const SystemAnswer& answer_;
  const SystemGraph& graph_;
  const Model& model_;
};

}  // namespace

Text label_text(const Model& model, Symbol id) {
  return in_both([&](Language language) { return label_of(model, id, language).render(false); });
}

SystemMatrix responsibility_matrix(const SystemAnswer& answer) {
  return MatrixMaker(answer).make();
}

}  // namespace musubi::cli
