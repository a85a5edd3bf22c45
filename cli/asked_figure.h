#pragma once

#include <expected>
#include <string>

#include "cli/options.h"
#include "cli/output/dot.h"
#include "cli/output/result_json.h"
#include "engine/figure.h"
#include "engine/supply_graph.h"

namespace musubi::cli {

/// The figure that the options of `draw` ask for: of `--view`, or of what the other options name;
/// alike boxes as one, around the focus. The error says what is missing, names an id that is none,
/// or that the whole would be too large and what to do instead.
[[nodiscard]] std::expected<Figure, Text> asked_figure(const SupplyGraph& supply,
                                                       const Options& options);

/// The options that ask for it, in one order, as they are written on a command line.
[[nodiscard]] std::string command_of(const Options& options);

/// What a figure says of itself. `digest` is the one of the model.
[[nodiscard]] FigureOrigin origin_of(const Model& model, const Options& options, const AsOf& as_of,
                                     std::string digest);

[[nodiscard]] FigureLook look_of(const Options& options);

}  // namespace musubi::cli
