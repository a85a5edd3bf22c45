#pragma once

#include <vector>

#include "cli/output/dot.h"
#include "cli/output/dot_graph.h"

namespace musubi::cli {

/// Ranks the services of a figure by layer, from the application down, and names the layers at the
/// side. `nodes` are those of the boxes, in order.
void write_layers(DotGraph& dot, const Figure& figure, const FigureLook& look,
                  const std::vector<Agnode_t*>& nodes);

}  // namespace musubi::cli
