#include "cli/output/findings_json.h"

#include <algorithm>
#include <array>
#include <vector>

#include "cli/output/levels.h"

namespace musubi::cli {
namespace {

std::string_view coverage_word(CoverageState state) {
  switch (state) {
    case CoverageState::Checked: return "checked";
    case CoverageState::Partly: return "partly";
    case CoverageState::NotModelled: return "not_modelled";
    case CoverageState::NotChecked: break;
  }
  return "not_checked";
}

void write_summary(ResultJson& result, const FindingsView& view) {
  std::array<std::uint64_t, 3> counts{};
  for (const std::size_t row : view.rows) {
    ++counts[static_cast<std::size_t>(view.result->findings[row].level)];
  }
  JsonWriter& json = result.body();
  json.key("summary");
  json.begin_object();
  for (const Severity level : {Severity::Error, Severity::Warning, Severity::Note}) {
    json.member(word_of(level), counts[static_cast<std::size_t>(level)]);
  }
  json.member("suppressed", std::uint64_t{view.result->suppressed});
  json.end_object();
}

// Keys that would have to be stated, and what no model can decide, besides the state.
void write_coverage(ResultJson& result, const CheckResult& check) {
  JsonWriter& json = result.body();
  json.key("coverage");
  json.begin_array();
  for (const CoverageEntry& entry : check.coverage) {
    json.begin_object();
    json.member("faq", entry.faq);
    json.member("state", coverage_word(entry.state));
    json.key("rules");
    json.begin_array();
    for (const Rule* rule : entry.rules) json.value(rule->id);
    json.end_array();
    json.member("subjects", std::uint64_t{entry.subjects});
    json.key("missing");
    json.begin_array();
    for (const StatedKey key : entry.missing) json.value(path_of(key));
    json.end_array();
    if (!entry.limits.en.empty()) json.member("limits", entry.limits);
    json.end_object();
  }
  json.end_array();
}

void write_detail(JsonWriter& json, const Finding& finding) {
  json.key("detail");
  json.begin_object();
  if (finding.state) json.member("state", word_of(*finding.state));
  for (const FindingDetail& detail : finding.details) {
    if (detail.number) {
      json.member(detail.key, *detail.number);
    } else {
      json.list_member(detail.key, detail.values);
    }
  }
  json.end_object();
}

void write_finding(ResultJson& result, const FindingsView& view, const Finding& finding) {
  const Model& model = *view.model;
  JsonWriter& json = result.body();
  json.begin_object();
  json.member("rule", finding.rule->id);
  json.member("level", word_of(finding.level));
  json.member("modality", word_of(finding.modality));
  json.list_member("sources", finding.rule->sources);
  result.id_member("subject", finding.subject);
  result.id_member("owes", finding.owes);
  result.id_member("counterparty", finding.counterparty);
  const std::size_t listed = std::min(finding.systems.first.size(),
                                      view.max_systems.value_or(finding.systems.first.size()));
  result.ids_member("systems", std::span(finding.systems.first).first(listed));
  json.member("system_count", std::uint64_t{finding.systems.count});
  write_detail(json, finding);
  json.member("message", finding.message);
  json.member("remedy", finding.remedy);
  result.evidence_member("evidence", finding.evidence);
  result.location_member("location", finding.where);
  json.member("fingerprint", fingerprint(finding, model));
  json.key("follows_from");
  if (finding.cause) {
    json.value(fingerprint(view.result->findings[*finding.cause], model));
  } else {
    json.null();
  }
  json.end_object();
}

}  // namespace

std::string_view word_of(ConfirmationState state) {
  switch (state) {
    case ConfirmationState::Met: return "met";
    case ConfirmationState::CertificateOnly: return "certificate_only";
    case ConfirmationState::Expired: return "expired";
    case ConfirmationState::Rejected: return "rejected";
    case ConfirmationState::None: break;
  }
  return "none";
}

void write_findings(ResultJson& result, const FindingsView& view) {
  write_summary(result, view);
  write_coverage(result, *view.result);
  JsonWriter& json = result.body();
  json.key("findings");
  json.begin_array();
  for (const std::size_t row : view.rows) {
    write_finding(result, view, view.result->findings[row]);
  }
  json.end_array();
}

}  // namespace musubi::cli
