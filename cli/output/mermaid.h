#pragma once

#include <string>

#include "cli/output/dot.h"

namespace musubi::cli {

/// A figure as a flowchart of Mermaid, for documents in Markdown. Nodes are numbered in the order
/// of the ids of their boxes; whatever a name holds is text (as HTML entities, which Mermaid
/// takes).
[[nodiscard]] std::string mermaid_of(const Model& model, const Figure& figure, Language language,
                                     const FigureOrigin& origin);

}  // namespace musubi::cli
