#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vector>

#include "cli/app.h"
#include "cli/environment.h"
#include "cli/interrupt.h"

namespace {

std::optional<std::size_t> terminal_width() {
  for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
    ::winsize size{};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  }
  return std::nullopt;
}

std::size_t err_columns() {
  // Whoever works in the background must not write over what another program shows.
  const ::pid_t foreground = ::tcgetpgrp(STDERR_FILENO);
  if (foreground >= 0 && foreground != ::getpgrp()) return 0;
  constexpr std::size_t kUsual = 80;
  ::winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsual;
}

// The day on the calendar where the person is.
musubi::Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (::localtime_r(&now, &local) == nullptr) {
    return musubi::Date(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  }
  const std::chrono::year_month_day day(std::chrono::year(local.tm_year + 1900),
                                        std::chrono::month(static_cast<unsigned>(local.tm_mon) + 1),
                                        std::chrono::day(static_cast<unsigned>(local.tm_mday)));
  return musubi::Date(std::chrono::sys_days(day));
}

musubi::cli::Environment environment() {
  musubi::cli::Environment result;
  for (const char* const name :
       {"LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "TERM", "COLUMNS", "CI"}) {
    if (const char* const value = std::getenv(name)) result.variables[name] = value;
  }
  result.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  result.err_is_terminal = ::isatty(STDERR_FILENO) == 1;
  if (result.out_is_terminal || result.err_is_terminal) result.terminal_width = terminal_width();
  result.err_columns = err_columns;
  result.today = today();
  return result;
}

}  // namespace

// The last place an exception can arrive at: by then something is wrong with the program or with
// the machine (out of memory), so it is the status of an internal failure.
int main(int argc, char** argv) {
  try {
    std::ios::sync_with_stdio(false);
    musubi::cli::leave_nothing_behind();
    const std::vector<std::string> args(argv + (argc > 0 ? 1 : 0), argv + argc);
    return musubi::cli::run(args, environment(), std::cin, std::cout, std::cerr);
  } catch (const std::exception& error) {
    static_cast<void>(std::fprintf(stderr, "musubi: %s\n", error.what()));
  } catch (...) {
    static_cast<void>(std::fputs("musubi: an unknown failure\n", stderr));
  }
  return 4;
}
