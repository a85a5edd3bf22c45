#pragma once

#include <string>

#include "cli/output/diff_view.h"

namespace musubi::cli {

/// The answer of `diff` as a comment on a merge request: the differences as a table, what has to be
/// done as a list to tick off, the rest folded away.
[[nodiscard]] std::string diff_markdown(const DiffView& view, Language language);

}  // namespace musubi::cli
