#pragma once

#include "cli/output/findings_text.h"
#include "cli/output/result_json.h"

namespace musubi::cli {

/// The members of the result of `check`: summary, coverage, findings.
void write_findings(ResultJson& result, const FindingsView& view);

/// The word for the state of a duty of confirmation, as in the results: "certificate_only".
[[nodiscard]] std::string_view word_of(ConfirmationState state);

}  // namespace musubi::cli
