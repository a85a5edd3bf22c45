#include <cstdio>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "cli/app.h"

// The last place an exception can arrive at: by then something is wrong with the program or with
// the machine (out of memory), so it is the status of an internal failure.
int main(int argc, char** argv) {
  try {
    const std::vector<std::string> args(argv + (argc > 0 ? 1 : 0), argv + argc);
    return musubi::cli::run(args, std::cin, std::cout, std::cerr);
  } catch (const std::exception& error) {
    static_cast<void>(std::fprintf(stderr, "musubi: %s\n", error.what()));
  } catch (...) {
    static_cast<void>(std::fputs("musubi: an unknown failure\n", stderr));
  }
  return 4;
}
