#pragma once

#include "cli/output/findings_view.h"
#include "cli/output/page.h"
#include "cli/output/pieces.h"
#include "model/text.h"

namespace musubi::cli {

/// Findings for people: the most serious first, each with who has to act, the evidence, the place
/// and the remedy; what follows from a finding stands under it.
void write_findings(Page& page, const FindingsView& view, Language language);
/// The same behind what is on the page, which is left empty. Made on some threads and handed over
/// in parts: those of a country are half a gigabyte.
void pour_findings(Page& page, const FindingsView& view, Language language, unsigned threads,
                   const Sink& sink);

/// The suppressed findings that were asked for, each with who suppressed it, until when and why;
/// nothing where there are none.
void write_suppressed(Page& page, const FindingsView& view, Language language);

/// The findings of the baseline that are not there any more; nothing where there are none.
void write_gone(Page& page, const FindingsView& view, Language language);

}  // namespace musubi::cli
