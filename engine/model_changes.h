#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/impact.h"
#include "engine/rule_runner.h"
#include "engine/supply_graph.h"
#include "model/model_diff.h"

// What the differences between two models mean for those who take part: changes in the sense of
// section 5 of the semantics, whom they affect, and which findings they bring and settle.
namespace musubi {

/// Of a contract that is on record before and after: whether it counts no more, or from now on.
enum class Lapse : std::uint8_t { None, Ended, Began };

/// What became of one record, as a change.
struct ModelChange {
  RecordChange change;  // without keys where nothing but time has ended or begun a contract
  /// `Termination`: a service or contract that is gone, or a contract that was active and is not
  /// any more. `ContractChange`: a contract that came, has begun, or has another content, period or
  /// party. `ServiceChange`: a service with another provider, layer, developer or dependency, other
  /// places, or another handling of medical information. Nothing for every other difference.
  std::optional<ChangeKind> kind;
  Lapse lapse = Lapse::None;
};

/// The differences of two models, each at its date, with the contracts that time alone has ended or
/// begun in between. By kind of record, id, `known_by`. O(records that differ + contracts).
[[nodiscard]] std::vector<ModelChange> model_changes(const ModelDiff& diff,
                                                     const SupplyGraph& before,
                                                     const SupplyGraph& after);

/// One question about some of the changes, and its answer.
struct AnsweredChange {
  bool of_old = false;  // asked of the old model, else of the new
  ChangeQuestion question;
  Impact impact;
};

/// A row of the answer to one of the parts; ids are of the model that it was asked of.
template <class Row>
struct PartRow {
  std::size_t part = 0;
  Row row;
};

/// What all changes affect together. What goes is asked of the old model, what comes of the new,
/// and what changes of both; a renamed record is one. A row that several parts have stands here
/// once, from the first of them (those of the new model come first), but that of an organization
/// from the worst: one where it is never told, else one with the smallest lead, else the first; it
/// is late where any of them is. `promised_in` is then of the row that was taken.
struct ModelImpact {
  std::vector<AnsweredChange> parts;
  std::vector<PartRow<AffectedService>> services;
  std::vector<PartRow<AffectedSystem>> systems;
  std::vector<PartRow<AffectedInstitution>> institutions;
  std::vector<PartRow<AffectedOrganization>> organizations;
  /// Sorted by what is done, as far as that goes in the order of the parts; the others by id.
  std::vector<PartRow<ImpactAction>> actions;
};

/// Cost: at most five questions (`ImpactFinder::find`).
[[nodiscard]] ModelImpact find_impact(const std::vector<ModelChange>& changes,
                                      const Renames& renames, const SupplyGraph& before,
                                      const SupplyGraph& after);

/// Which findings there are no more, and which there were not, by rule, subject, who owes and the
/// counterparty; a renamed record is the same. Suppressed findings are not compared, and one that
/// is suppressed by now is not gone. Rows are in the order of the findings.
struct FindingsDiff {
  std::vector<std::size_t> gone;   // of the old result
  std::vector<std::size_t> fresh;  // of the new result
  std::size_t unchanged = 0;
};
[[nodiscard]] FindingsDiff compare_findings(const CheckResult& before, const Model& old_model,
                                            const CheckResult& after, const Model& new_model,
                                            const Renames& renames);

}  // namespace musubi
