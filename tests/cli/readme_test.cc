#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/program.h"

// The commands that the READMEs show are run, and what they show is what is printed. With
// MUSUBI_UPDATE_GOLDEN=1 the files are rewritten instead, for review in the diff.
namespace musubi {
namespace {

std::string read_text(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// What a command prints on both streams, as a README shows it.
std::string printed(std::vector<std::string> words, const std::string& language) {
  REQUIRE(words.size() >= 2);
  REQUIRE(words.front() == "musubi");
  words.erase(words.begin());
  cli::Environment environment = test::plain_environment();
  environment.variables["LANG"] = language;
  const test::Outcome outcome = test::run_program(words, environment, "");
  return outcome.err + outcome.out;
}

/// The README with what its commands print now: after each line "$ musubi …" of a `console` block,
/// and between each pair of marks "<!-- begin: musubi … -->" and "<!-- end -->".
std::string refreshed(const std::string& text, const std::string& language) {
  const std::string begin = "<!-- begin: ";
  std::istringstream lines(text);
  std::string result;
  bool in_console = false;
  bool skipping = false;
  for (std::string line; std::getline(lines, line);) {
    const bool closes = skipping && (line == "<!-- end -->" || (in_console && line == "```"));
    if (closes) skipping = false;
    if (in_console && line == "```") in_console = false;
    if (line == "```console") in_console = true;
    const bool is_command = in_console && line.starts_with("$ ");
    if (is_command) skipping = false;
    if (skipping) continue;
    result += line + "\n";
    if (is_command) {
      result += printed(words_of(line.substr(2)), language);
      skipping = true;
    } else if (line.starts_with(begin)) {
      const std::string command = line.substr(begin.size(), line.size() - begin.size() - 4);
      result += printed(words_of(command), language);
      skipping = true;
    }
  }
  return result;
}

void check_readme(const std::string& path, const std::string& language) {
  const std::string text = read_text(path);
  const std::string now = refreshed(text, language);
  if (std::getenv("MUSUBI_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path) << now;
  } else {
    CHECK(text == now);
  }
}

TEST_SUITE("cli/readme") {
  TEST_CASE("README.md shows what its commands print") { check_readme("README.md", "C"); }
  TEST_CASE("README.ja.md shows what its commands print") {
    check_readme("README.ja.md", "ja_JP.UTF-8");
  }
}

}  // namespace
}  // namespace musubi
