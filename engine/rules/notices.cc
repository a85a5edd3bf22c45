#include "engine/rules/notices.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "engine/rules/finding.h"
#include "engine/rules/kinds.h"

namespace musubi::rules {

Finding make_notice_finding(const SupplyGraph& supply, const Rule& rule, const Fact& fact,
                            const Phrase& otherwise) {
  const Model& model = supply.model();
  const ContractId contract = fact.witness.contract;
  Finding finding = make_finding(rule, {.modality = rule.modalities.front(),
                                        .subject = model[fact.service].id,
                                        .owes = model[fact.owes].id,
                                        .counterparty = model[fact.counterparty].id});
  if (contract.valid()) {
    const ContractBlank clause{.contract = model[contract].id,
                               .customer = model[supply.customer(contract)].id,
                               .supplier = model[supply.supplier(contract)].id};
    finding.blanks = {{"kinds", KindsBlank{fact.kinds}}, {"clause", clause}};
  } else {
    finding.blanks = {{"kinds", KindsBlank{fact.kinds}}, {"clause", otherwise}};
  }
  if (fact.kinds != 0) finding.details.push_back(kinds_detail(fact.kinds));
  finding.systems = fact.systems;
  finding.witness = fact.witness;
  return finding;
}

Text label_of_change(const Model& model, const Change& change) {
  const std::string_view id = model.text(change.id);
  const std::uint8_t kind = kind_bit(change.kind);
  const Text target = label(model, change.target.name);
  return {fmt::format("{} ({}: {})", id, words_of_kinds(kind, Language::En), target.en),
          fmt::format("「{}」（{}：{}）", id, words_of_kinds(kind, Language::Ja), target.ja)};
}

void set_systems(const RuleContext& context, std::span<const SystemId> systems, Finding& finding) {
  finding.systems.count = systems.size();
  const auto first = systems.first(std::min(systems.size(), context.max_systems));
  finding.systems.first.assign(first);
}

}  // namespace musubi::rules
