#pragma once

#include "cli/output/findings_view.h"
#include "cli/output/page.h"
#include "cli/output/result_json.h"
#include "engine/repair.h"
#include "model/text.h"

namespace musubi::cli {

/// The records that would close findings, each by itself, and the set that closes those from
/// `level` on together.
void write_repairs(Page& page, const FindingsView& view, const Repairs& repairs, Severity level,
                   Language language);

/// The members `repairs` and `repair_set` of the result of `check`; findings by fingerprint.
void write_repairs(ResultJson& result, const FindingsView& view, const Repairs& repairs);

}  // namespace musubi::cli
