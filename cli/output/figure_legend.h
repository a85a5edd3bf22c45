#pragma once

#include <vector>

#include "cli/output/dot.h"
#include "cli/output/dot_graph.h"

namespace musubi::cli {

/// Adds a legend of the kinds and signs that the figure uses, after the nodes `ends`.
void write_legend(DotGraph& dot, const Figure& figure, const FigureLook& look,
                  const std::vector<Agnode_t*>& ends);

}  // namespace musubi::cli
