#pragma once

#include <cstddef>

#include "cli/output/page.h"
#include "model/diagnostic.h"
#include "model/source.h"
#include "model/text.h"

namespace musubi::cli {

/// How many diagnostics are told in full; the rest is a count.
inline constexpr std::size_t kMaxDiagnostics = 100;

/// Diagnostics for people, as compilers write them:
///
///     hospital.json:3:9: error: … [unknown-reference]
///       3 |     "owner": "hosp-b",
///         |              ^
///     vendor.json:8:5: note: …
///
/// The caret stands below the place whatever tabs and wide characters come before it; a line that
/// is wider than the page is cut around it. Ends with a count; writes nothing for no diagnostics.
/// Precondition: sorted.
void write_diagnostics(Page& page, const Diagnostics& diagnostics, const SourceMap& sources,
                       Language language);

/// "file:line:column".
[[nodiscard]] std::string place_text(const SourceMap& sources, SourceLocation where);

}  // namespace musubi::cli
