#include <string>

#include "engine/figures/builder.h"
#include "engine/figures/figures.h"
#include "model/names.h"

namespace musubi {
namespace {

std::string word(ContractKind kind) { return std::to_string(static_cast<unsigned>(kind)); }

}  // namespace

Figure contracts_figure(const SupplyGraph& supply) {
  const Model& model = supply.model();
  FigureBuilder builder(supply, FigureView::Contracts);
  builder.figure().title = {.en = "Contracts", .ja = "契約関係"};
  for (std::size_t row = 0; row < model.organizations.size(); ++row) {
    const OrganizationId party(row);
    if (supply.parties().is_whole(party)) builder.organization(party);
  }
  for (std::size_t row = 0; row < model.contracts.size(); ++row) {
    const ContractId contract(row);
    if (!supply.active(contract)) continue;
    const std::uint32_t from = builder.organization(supply.customer(contract));
    const std::uint32_t to = builder.organization(supply.supplier(contract));
    const ContractKind kind = supply.kind(contract);
    FigureArrow& arrow = builder.arrow(builder.arrow(ArrowKind::Contract, from, to, word(kind)));
    if (arrow.contracts.empty()) {
      arrow.lines.push_back(
          filled(word_label(RecordKind::Contract, "kind", static_cast<unsigned>(kind))));
    }
    arrow.contracts.push_back(contract);
  }
  return std::move(builder).finish();
}

}  // namespace musubi
