#include "cli/app.h"

#include <ostream>

#include "model/version.h"

namespace musubi::cli {

int run(std::span<const std::string> args, std::istream& /*in*/, std::ostream& out,
        std::ostream& err) {
  if (args.size() == 1 && args.front() == "--version") {
    out << "musubi " << version() << '\n';
    return 0;
  }
  err << "usage: musubi --version\n";
  return 2;
}

}  // namespace musubi::cli
