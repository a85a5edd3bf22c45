#include "model/order.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <future>
#include <string_view>
#include <utility>
#include <vector>

namespace musubi {
namespace {

using IdOfRow = std::pair<std::string_view, std::uint32_t>;

/// Merges what is in order already: most files hold a few long runs. False where all of it was.
bool sort(std::vector<IdOfRow>& rows) {
  std::vector<std::size_t> ends;  // of runs
  for (std::size_t end = 0; end < rows.size();) {
    end = static_cast<std::size_t>(
        std::is_sorted_until(rows.begin() + static_cast<std::ptrdiff_t>(end), rows.end()) -
        rows.begin());
    ends.push_back(end);
  }
  if (ends.size() < 2) return false;
  const auto at = [&rows](std::size_t i) { return rows.begin() + static_cast<std::ptrdiff_t>(i); };
  while (ends.size() > 1) {
    std::vector<std::size_t> merged;
    std::size_t begin = 0;
    for (std::size_t run = 0; run + 1 < ends.size(); run += 2) {
      std::inplace_merge(at(begin), at(ends[run]), at(ends[run + 1]));
      begin = ends[run + 1];
      merged.push_back(begin);
    }
    if (ends.size() % 2 == 1) merged.push_back(ends.back());
    ends = std::move(merged);
  }
  return true;
}

/// Puts each row where the order has it, without a second table: around each circle of rows that
/// take the place of one another. The order is used up.
template <class Row>
void permute(Table<Row>& table, std::vector<IdOfRow>& order) {
  std::array<std::byte, sizeof(Row)> row;  // bytes and no row: what lies between its members too
  for (std::uint32_t first = 0; first < order.size(); ++first) {
    std::uint32_t to = first;
    std::uint32_t from = std::exchange(order[to].second, to);
    if (from == first) continue;
    std::memcpy(row.data(), &table[first], sizeof(Row));
    for (; from != first; from = std::exchange(order[to].second, to)) {
      std::memcpy(&table[to], &table[from], sizeof(Row));
      to = from;
    }
    std::memcpy(&table[to], row.data(), sizeof(Row));
  }
}

/// Sorts one table; returns the new row of each old one, nothing where all stay.
template <class Row>
std::vector<std::uint32_t> order(const SymbolTable& symbols, Table<Row>& table) {
  // The texts of the ids stand beside the rows: to sort must not jump about in a large table.
  std::vector<IdOfRow> rows;
  rows.reserve(table.size());
  for (const Row& row : table) {
    rows.emplace_back(row.id.valid() ? symbols.view(row.id) : std::string_view(),
                      static_cast<std::uint32_t>(rows.size()));
  }
  if (!sort(rows)) return {};
  std::vector<std::uint32_t> moved(table.size());
  for (std::uint32_t to = 0; to < rows.size(); ++to) moved[rows[to].second] = to;
  permute(table, rows);
  return moved;
}

}  // namespace

void order_by_id(Model& model, Unlinked& unlinked) {
  std::array<std::vector<std::uint32_t>, kRecordKindCount> moved;
  // Contracts are most of a large model: as much as all others together.
  auto contracts_moved =
      std::async(model.contracts.size() > 100'000 ? std::launch::async : std::launch::deferred,
                 [&model] { return order(model.symbols, model.contracts); });
  const auto order_table = [&](RecordKind kind, auto& table) {
    moved[static_cast<std::size_t>(kind)] = order(model.symbols, table);
  };
  order_table(RecordKind::Organization, model.organizations);
  order_table(RecordKind::Service, model.services);
  order_table(RecordKind::System, model.systems);
  order_table(RecordKind::Terms, model.terms);
  order_table(RecordKind::Risk, model.risks);
  order_table(RecordKind::Change, model.changes);
  const auto& contracts = moved[static_cast<std::size_t>(RecordKind::Contract)] =
      contracts_moved.get();
  for (Unlinked::Definition& definition : unlinked.definitions) {
    const auto& rows = moved[static_cast<std::size_t>(definition.record.kind)];
    if (!rows.empty()) definition.record.index = rows[definition.record.index];
  }
  if (contracts.empty()) return;
  for (Unlinked::MissingReason& missing : unlinked.reasons) {
    missing.contract = ContractId(contracts[missing.contract.index()]);
  }
}

}  // namespace musubi
