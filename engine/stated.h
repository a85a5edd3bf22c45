#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/model.h"

namespace musubi {

/// The keys without which a rule has nothing to look at (marked ◦ in the catalogue of rules): where
/// no record states the key, the rule is not evaluated and coverage says "not modelled".
enum class StatedKey : std::uint8_t {
  Notice,
  IncidentNotice,
  Changes,
  Agreement,
  Phases,
  Components,
  Items,
  Duties,
  Evaluation,
  GuidelineClause,
  Subentrustment,
  Links,
  Certifications,
  Locations,
  Risks,
  RiskIncludes,
  ConsideredGuideline,
  Controls,
  OperationsRules,
  Requirements,
};
inline constexpr std::size_t kStatedKeyCount = 20;

/// The key as it is written in a model: "contracts[].agreement.items".
[[nodiscard]] std::string_view path_of(StatedKey key);

/// How many records state each key, active or not, by themselves or through their terms. An empty
/// object or list states a key; a table is stated by its records.
class Stated {
 public:
  /// O(model).
  explicit Stated(const Model& model);

  [[nodiscard]] std::size_t count(StatedKey key) const {
    return counts_[static_cast<std::size_t>(key)];
  }
  [[nodiscard]] bool has(StatedKey key) const { return count(key) > 0; }

 private:
  void add(StatedKey key, bool stated) { counts_[static_cast<std::size_t>(key)] += stated ? 1 : 0; }
  void add(const Agreement& agreement);
  void add(const ContractContent& content);

  std::array<std::size_t, kStatedKeyCount> counts_{};
};

}  // namespace musubi
