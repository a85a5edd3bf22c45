#pragma once

#include <span>

#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/session.h"

namespace musubi::cli {

/// The options of `draw`, by which a figure is drawn again.
[[nodiscard]] std::span<const Option> draw_options();

/// `draw --verify FIGURE.dot MODEL…`: draws the figure of the file again, as it says of itself, and
/// says whether it still agrees with the model, and whether that or the figure has changed.
ExitCode check_figure(Session& session);

}  // namespace musubi::cli
