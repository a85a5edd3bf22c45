#pragma once

#include <string>

#include "cli/output/dot.h"

namespace musubi::cli {

/// A figure as GraphML, for programs that compute on graphs: nodes are called by the ids of boxes,
/// the kinds, labels, lines, marks and areas are data of them.
[[nodiscard]] std::string graphml_of(const Model& model, const Figure& figure, Language language,
                                     const FigureOrigin& origin);

}  // namespace musubi::cli
