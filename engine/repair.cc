#include "engine/repair.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "engine/repair_proposals.h"
#include "model/json_layout.h"
#include "model/loader.h"

namespace musubi {
namespace {

/// Members into members, elements after elements, anything else in the place of what was there.
void merge_into(JsonValue& at, const JsonValue& change) {
  if (at.kind == JsonValue::Kind::Array && change.kind == JsonValue::Kind::Array) {
    for (const JsonValue& element : change.children) {
      if (std::ranges::find(at.children, element) == at.children.end()) {
        at.children.push_back(element);
      }
    }
  } else if (at.kind == JsonValue::Kind::Object && change.kind == JsonValue::Kind::Object) {
    for (const JsonValue& child : change.children) {
      JsonValue* const there = at.find(child.key);
      if (there != nullptr) {
        merge_into(*there, child);
      } else {
        at.children.push_back(child);
      }
    }
  } else {
    JsonValue value = change;
    value.key = at.key;
    at = std::move(value);
  }
}

void apply(JsonValue& document, const Repair& repair) {
  JsonValue* table = document.find(repair.table);
  if (table == nullptr) table = &document.add(repair.table, JsonValue::array());
  if (repair.target.empty()) {
    table->children.push_back(repair.change);
    return;
  }
  for (JsonValue& record : table->children) {
    const JsonValue* const id = record.find("id");
    if (id != nullptr && id->text == repair.target) merge_into(record, repair.change);
  }
}

/// The findings of a result that are not suppressed, by fingerprint.
std::set<std::string> fingerprints(const CheckResult& result, const Model& model) {
  std::set<std::string> found;
  for (const Finding& finding : result.findings) {
    if (!finding.suppressed) found.insert(fingerprint(finding, model));
  }
  return found;
}

/// How much it takes: the less the earlier.
std::size_t cost_of(const Repair& repair) {
  static constexpr std::array<std::string_view, 6> kTables{
      "disclosures", "assessments", "contracts", "terms", "risk_agreements", "contracts"};
  const bool is_new_contract = repair.table == "contracts" && repair.target.empty();
  if (is_new_contract) return kTables.size() - 1;
  return static_cast<std::size_t>(std::ranges::find(kTables, repair.table) - kTables.begin());
}

class RepairFinder {
 public:
  RepairFinder(const JsonValue& document, const SupplyGraph& supply, const CheckResult& result,
               const CheckOptions& options)
      : document_(document),
        supply_(supply),
        result_(result),
        options_(options),
        progress_(options.facts.progress) {
    options_.facts.progress = nullptr;
    const Model& model = supply.model();
    for (std::size_t row = 0; row < result.findings.size(); ++row) {
      if (result.findings[row].suppressed) continue;
      rows_.emplace(fingerprint(result.findings[row], model), row);
    }
  }

  /// Every proposal once, tried, and kept where it closes something.
  [[nodiscard]] std::vector<Repair> find_single() const {
    std::map<std::tuple<std::string_view, std::string, std::string>, Repair> proposals;
    for (const auto& [key, row] : rows_) {
      for (Repair& repair : propose(supply_, result_.findings[row])) {
        std::string change = write_json(repair.change);
        std::tuple identity(repair.table, repair.target, std::move(change));
        proposals.emplace(std::move(identity), std::move(repair));
      }
    }
    begin_step(progress_, Step::Repairs, proposals.size());
    std::vector<Repair> found;
    for (auto& [identity, repair] : proposals) {
      try_out(repair);
      add_done(progress_);
      if (!repair.closes.empty()) found.push_back(std::move(repair));
    }
    // They stand in the order of their texts already.
    std::ranges::stable_sort(found, {}, [](const Repair& repair) {
      return std::pair(-static_cast<std::ptrdiff_t>(repair.closes.size()), cost_of(repair));
    });
    return found;
  }

  /// The rows of the findings that are not there with all these repairs made.
  [[nodiscard]] std::vector<std::size_t> closed_by(std::span<const Repair* const> repairs,
                                                   std::size_t& brought) const {
    LoadedModel loaded = read_model({{"repaired", with_repairs(document_, repairs)}});
    if (loaded.diagnostics.has_errors()) return {};
    const SupplyGraph supply(loaded.model, supply_.as_of());
    const auto now = fingerprints(check_model(supply, options_), loaded.model);
    std::vector<std::size_t> closed;
    for (const auto& [key, row] : rows_) {
      if (!now.contains(key)) closed.push_back(row);
    }
    std::ranges::sort(closed);
    brought = static_cast<std::size_t>(
        std::ranges::count_if(now, [&](const std::string& key) { return !rows_.contains(key); }));
    return closed;
  }

 private:
  void try_out(Repair& repair) const {
    const Repair* const one = &repair;
    repair.closes = closed_by(std::span(&one, 1), repair.brings);
  }

  const JsonValue& document_;
  const SupplyGraph& supply_;
  const CheckResult& result_;
  CheckOptions options_;
  Progress* progress_;
  std::map<std::string, std::size_t> rows_;  // by fingerprint
};

/// Set cover, greedily: always the one that closes most of what is left.
std::vector<std::size_t> cover(const std::vector<Repair>& repairs,
                               std::span<const std::size_t> asked) {
  std::set<std::size_t> left(asked.begin(), asked.end());
  std::vector<std::size_t> chosen;
  for (;;) {
    std::size_t best = repairs.size();
    std::ptrdiff_t most = 0;
    for (std::size_t i = 0; i < repairs.size(); ++i) {
      const auto closes = std::ranges::count_if(
          repairs[i].closes, [&](std::size_t row) { return left.contains(row); });
      if (closes > most) std::tie(best, most) = std::pair(i, closes);
    }
    if (best == repairs.size()) return chosen;
    chosen.push_back(best);
    for (const std::size_t row : repairs[best].closes) left.erase(row);
  }
}

}  // namespace

std::string with_repairs(const JsonValue& document, std::span<const Repair* const> repairs) {
  JsonValue changed = document;
  for (const Repair* repair : repairs) apply(changed, *repair);
  return write_json(changed);
}

Repairs find_repairs(const JsonValue& document, const SupplyGraph& supply,
                     const CheckResult& result, const CheckOptions& options,
                     std::span<const std::size_t> asked) {
  const RepairFinder finder(document, supply, result, options);
  Repairs repairs;
  repairs.single = finder.find_single();
  repairs.set = cover(repairs.single, asked);
  std::vector<const Repair*> all;
  for (const std::size_t row : repairs.set) all.push_back(&repairs.single[row]);
  std::size_t brought = 0;
  std::vector<std::size_t> closed;
  if (!all.empty()) closed = finder.closed_by(all, brought);
  for (const std::size_t row : asked) {
    (std::ranges::binary_search(closed, row) ? repairs.closed_by_set : repairs.left).push_back(row);
  }
  return repairs;
}

}  // namespace musubi
