#pragma once

#include <cstdint>

namespace musubi::cli {

/// The exit status of the program.
enum class ExitCode : std::uint8_t {
  Fine = 0,
  Findings = 1,  // at or above --fail-on; with `fmt --check`, a file that is not in canonical form
  Usage = 2,     // the command line is wrong
  Invalid = 3,   // the model cannot be read, or is invalid
  Failure = 4,   // output or internal failure
};

}  // namespace musubi::cli
