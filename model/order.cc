#include "model/order.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace musubi {
namespace {

/// Sorts one table; returns the new row of each old one, nothing where all stay.
template <class Row>
std::vector<std::uint32_t> order(const SymbolTable& symbols, Table<Row>& table) {
  // The texts of the ids stand beside the rows: to sort must not jump about in a large table.
  std::vector<std::pair<std::string_view, std::uint32_t>> rows;
  rows.reserve(table.size());
  for (const Row& row : table) {
    rows.emplace_back(row.id.valid() ? symbols.view(row.id) : std::string_view(),
                      static_cast<std::uint32_t>(rows.size()));
  }
  if (std::ranges::is_sorted(rows)) return {};
  std::ranges::sort(rows);
  Table<Row> sorted;
  std::vector<std::uint32_t> moved(table.size());
  for (const auto& [id, row] : rows) {
    moved[row] = static_cast<std::uint32_t>(sorted.size());
    sorted.emplace_back() = table[row];
  }
  table = std::move(sorted);
  return moved;
}

}  // namespace

void order_by_id(Model& model, Unlinked& unlinked) {
  std::array<std::vector<std::uint32_t>, kRecordKindCount> moved;
  const auto order_table = [&](RecordKind kind, auto& table) {
    moved[static_cast<std::size_t>(kind)] = order(model.symbols, table);
  };
  order_table(RecordKind::Organization, model.organizations);
  order_table(RecordKind::Service, model.services);
  order_table(RecordKind::System, model.systems);
  order_table(RecordKind::Terms, model.terms);
  order_table(RecordKind::Contract, model.contracts);
  order_table(RecordKind::Risk, model.risks);
  order_table(RecordKind::Change, model.changes);
  for (Unlinked::Definition& definition : unlinked.definitions) {
    const auto& rows = moved[static_cast<std::size_t>(definition.record.kind)];
    if (!rows.empty()) definition.record.index = rows[definition.record.index];
  }
  const auto& contracts = moved[static_cast<std::size_t>(RecordKind::Contract)];
  if (contracts.empty()) return;
  for (Unlinked::MissingReason& missing : unlinked.reasons) {
    missing.contract = ContractId(contracts[missing.contract.index()]);
  }
}

}  // namespace musubi
