#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/output/findings_view.h"
#include "cli/output/impact_view.h"
#include "cli/output/result_json.h"
#include "cli/output/styled.h"
#include "engine/model_changes.h"
#include "engine/supply_graph.h"
#include "model/text.h"

namespace musubi::cli {

/// One of the two models of a comparison; the view is of all its findings.
struct DiffSide {
  const SupplyGraph* supply = nullptr;
  AsOf as_of;
  FindingsView findings;
};

/// The difference of two models, and what it means.
struct DiffView {
  DiffSide before, after;
  const ModelDiff* diff = nullptr;
  std::vector<ModelChange> changes;
  ModelImpact impact;
  FindingsDiff findings;

  [[nodiscard]] bool empty() const {
    return diff->settings.empty() && changes.empty() && findings.gone.empty() &&
           findings.fresh.empty();
  }
  /// How many records were added, removed, changed, renamed.
  [[nodiscard]] std::size_t count(DiffOp op) const;
  /// The model that knows the record: the old one of what was removed.
  [[nodiscard]] const Model& model_of(const RecordChange& change) const;
  /// The question of a part of the impact, for the rows that come from it.
  [[nodiscard]] ImpactView part(std::size_t part) const;
};

/// The words of the results: "added".
[[nodiscard]] std::string_view word_of(DiffOp op);

/// "Records: 1 added, 0 removed, 2 changed, 0 renamed."
[[nodiscard]] std::string records_summary(const DiffView& view, Language language);
/// "Findings: 0 new, 1 gone, 61 unchanged."
[[nodiscard]] std::string findings_summary(const DiffView& view, Language language);
/// "Affects 3 services, …"
[[nodiscard]] std::string impact_summary(const DiffView& view, Language language);
/// Of what, and asked of which model, a row of the impact tells: "end, by the old model".
[[nodiscard]] std::string question_text(const DiffView& view, std::size_t part, Language language);

/// '+', '-', '~', '→'.
[[nodiscard]] std::string_view sign_of(DiffOp op);
/// The record: "contract Shiramine EMR (shiramine.emr)"; of a renamed one both ids; of one without
/// an id what it is about.
[[nodiscard]] Styled record_text(const DiffView& view, const RecordChange& change,
                                 Language language);
/// What changes for others: "change of the contract", "ended between the two dates"; empty where
/// nothing does.
[[nodiscard]] std::string kind_text(const ModelChange& change, Language language);

/// Those who are told, the longest lead first; origins are not told but tell.
[[nodiscard]] std::vector<const PartRow<AffectedOrganization>*> told_rows(const DiffView& view);
/// "30 days before", and whether that is later than it has promised to tell others.
[[nodiscard]] std::string lead_text(const AffectedOrganization& row, Language language);

/// "until": what is different there, old and new.
struct ValueLine {
  std::string path;
  std::string text;  // "2026-03-31 → 2027-03-31", "+ emr", and how a contract comes by it
};
/// Precondition: `by_terms` are keys of these values.
[[nodiscard]] std::vector<ValueLine> value_lines(const std::vector<ValueChange>& values,
                                                 const std::vector<std::string>& by_terms,
                                                 Language language);

}  // namespace musubi::cli
