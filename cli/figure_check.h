#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/session.h"

namespace musubi::cli {

/// The options of `draw`, by which a figure is drawn again.
[[nodiscard]] std::span<const Option> draw_options();

/// Something in which a stored figure and the one that the model gives now are not the same.
struct FigureDifference {
  enum class What : std::uint8_t { Missing, Extra, Changed };
  What what = What::Changed;
  std::string part;             // the name of a node, an edge or a cluster; empty for the figure
  std::string attribute;        // of `Changed`
  std::string stored, current;  // its values
};

/// Compares the texts of two figures by what they show, whatever a program that laid one of them
/// out has added to it. Sorted. Precondition: both can be read. O(n log n).
[[nodiscard]] std::vector<FigureDifference> compare_figures(const std::string& stored,
                                                            const std::string& current);

/// `draw --verify FIGURE.dot MODEL…`: draws the figure of the file again, as it says of itself, and
/// says whether it still agrees with the model, and whether that or the figure has changed.
ExitCode check_figure(Session& session);

}  // namespace musubi::cli
