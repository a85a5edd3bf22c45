#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace musubi::cli {

// The whole program but for the process around it: `args` without the program's own name, data to
// `out`, everything said to a person on the way to `err`. Returns the exit status: 0 fine, 1
// findings, 2 the command line is wrong, 3 the model cannot be read, 4 output or internal failure.
[[nodiscard]] int run(std::span<const std::string> args, std::istream& in, std::ostream& out,
                      std::ostream& err);

}  // namespace musubi::cli
