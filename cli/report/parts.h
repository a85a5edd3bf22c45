#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output/html.h"
#include "cli/report/report.h"

// What the parts of the report share; included by these only.
namespace musubi::cli {

/// In both languages, of which the page shows one.
void write_both(HtmlWriter& html, const Text& text);
void write_both(HtmlWriter& html, const Phrase& phrase);
void both_leaf(HtmlWriter& html, std::string_view name, const Phrase& phrase,
               HtmlAttributes attributes = {});

/// The name of a record, which the script makes a link to what it says of the record.
void write_record(HtmlWriter& html, const Model& model, Symbol id);

/// How many findings of each level there are, by `Severity`; suppressed ones are not counted.
using LevelCounts = std::array<std::size_t, 3>;

/// By row of the table of systems.
[[nodiscard]] std::vector<LevelCounts> count_by_system(const ReportContent& content);

/// The findings that are not suppressed, in their order: the most serious first.
[[nodiscard]] std::vector<std::size_t> open_findings(const CheckResult& result);

/// The systems, those with the most serious findings first.
[[nodiscard]] std::vector<SystemId> worst_first(const ReportContent& content,
                                                const std::vector<LevelCounts>& counts);

void write_level_heads(HtmlWriter& html);
void write_level_cells(HtmlWriter& html, const LevelCounts& counts);

// The sections, each with its heading.
void write_overview(HtmlWriter& html, const ReportContent& content);
void write_findings(HtmlWriter& html, const ReportContent& content);
void write_systems(HtmlWriter& html, const ReportContent& content);
void write_explorer(HtmlWriter& html, const ReportContent& content);

/// The records that the search knows, those that people look for most first.
[[nodiscard]] std::vector<RecordRef> searched_records(const Model& model);

/// What the script works with, as JSON: the keys of the findings in the order of the page, the
/// records, what depends on what, and the sentences that the script says.
[[nodiscard]] std::string report_data(const ReportContent& content);

/// A sentence of the script: what it is called there, and with {0}, {1} for what is filled in.
struct ScriptPhrase {
  std::string_view key;
  Phrase phrase;
};
[[nodiscard]] std::span<const ScriptPhrase> script_phrases();

}  // namespace musubi::cli
