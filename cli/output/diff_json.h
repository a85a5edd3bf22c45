#pragma once

#include "cli/output/diff_view.h"
#include "cli/output/result_json.h"

namespace musubi::cli {

/// The members of a result of `diff`; nothing is cut.
void write_diff(ResultJson& result, const DiffView& view);

}  // namespace musubi::cli
