#include "cli/output/findings_json.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "cli/output/levels.h"

namespace musubi::cli {
namespace {

// So many findings are not held as one text.
constexpr std::size_t kMany = 1000;

std::string_view coverage_word(CoverageState state) {
  switch (state) {
    case CoverageState::Checked: return "checked";
    case CoverageState::Partly: return "partly";
    case CoverageState::NotModelled: return "not_modelled";
    case CoverageState::NotChecked: break;
  }
  return "not_checked";
}

void write_rule_names(JsonWriter& json, std::string_view name,
                      const std::vector<const Rule*>& rules) {
  json.key(name);
  json.begin_array();
  for (const Rule* rule : rules) json.value(rule->id);
  json.end_array();
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
  const HiddenStatutory hidden = find_hidden_statutory(*view.result);
  json.key("statutory");
  json.begin_object();
  write_rule_names(json, "switched_off", hidden.switched_off);
  write_rule_names(json, "suppressed", hidden.suppressed);
  json.end_object();
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

// An id of a saved result, which may be on no record any more; null where it has none.
void saved_id_member(ResultJson& result, const Model& model, std::string_view name,
                     const std::string& id) {
  const Symbol symbol = id.empty() ? Symbol() : model.symbols.find(id);
  if (symbol.valid() || id.empty()) {
    result.id_member(name, symbol);
  } else {
    result.body().member(name, std::string_view(id));
  }
}

void write_gone(ResultJson& result, const Model& model, const SavedFinding& saved) {
  JsonWriter& json = result.body();
  json.begin_object();
  json.member("rule", std::string_view(saved.rule));
  json.member("level", word_of(saved.level));
  saved_id_member(result, model, "subject", saved.subject);
  saved_id_member(result, model, "owes", saved.owes);
  saved_id_member(result, model, "counterparty", saved.counterparty);
  json.member("message", saved.message);
  json.member("fingerprint", std::string_view(saved.fingerprint));
  json.end_object();
}

void write_baseline(ResultJson& result, const FindingsView& view) {
  if (view.comparison == nullptr) return;
  JsonWriter& json = result.body();
  json.key("baseline");
  json.begin_object();
  json.member("new", std::uint64_t{view.comparison->new_count});
  json.member("unchanged", std::uint64_t{view.comparison->unchanged});
  json.key("gone");
  json.begin_array();
  for (const SavedFinding& saved : view.comparison->gone) write_gone(result, *view.model, saved);
  json.end_array();
  json.end_object();
}

// The members that are there only where they were asked for; null of a finding that they do not
// apply to.
void write_states(ResultJson& result, const FindingsView& view, std::size_t row) {
  JsonWriter& json = result.body();
  if (view.comparison != nullptr) {
    const auto state = view.state_of(row);
    json.member_or_null("baseline_state", state ? word_of(*state) : "");
  }
  if (!view.shows_suppressed) return;
  const Suppression* const suppression = view.suppression_of(row);
  json.key("suppression");
  if (suppression == nullptr) {
    json.null();
    return;
  }
  json.begin_object();
  json.member("reason", std::string_view(suppression->reason));
  json.member_or_null("by", suppression->by);
  json.member("expires", std::string_view(suppression->expires.to_string()));
  result.location_member("location", suppression->where);
  json.end_object();
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

std::span<const SystemId> listed_systems(const FindingsView& view, const Finding& finding) {
  const std::span<const SystemId> all = finding.systems.first;
  return all.first(std::min(all.size(), view.max_systems.value_or(all.size())));
}

// The ids that `write_finding` writes.
void mention_all(ResultJson& result, const FindingsView& view, std::size_t row) {
  const Finding& finding = view.result->findings[row];
  const auto mention = [&](Symbol id) {
    if (id.valid()) result.mention(id);
  };
  mention(finding.subject);
  mention(finding.owes);
  mention(finding.counterparty);
  for (const SystemId system : listed_systems(view, finding)) mention((*view.model)[system].id);
  for (const EvidenceStep& step : finding.evidence) {
    mention(step.from);
    mention(step.to);
    if (step.contract.valid()) mention((*view.model)[step.contract].id);
  }
}

}  // namespace

std::string_view word_of(BaselineState state) {
  return state == BaselineState::New ? "new" : "unchanged";
}

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

void write_finding(ResultJson& result, const FindingsView& view, std::size_t row) {
  const Model& model = *view.model;
  const Finding& finding = view.result->findings[row];
  JsonWriter& json = result.body();
  json.begin_object();
  json.member("rule", finding.rule->id);
  json.member("level", word_of(finding.level));
  json.member("modality", word_of(finding.modality));
  json.list_member("sources", finding.rule->sources);
  result.id_member("subject", finding.subject);
  result.id_member("owes", finding.owes);
  result.id_member("counterparty", finding.counterparty);
  result.ids_member("systems", listed_systems(view, finding));
  json.member("system_count", std::uint64_t{finding.systems.count});
  write_detail(json, finding);
  json.member("message", message_of(model, finding));
  json.member("remedy", remedy_of(model, finding));
  result.evidence_member("evidence", finding.evidence);
  result.location_member("location", finding.where);
  json.member("fingerprint", fingerprint(finding, model));
  json.key("follows_from");
  if (finding.cause) {
    json.value(fingerprint(view.result->findings[*finding.cause], model));
  } else {
    json.null();
  }
  write_states(result, view, row);
  json.end_object();
}

void write_findings(ResultJson& result, const FindingsView& view, Sink sink, unsigned threads) {
  write_summary(result, view);
  write_coverage(result, *view.result);
  write_baseline(result, view);
  JsonWriter& json = result.body();
  json.key("findings");
  json.begin_array();
  const std::vector<std::size_t> rows = all_rows(view);
  if (sink && rows.size() > kMany) {
    // Damaged texts are met before the answer begins, and not in the middle of it.
    const SourceMap& sources = view.model->sources;
    for (std::size_t f = 0; f < sources.file_count(); ++f) {
      static_cast<void>(sources.text(FileId(f)));
    }
    // The names stand in the head.
    for (const std::size_t row : rows) mention_all(result, view, row);
    result.stream_to(std::move(sink));
  }
  result.elements(rows.size(), threads,
                  [&](ResultJson& part, std::size_t i) { write_finding(part, view, rows[i]); });
  json.end_array();
}

}  // namespace musubi::cli
