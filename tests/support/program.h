#pragma once

#include <string>
#include <vector>

#include "cli/environment.h"

namespace musubi::test {

/// What a run of the program in this process leaves behind.
struct Outcome {
  int status = 0;
  std::string out;
  std::string err;
};

/// No terminal, no variables, and the day is 2026-11-22.
[[nodiscard]] cli::Environment plain_environment();

[[nodiscard]] Outcome run_program(const std::vector<std::string>& args,
                                  const cli::Environment& environment, const std::string& input);
[[nodiscard]] Outcome run_program(const std::vector<std::string>& args);

}  // namespace musubi::test
