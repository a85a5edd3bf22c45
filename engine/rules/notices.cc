#include "engine/rules/notices.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "engine/rules/finding.h"
#include "model/fields.h"

namespace musubi::rules {
namespace {

/// Visits the words of the format for these kinds, in its order.
template <class Visit>
void for_each_kind(std::uint8_t kinds, Visit visit) {
  const Field* field = find_field(record_shape(RecordKind::Change), "kind");
  for (const Word& word : field->shape->words) {
    if ((kinds & kind_bit(static_cast<ChangeKind>(word.value))) != 0) visit(word);
  }
}

}  // namespace

FindingDetail kinds_detail(std::uint8_t kinds) {
  FindingDetail detail{.key = "kinds", .values = {}, .number = {}};
  for_each_kind(kinds, [&](const Word& word) { detail.values.emplace_back(word.text); });
  return detail;
}

Text words_of_kinds(std::uint8_t kinds) {
  Text text;
  for_each_kind(kinds, [&](const Word& word) {
    text.en += (text.en.empty() ? "" : ", ") + std::string(word.label.en);
    text.ja += (text.ja.empty() ? "" : "、") + std::string(word.label.ja);
  });
  return text;
}

Text place_of_clause(const SupplyGraph& supply, ContractId contract, const Phrase& otherwise) {
  if (!contract.valid()) return {std::string(otherwise.en), std::string(otherwise.ja)};
  const Model& model = supply.model();
  const Text customer = label(model, model[supply.customer(contract)].id);
  const Text supplier = label(model, model[supply.supplier(contract)].id);
  return {
      fmt::format("contract {}, between {} and {}", model.id(contract), customer.en, supplier.en),
      fmt::format("契約 {}（{}と{}）", model.id(contract), customer.ja, supplier.ja)};
}

Finding make_notice_finding(const SupplyGraph& supply, const Rule& rule, const Fact& fact,
                            const Phrase& otherwise) {
  const Model& model = supply.model();
  Finding finding = make_finding(
      rule, {.modality = rule.modalities.front(),
             .subject = model[fact.service].id,
             .owes = model[fact.owes].id,
             .counterparty = model[fact.counterparty].id,
             .words = {{"kinds", words_of_kinds(fact.kinds)},
                       {"clause", place_of_clause(supply, fact.witness.contract, otherwise)}}});
  if (fact.kinds != 0) finding.details.push_back(kinds_detail(fact.kinds));
  finding.systems = fact.systems;
  finding.witness = fact.witness;
  return finding;
}

Text label_of_change(const Model& model, const Change& change) {
  const std::string_view id = model.text(change.id);
  const Text kind = words_of_kinds(kind_bit(change.kind));
  const Text target = label(model, change.target.name);
  return {fmt::format("{} ({}: {})", id, kind.en, target.en),
          fmt::format("「{}」（{}：{}）", id, kind.ja, target.ja)};
}

void set_systems(const RuleContext& context, std::span<const SystemId> systems, Finding& finding) {
  finding.systems.count = systems.size();
  const auto first = systems.first(std::min(systems.size(), context.max_systems));
  finding.systems.first.assign(first.begin(), first.end());
}

}  // namespace musubi::rules
