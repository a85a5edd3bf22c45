// Each folder of tests/golden is one run of the program, compared byte for byte:
//   args         one argument a line
//   environment  variables, NAME=VALUE a line (may be absent)
//   stdin        what standard input holds (may be absent)
//   stdout stderr exit
// MUSUBI_UPDATE_GOLDEN=1 writes what the program says now, to be reviewed as a change.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/program.h"

namespace {

namespace fs = std::filesystem;
using musubi::test::Outcome;

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_text(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

Outcome run_case(const fs::path& folder) {
  auto environment = musubi::test::plain_environment();
  for (const std::string& line : lines_of(folder / "environment")) {
    const std::size_t equals = line.find('=');
    environment.variables[line.substr(0, equals)] = line.substr(equals + 1);
  }
  return musubi::test::run_program(lines_of(folder / "args"), environment,
                                   text_of(folder / "stdin"));
}

}  // namespace

TEST_SUITE("cli/golden") {
  TEST_CASE("the program says what it said") {
    const bool updates = std::getenv("MUSUBI_UPDATE_GOLDEN") != nullptr;
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator("tests/golden")) {
      if (entry.is_directory()) folders.push_back(entry.path());
    }
    std::ranges::sort(folders);
    for (const fs::path& folder : folders) {
      CAPTURE(folder.string());
      const Outcome outcome = run_case(folder);
      const std::string status = std::to_string(outcome.status) + "\n";
      if (updates) {
        write_text(folder / "stdout", outcome.out);
        write_text(folder / "stderr", outcome.err);
        write_text(folder / "exit", status);
        continue;
      }
      CHECK_EQ(outcome.out, text_of(folder / "stdout"));
      CHECK_EQ(outcome.err, text_of(folder / "stderr"));
      CHECK_EQ(status, text_of(folder / "exit"));
    }
  }
}
