#pragma once

#include <iosfwd>
#include <span>
#include <string>

#include "cli/environment.h"

namespace musubi::cli {

/// The whole program but for the process around it: `args` without the program's own name, data to
/// `out`, everything said to a person on the way to `err`. Returns the exit status (`ExitCode`).
[[nodiscard]] int run(std::span<const std::string> args, const Environment& environment,
                      std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace musubi::cli
