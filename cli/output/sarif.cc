#include "cli/output/sarif.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/output/evidence_text.h"
#include "cli/output/findings_json.h"
#include "cli/output/json_out.h"
#include "cli/output/levels.h"
#include "cli/output/result_json.h"
#include "cli/output/sarif_parts.h"
#include "cli/output/uri.h"
#include "cli/phrase.h"
#include "model/fields.h"

namespace musubi::cli {
namespace {

constexpr std::string_view kSchema = "https://json.schemastore.org/sarif-2.1.0.json";
constexpr std::string_view kFingerprint = "musubiFinding/v1";

class SarifWriter {
 public:
  SarifWriter(const FindingsView& view, Language language)
      : view_(&view), model_(view.model), language_(language), rules_(sarif_rules(*view.result)) {}

  std::string text() {
    json_.begin_object();
    json_.member("$schema", kSchema);
    json_.member("version", "2.1.0");
    json_.key("runs");
    json_.begin_array();
    write_run();
    json_.end_array();
    json_.end_object();
    return json_.text();
  }

 private:
  void write_run() {
    json_.begin_object();
    write_sarif_tool(json_, rules_, language_);
    write_sarif_invocation(json_, *view_->result, rules_, language_);
    json_.member("language", language_ == Language::Ja ? "ja" : "en");
    json_.member("columnKind", "unicodeCodePoints");
    json_.member("defaultEncoding", "utf-8");
    write_artifacts();
    json_.key("results");
    json_.begin_array();
    for (const std::size_t row : all_rows(*view_)) write_result(row);
    if (view_->comparison != nullptr) {
      for (const SavedFinding& saved : view_->comparison->gone) write_absent(saved);
    }
    json_.end_array();
    json_.key("properties");
    json_.begin_object();
    json_.member("asOf", std::string_view(view_->as_of.to_string()));
    json_.end_object();
    json_.end_object();
  }

  void write_artifacts() {
    json_.key("artifacts");
    json_.begin_array();
    for (std::size_t i = 0; i < model_->sources.file_count(); ++i) {
      json_.begin_object();
      json_.key("location");
      json_.begin_object();
      json_.member("uri", std::string_view(uri_of(model_->sources.path(FileId(i)))));
      json_.end_object();
      json_.key("roles");
      json_.begin_array();
      json_.value("analysisTarget");
      json_.end_array();
      json_.end_object();
    }
    json_.end_array();
  }

  void write_result(std::size_t row) {
    const Finding& finding = view_->result->findings[row];
    json_.begin_object();
    write_sarif_rule_reference(json_, rules_, "ruleId", finding.rule->id);
    json_.member("level", word_of(finding.level));
    constexpr Phrase kMessage{.en = "{}\n\nRemedy: {}", .ja = "{}\n\n対処：{}"};
    write_sarif_message(json_, "message",
                        compose_in(language_, kMessage, message_in(*model_, finding, language_),
                                   remedy_in(*model_, finding, language_)));
    json_.key("locations");
    json_.begin_array();
    json_.begin_object();
    write_physical(place_of(finding));
    write_logical(finding.subject);
    json_.end_object();
    json_.end_array();
    write_evidence(finding.evidence);
    write_fingerprint(fingerprint(finding, *model_));
    write_suppressions(view_->suppression_of(row));
    if (const auto state = view_->state_of(row)) json_.member("baselineState", word_of(*state));
    write_properties(finding);
    json_.end_object();
  }

  // Every result has a place: where the finding is recorded, else the record that it is about, else
  // the beginning of the model.
  [[nodiscard]] SourceLocation place_of(const Finding& finding) const {
    if (finding.where.valid()) return finding.where;
    if (const auto record = model_->find(finding.subject)) return model_->record(*record).where;
    return {.file = FileId(0), .offset = 0};
  }

  void write_physical(SourceLocation where) {
    const LineColumn at = model_->sources.line_column(where);
    write_physical(uri_of(model_->sources.path(where.file)), where.file.index(), at.line,
                   at.column);
  }

  void write_physical(const std::string& uri, std::optional<std::size_t> artifact,
                      std::uint64_t line, std::uint64_t column) {
    json_.key("physicalLocation");
    json_.begin_object();
    json_.key("artifactLocation");
    json_.begin_object();
    json_.member("uri", std::string_view(uri));
    if (artifact) json_.member("index", std::uint64_t{*artifact});
    json_.end_object();
    json_.key("region");
    json_.begin_object();
    json_.member("startLine", line);
    json_.member("startColumn", column);
    json_.end_object();
    json_.end_object();
  }

  void write_logical(Symbol id) {
    const auto record = model_->find(id);
    if (!record) return;
    json_.key("logicalLocations");
    json_.begin_array();
    json_.begin_object();
    json_.member("name", model_->text(id));
    json_.member("kind", record_shape(record->kind).name);
    json_.end_object();
    json_.end_array();
  }

  void write_step(const EvidenceStep& step, std::optional<std::size_t> id) {
    json_.begin_object();
    if (id) json_.member("id", std::uint64_t{*id});
    if (step.where.valid()) write_physical(step.where);
    write_sarif_message(json_, "message", step_text(*model_, step, language_).render(false));
    json_.end_object();
  }

  void write_evidence(const Evidence& evidence) {
    if (evidence.empty()) return;
    json_.key("codeFlows");
    json_.begin_array();
    json_.begin_object();
    json_.key("threadFlows");
    json_.begin_array();
    json_.begin_object();
    json_.key("locations");
    json_.begin_array();
    for (const EvidenceStep& step : evidence) {
      json_.begin_object();
      json_.key("location");
      write_step(step, std::nullopt);
      json_.end_object();
    }
    json_.end_array();
    json_.end_object();
    json_.end_array();
    json_.end_object();
    json_.end_array();
    json_.key("relatedLocations");
    json_.begin_array();
    for (std::size_t i = 0; i < evidence.size(); ++i) write_step(evidence[i], i + 1);
    json_.end_array();
  }

  void write_fingerprint(const std::string& print) {
    json_.key("partialFingerprints");
    json_.begin_object();
    json_.member(kFingerprint, std::string_view(print));
    json_.end_object();
  }

  // All results of a run have `suppressions`, or none has (3.27.23).
  void write_suppressions(const Suppression* suppression) {
    if (!view_->shows_suppressed) return;
    json_.key("suppressions");
    json_.begin_array();
    if (suppression != nullptr) {
      json_.begin_object();
      json_.member("kind", "inSource");
      json_.member("status", "accepted");
      json_.member("justification", std::string_view(suppression->reason));
      json_.key("location");
      json_.begin_object();
      write_physical(suppression->where);
      json_.end_object();
      json_.key("properties");
      json_.begin_object();
      json_.member_or_null("by", suppression->by);
      json_.member("expires", std::string_view(suppression->expires.to_string()));
      json_.end_object();
      json_.end_object();
    }
    json_.end_array();
  }

  void write_id(std::string_view name, Symbol id) { json_.member_or_null(name, model_->text(id)); }

  void write_properties(const Finding& finding) {
    json_.key("properties");
    json_.begin_object();
    json_.member("modality", word_of(finding.modality));
    json_.list_member("sources", finding.rule->sources);
    write_id("subject", finding.subject);
    write_id("owes", finding.owes);
    write_id("counterparty", finding.counterparty);
    json_.key("systems");
    json_.begin_array();
    const std::size_t most = view_->max_systems.value_or(finding.systems.first.size());
    for (std::size_t i = 0; i < std::min(most, finding.systems.first.size()); ++i) {
      json_.value(model_->id(finding.systems.first[i]));
    }
    json_.end_array();
    json_.member("systemCount", std::uint64_t{finding.systems.count});
    if (finding.cause) {
      json_.member("followsFrom",
                   std::string_view(fingerprint(view_->result->findings[*finding.cause], *model_)));
    }
    json_.end_object();
  }

  // What the baseline has and this run has not; its file may be gone too.
  void write_absent(const SavedFinding& saved) {
    json_.begin_object();
    write_sarif_rule_reference(json_, rules_, "ruleId", saved.rule);
    json_.member("level", word_of(saved.level));
    write_sarif_message(json_, "message", saved.message.in(language_));
    json_.key("locations");
    json_.begin_array();
    if (!saved.file.empty() && saved.line > 0 && saved.column > 0) {
      json_.begin_object();
      write_physical(uri_of(saved.file), std::nullopt, saved.line, saved.column);
      json_.end_object();
    }
    json_.end_array();
    write_fingerprint(saved.fingerprint);
    write_suppressions(nullptr);
    json_.member("baselineState", "absent");
    json_.end_object();
  }

  JsonWriter json_;
  const FindingsView* view_;
  const Model* model_;
  Language language_;
  std::vector<const Rule*> rules_;
};

}  // namespace

std::string sarif_text(const FindingsView& view, Language language) {
  return SarifWriter(view, language).text();
}

}  // namespace musubi::cli
