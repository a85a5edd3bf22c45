#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "cli/output/dot.h"

namespace musubi::cli {

/// A figure as an <svg> element to stand in a page: an image named by the figure's title, as wide
/// as it wants to be (fit for A4). All its ids begin with `prefix`, which has to differ between the
/// figures of a page: letters, digits and hyphens. The title and the notes stand below the drawing
/// as in `draw`, without a caption. The error says why there is no picture.
[[nodiscard]] std::expected<std::string, Text> inline_figure(const Model& model,
                                                             const Figure& figure,
                                                             const FigureLook& look,
                                                             std::string_view prefix);

}  // namespace musubi::cli
