#pragma once

#include "cli/output/dot.h"
#include "cli/output/dot_graph.h"

namespace musubi::cli {

/// Adds a legend of the kinds and signs that the figure uses, as a part of its own below it.
void write_legend(DotGraph& dot, const Figure& figure, const FigureLook& look);

}  // namespace musubi::cli
