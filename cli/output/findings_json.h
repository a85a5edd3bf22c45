#pragma once

#include <cstddef>
#include <string_view>

#include "cli/output/findings_view.h"
#include "cli/output/result_json.h"

namespace musubi::cli {

/// The members of the result of `check`: summary, coverage, findings. Where these are many, they
/// are made on this many threads, and the document is handed over to `sink` as it is made, but for
/// the rest (`ResultJson::stream_to`).
void write_findings(ResultJson& result, const FindingsView& view, Sink sink = {},
                    unsigned threads = 1);

/// One of its findings, an object.
void write_finding(ResultJson& result, const FindingsView& view, std::size_t row);

/// "new", "unchanged".
[[nodiscard]] std::string_view word_of(BaselineState state);

/// The word for the state of a duty of confirmation, as in the results: "certificate_only".
[[nodiscard]] std::string_view word_of(ConfirmationState state);

}  // namespace musubi::cli
