#pragma once

#include <cstddef>
#include <string>

#include "cli/model_input.h"
#include "engine/assessment.h"
#include "engine/rule_runner.h"
#include "engine/supply_graph.h"
#include "model/text.h"

namespace musubi::cli {

/// How much of a large model the page holds, so that a browser opens it within a few seconds; what
/// is left out is counted in the page. Chosen by measurement, on models of 200 and of 20,000
/// institutions.
struct ReportLimits {
  std::size_t findings = 500;         // told in full, the most serious first
  std::size_t systems_in_full = 40;   // with tables and a figure
  std::size_t systems_listed = 2000;  // a line each
  std::size_t records = 30000;        // in the search
  std::size_t record_texts = 5000;    // with their text, as long as there are no more than these
  std::size_t edges = 100000;         // of all systems together, to find what depends on what
};

/// A whole model, as one page for a browser.
struct ReportContent {
  const Input* input = nullptr;
  const SupplyGraph* supply = nullptr;
  const Confirmations* confirmations = nullptr;
  const CheckResult* result = nullptr;  // with all systems of every finding
  Language language = Language::En;     // in which the page opens
  ReportLimits limits;

  [[nodiscard]] const Model& model() const { return supply->model(); }
};

/// The page. Needs no other file and asks nobody for anything; without its script it still shows
/// the overview, the findings and the systems, in one language.
[[nodiscard]] std::string report_html(const ReportContent& content);

}  // namespace musubi::cli
