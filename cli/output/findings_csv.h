#pragma once

#include <string>

#include "cli/output/findings_view.h"
#include "model/text.h"

namespace musubi::cli {

/// The findings as CSV, a line each under a line of heads. With a baseline there is a column for
/// new, unchanged and gone; where suppressed findings are shown, columns for who suppressed them,
/// until when and why.
[[nodiscard]] std::string findings_csv(const FindingsView& view, Language language);

}  // namespace musubi::cli
