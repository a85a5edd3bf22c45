#include "cli/app.h"

#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "model/version.h"

TEST_SUITE("cli/app") {
  TEST_CASE("--version prints the program's name and version, and nothing else") {
    const std::vector<std::string> args{"--version"};
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    CHECK(musubi::cli::run(args, in, out, err) == 0);
    CHECK(out.str() == "musubi " + std::string(musubi::version()) + "\n");
    CHECK(err.str().empty());
  }
}
