#pragma once

#include <cgraph.h>

#include "cli/output/dot.h"

// How the parts of a figure look: shape, line and sign say what they are, colour only repeats it.
// For the files that write DOT.
namespace musubi::cli {

void set_graph_looks(Agraph_t* graph, const Figure& figure);
void set_looks(Agraph_t* cluster, AreaKind kind, const FigureLook& look);
void set_looks(Agnode_t* node, const FigureBox& box, const FigureLook& look);
void set_looks(Agedge_t* edge, const FigureArrow& arrow, const FigureLook& look);

}  // namespace musubi::cli
