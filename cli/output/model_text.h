#pragma once

#include <string>

#include "cli/output/page.h"
#include "cli/output/result_json.h"
#include "model/model.h"
#include "model/text.h"

namespace musubi::cli {

/// "12 organizations, 8 services, 5 systems, 20 contracts": the tables that hold records.
[[nodiscard]] std::string record_counts(const Model& model, Language language);

/// What one record of a table is called: "contract", 「契約」.
[[nodiscard]] Phrase record_word(RecordKind kind);

/// "As of 2026-11-22 (from the model)".
[[nodiscard]] std::string date_text(const AsOf& as_of, Language language);

/// What an answer is about: the model's name, its records, and the day it is judged by.
void write_model_head(Page& page, const Model& model, const AsOf& as_of, Language language);

}  // namespace musubi::cli
