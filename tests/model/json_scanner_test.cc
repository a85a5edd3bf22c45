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

#include "model/event_blocks.h"
#include "model/event_symbols.h"
#include "model/known_keys.h"
#include "model/source.h"
#include "model/strict_scanner.h"
#include "model/symbols.h"
#include "tests/support/random.h"

namespace {

using musubi::JsonEvent;
using musubi::JsonEvents;

constexpr std::string_view kComment = "/* // */";

/// `before`: how far the text begins behind what its offsets count from.
std::string shown(const JsonEvent& event, std::size_t before, const musubi::SymbolTable& symbols) {
  std::string line;
  if (event.key != musubi::KeyNumber::None) {
    line += std::string(musubi::known_key(event.key).text) + " at " +
            std::to_string(event.key_offset - before) + ": ";
  }
  line += std::to_string(static_cast<int>(event.kind)) + ' ' +
          std::to_string(event.offset - before) + ' ';
  line += event.view();
  if (event.symbol.valid()) line += " = " + std::string(symbols.view(event.symbol));
  return line;
}

/// What is met in the text behind `before`, with offsets that begin there.
std::vector<std::string> scanned(std::string_view before, std::string_view text) {
  musubi::SourceMap sources;
  const musubi::FileId file = sources.add("a.json", std::string(before) + std::string(text));
  musubi::Arena decoded;
  musubi::SymbolTable symbols;
  musubi::EventSymbols given(symbols, decoded);
  std::vector<std::string> met;
  const auto place = [&](std::uint32_t offset) { return std::to_string(offset - before.size()); };
  const auto take = [&](JsonEvents& events) {
    given.give(events);
    for (const JsonEvent& event : events) met.push_back(shown(event, before.size(), symbols));
    return true;
  };
  const auto fault = musubi::scan_json(file, sources.text(file), decoded, take);
  if (fault) met.push_back(place(fault->where.offset) + ' ' + fault->message.en);
  return met;
}

/// What the fast way meets in a text that is scanned in pieces of this size, and how it ends.
std::vector<std::string> strictly_scanned(const std::string& text, std::size_t piece_size) {
  musubi::SourceMap sources;
  const std::string_view kept = sources.text(sources.add("a.json", text));
  musubi::Arena decoded;
  musubi::SymbolTable symbols;
  musubi::EventSymbols given(symbols, decoded);
  std::vector<std::string> met;
  const musubi::TakeEvents take = [&](JsonEvents& events) {
    given.give(events);
    for (const JsonEvent& event : events) met.push_back(shown(event, 0, symbols));
    return true;
  };
  musubi::EventBlocks blocks(take);
  const musubi::StrictScan end = musubi::scan_strictly(kept, 0, decoded, blocks, piece_size);
  static_cast<void>(blocks.finish());
  met.emplace_back(end == musubi::StrictScan::GaveUp ? "gave up" : "whole");
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
      R"({"id": "a", "\u006eame" : {"ja": "b", "x-id": [1]}, "covers":["c", {"id":null}],
          "verb": {}, "no such key": [], "kind":true})",
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

TEST_CASE("a known key comes with its value, any other key before it") {
  CHECK(scanned({}, R"({"id":"a", "b" :{ "name" : 1 }, "\u0069d":[]})") ==
        std::vector<std::string>{"6 0 ", "id at 1: 1 6 a = a", "0 11 b", "6 16 ",
                                 "name at 18: 2 27 1", "8 30 ", "id at 32: 7 42 ", "8 44 ",
                                 "8 45 "});
  // A text that ends behind a key.
  CHECK(scanned({}, R"({"id")").at(1) == "id at 1: 0 1 ");
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

TEST_CASE("in whatever pieces a text is scanned, the same is met") {
  std::string lines;
  for (const std::string& text : samples()) {
    if (musubi::test::Random(text.size()).chance(50)) lines += text;
  }
  std::vector<std::string> texts = samples();
  texts.push_back(lines);
  texts.emplace_back("[\n{\n\"a\"\n:\n\"b\\n\"\n,\n\"c\"\n:\n-1.5\n}\n,\n\n\n[\n]\n,\nnull\n]\n\n");
  texts.emplace_back("{\"a\": \"b\nc\"}");
  texts.emplace_back("[1,\n2\n3]");
  texts.emplace_back("[\n\"\xE7\xB5\x90\\\"\"\n,\ntrue]\n,");
  for (const std::string& text : texts) {
    CAPTURE(text);
    const auto whole = strictly_scanned(text, text.size() + 1);
    for (std::size_t size = 1; size <= text.size(); ++size) {
      CAPTURE(size);
      const auto pieces = strictly_scanned(text, size);
      // What is met before a mistake may be less where the mistake is seen sooner.
      if (whole.back() == "gave up") {
        CHECK(pieces.back() == "gave up");
      } else {
        CHECK(pieces == whole);
      }
    }
  }
}

TEST_CASE("numbers are those of JSON, and no others") {
  for (const std::string number :
       {"0",   "-0",    "10", "-0.5",     "1.25", "1e5", "1E-5",  "0.0e+0", "01",
        "-",   "-a",    ".5", "5.",       "1.e",  "1e",  "+1",    "0x1",    "00",
        "-01", "1.2.3", "1-", "Infinity", "NaN",  "tru", "truex", "nul",    "True"}) {
    check_same(number);
    check_same("[" + number + "]");
    check_same("[" + number + "\n, 1]");
  }
  check_same("[" + std::string(301, '9') + "]");
  check_same("[" + std::string(400, '9') + "]");
}

TEST_CASE("a zero byte anywhere is all that is said") {
  for (const std::string& text : samples()) {
    for (std::size_t at = 0; at <= text.size(); ++at) {
      // Within a character it is the character that is not well-formed.
      if (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) continue;
      std::string with = text;
      with.insert(at, 1, '\0');
      const auto met = scanned({}, with);
      REQUIRE(met.size() == 1);
      CHECK(met[0] == std::to_string(at) + " the file has a zero byte here");
    }
  }
}

TEST_CASE("texts from a mark of the byte order on are met where they stand") {
  const auto marked = scanned({}, "\xEF\xBB\xBF[\"a\"]");
  REQUIRE(marked.size() == 3);
  CHECK(marked[0].starts_with("7 3 "));
  CHECK(marked[1].starts_with("1 4 "));
}

TEST_SUITE_END();
