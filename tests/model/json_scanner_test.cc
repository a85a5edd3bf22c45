// There are two ways through a JSON text: a fast one for JSON by the letter, and one that takes
// comments and says what is wrong. A comment at the beginning makes the second one read all of it,
// so each text here is read with one and without: the same events, the same mistakes.
#include "model/json_scanner.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "model/source.h"
#include "tests/support/random.h"

namespace {

using musubi::JsonEvent;
using musubi::JsonEvents;

constexpr std::string_view kComment = "/* // */";

/// What is met in the text behind `before`, with offsets that begin there.
std::vector<std::string> scanned(std::string_view before, std::string_view text) {
  musubi::SourceMap sources;
  const musubi::FileId file = sources.add("a.json", std::string(before) + std::string(text));
  musubi::Arena decoded;
  std::vector<std::string> met;
  const auto place = [&](std::uint32_t offset) { return std::to_string(offset - before.size()); };
  const auto fault =
      musubi::scan_json(file, sources.text(file), decoded, [&](const JsonEvents& events) {
        for (const JsonEvent& event : events) {
          met.push_back(std::to_string(static_cast<int>(event.kind)) + ' ' + place(event.offset) +
                        ' ' + std::to_string(event.hash) + ' ' + std::string(event.view()));
        }
        return true;
      });
  if (fault) met.push_back(place(fault->where.offset) + ' ' + fault->message.en);
  return met;
}

void check_same(const std::string& text) {
  CAPTURE(text);
  CHECK(scanned({}, text) == scanned(kComment, text));
}

const std::vector<std::string>& samples() {
  static const std::vector<std::string> all = {
      R"({"a": 1, "b": [true, false, null, -0.5e+3, 12345678901234567890, {}], "c": {"d": "e"}})",
      R"({ "\u540d\u524d" : "\u7d50\u3073 \ud83d\ude00 \"x\" \\ \/ \b\f\n\r\t", "": "" } )",
      "[[[]], [{}], [\"結び\", \"\"] ]\n",
      R"(["a" , "b"/* c */, 1 // d
         , {"e": 2,}, ])",
      "\"alone\"",
      "17",
      "  null  ",
      "",
      " ",
      "{}",
      "[1e400, 1e-400, 0.1]",
  };
  return all;
}

/// A sample with some of its bytes changed, taken away or put in.
std::string damaged(musubi::test::Random& random) {
  constexpr std::string_view kBytes = "{}[]:,\"\\/*u0d8C19-+.eEtfn \n\t\x01\x80\xE3";
  std::string text = random.pick(samples());
  for (int times = random.between(1, 3); times > 0; --times) {
    const std::size_t at = random.below(text.size() + 1);
    if (random.chance(50)) text.erase(at, 1);
    if (random.chance(75))
      text.insert(std::min(at, text.size()), 1, kBytes[random.below(kBytes.size())]);
  }
  return text;
}

}  // namespace

TEST_SUITE_BEGIN("model/json scanner");

TEST_CASE("both ways through a text meet the same") {
  for (const std::string& text : samples()) check_same(text);
}

TEST_CASE("both ways find the same mistakes in damaged texts") {
  for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
    CAPTURE(seed);
    musubi::test::Random random(seed);
    check_same(damaged(random));
  }
}

TEST_CASE("texts are cut anywhere") {
  for (const std::string& text : samples()) {
    for (std::size_t size = 0; size < text.size(); ++size) check_same(text.substr(0, size));
  }
}

TEST_CASE("nesting ends where it is too deep, either way") {
  for (const std::size_t depth : {63U, 64U, 65U, 66U, 2000U}) {
    check_same(std::string(depth, '[') + std::string(depth, ']'));
  }
}

TEST_CASE("texts from a mark of the byte order on are met where they stand") {
  const auto marked = scanned({}, "\xEF\xBB\xBF[\"a\"]");
  REQUIRE(marked.size() == 3);
  CHECK(marked[0].starts_with("7 3 "));
  CHECK(marked[1].starts_with("1 4 "));
}

TEST_SUITE_END();
