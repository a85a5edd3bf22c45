#include "tests/support/program.h"

#include <chrono>
#include <sstream>

#include "cli/app.h"

namespace musubi::test {

cli::Environment plain_environment() {
  cli::Environment environment;
  environment.today = Date(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22));
  return environment;
}

Outcome run_program(const std::vector<std::string>& args, const cli::Environment& environment,
                    const std::string& input) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  const int status = cli::run(args, environment, in, out, err);
  return {.status = status, .out = out.str(), .err = err.str()};
}

Outcome run_program(const std::vector<std::string>& args) {
  return run_program(args, plain_environment(), "");
}

}  // namespace musubi::test
