#pragma once

#include "cli/exit_code.h"
#include "cli/output/impact_view.h"
#include "cli/output/result_json.h"
#include "cli/session.h"

namespace musubi::cli {

/// Answers with the letter that `--letter` asks for: in both languages, or in that of `--lang`; in
/// JSON always in both. Refuses where there is nothing to write, or no such form.
ExitCode answer_letter(Session& session, const ImpactView& view, const ImpactFinder& finder,
                       const AsOf& as_of);

}  // namespace musubi::cli
