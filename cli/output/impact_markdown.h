#pragma once

#include <string>

#include "cli/output/impact_view.h"

namespace musubi::cli {

/// The plan as Markdown, to be pasted into a ticket: the summary, who is never told, who is told
/// when and by whom, what to do as a list to tick off, and another to tick off what was sent.
[[nodiscard]] std::string impact_markdown(const ImpactView& view, Language language);

}  // namespace musubi::cli
