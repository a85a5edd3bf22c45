#include "model/order.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <future>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace musubi {
namespace {

/// A row, and how its id begins: twelve letters as numbers, zero where there are fewer. No id has
/// a zero byte, so these numbers are ordered as the letters are.
struct IdOfRow {
  std::uint64_t first = 0;
  std::uint32_t next = 0;
  std::uint32_t row = 0;
};

IdOfRow id_of_row(std::string_view id, std::size_t row) {
  std::array<char, sizeof(std::uint64_t) + sizeof(std::uint32_t)> letters{};
  id.copy(letters.data(), letters.size());
  IdOfRow made{.row = static_cast<std::uint32_t>(row)};
  std::memcpy(&made.first, letters.data(), sizeof made.first);
  std::memcpy(&made.next, letters.data() + sizeof made.first, sizeof made.next);
  made.first = __builtin_bswap64(made.first);
  made.next = __builtin_bswap32(made.next);
  return made;
}

/// Merges what is in order already: most files hold a few long runs. False where all of it was.
template <class Before>
bool sort(std::vector<IdOfRow>& rows, Before before) {
  std::vector<std::size_t> ends;  // of runs
  for (std::size_t end = 0; end < rows.size();) {
    end = static_cast<std::size_t>(
        std::is_sorted_until(rows.begin() + static_cast<std::ptrdiff_t>(end), rows.end(), before) -
        rows.begin());
    ends.push_back(end);
  }
  if (ends.size() < 2) return false;
  const auto at = [&rows](std::size_t i) { return rows.begin() + static_cast<std::ptrdiff_t>(i); };
  while (ends.size() > 1) {
    std::vector<std::size_t> merged;
    std::size_t begin = 0;
    for (std::size_t run = 0; run + 1 < ends.size(); run += 2) {
      std::inplace_merge(at(begin), at(ends[run]), at(ends[run + 1]), before);
      begin = ends[run + 1];
      merged.push_back(begin);
    }
    if (ends.size() % 2 == 1) merged.push_back(ends.back());
    ends = std::move(merged);
  }
  return true;
}

/// Goes around a circle of rows some steps ahead, and sends for what it meets: in a large table
/// each row that is not there yet is waited for longer than it takes to copy some.
template <class Row>
class Ahead {
 public:
  Ahead(const Table<Row>& table, std::span<const std::uint32_t> from, std::uint32_t first)
      : table_(table), from_(from), first_(first), at_(first) {
    for (int i = 0; i < kSteps && (i == 0 || at_ != first_); ++i) go_on();
  }
  void step() {
    if (at_ != first_) go_on();
  }

 private:
  static constexpr int kSteps = 16;
  static constexpr std::size_t kLine = 64;

  void go_on() {
    at_ = from_[at_];
    const auto* const row = reinterpret_cast<const std::byte*>(&table_[at_]);
    for (std::size_t byte = 0; byte < sizeof(Row); byte += kLine) __builtin_prefetch(row + byte);
  }

  const Table<Row>& table_;
  std::span<const std::uint32_t> from_;
  std::uint32_t first_, at_;
};

/// Puts into each row what stands in the row `from` says, without a second table: around each
/// circle of rows that take the place of one another. `from` is used up.
template <class Row>
void permute(Table<Row>& table, std::span<std::uint32_t> from) {
  std::array<std::byte, sizeof(Row)> row;  // bytes and no row: what lies between its members too
  for (std::uint32_t first = 0; first < from.size(); ++first) {
    if (from[first] == first) continue;
    Ahead<Row> ahead(table, from, first);
    std::memcpy(row.data(), &table[first], sizeof(Row));
    std::uint32_t to = first;
    for (std::uint32_t next = std::exchange(from[to], to); next != first;
         next = std::exchange(from[to], to)) {
      std::memcpy(&table[to], &table[next], sizeof(Row));
      to = next;
      ahead.step();
    }
    std::memcpy(&table[to], row.data(), sizeof(Row));
  }
}

/// Sorts one table; returns the new row of each old one, nothing where all stay.
template <class Row>
std::vector<std::uint32_t> order(const SymbolTable& symbols, Table<Row>& table) {
  const auto id_of = [&symbols, &table](std::size_t row) {
    const Symbol id = table[row].id;
    return id.valid() ? symbols.view(id) : std::string_view();
  };
  // How the ids begin stands beside the rows: to sort must not jump about in a large table.
  std::vector<IdOfRow> rows;
  rows.reserve(table.size());
  for (std::size_t row = 0; row < table.size(); ++row) {
    rows.push_back(id_of_row(id_of(row), row));
  }
  const auto before = [&id_of](const IdOfRow& a, const IdOfRow& b) {
    if (a.first != b.first) return a.first < b.first;
    if (a.next != b.next) return a.next < b.next;
    const int rest = id_of(a.row).compare(id_of(b.row));
    return rest != 0 ? rest < 0 : a.row < b.row;
  };
  if (!sort(rows, before)) return {};
  std::vector<std::uint32_t> moved(table.size()), from;
  from.reserve(table.size());
  for (std::uint32_t to = 0; to < rows.size(); ++to) {
    from.push_back(rows[to].row);
    moved[rows[to].row] = to;
  }
  permute<Row>(table, from);
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
