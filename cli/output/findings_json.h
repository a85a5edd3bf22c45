#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "cli/output/findings_view.h"
#include "cli/output/result_json.h"

namespace musubi::cli {

/// The members of the result of `check`: summary, coverage, findings. Where these are many, the
/// document is handed over to `sink` as it is made, but for the rest (`ResultJson::stream_to`).
void write_findings(ResultJson& result, const FindingsView& view,
                    std::function<void(std::string_view)> sink = {});

/// One of its findings, an object.
void write_finding(ResultJson& result, const FindingsView& view, std::size_t row);

/// "new", "unchanged".
[[nodiscard]] std::string_view word_of(BaselineState state);

/// The word for the state of a duty of confirmation, as in the results: "certificate_only".
[[nodiscard]] std::string_view word_of(ConfirmationState state);

}  // namespace musubi::cli
