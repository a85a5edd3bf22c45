#include "cli/output/diagnostics_text.h"

#include <string>

#include <doctest/doctest.h>

#include "model/diagnostic.h"
#include "model/source.h"

using musubi::Diagnostics;
using musubi::FileId;
using musubi::Language;
using musubi::Severity;
using musubi::SourceMap;
using musubi::cli::Page;

namespace {

std::string printed(const Diagnostics& diagnostics, const SourceMap& sources,
                    Language language = Language::En, std::size_t width = 80) {
  Page page(width, false);
  musubi::cli::write_diagnostics(page, diagnostics, sources, language);
  return page.text();
}

// One error at the first `|` of the text, which is not part of it.
std::string printed_at_mark(std::string text, std::size_t width = 80) {
  const std::size_t mark = text.find('|');
  text.erase(mark, 1);
  SourceMap sources;
  const FileId file = sources.add("a.json", text);
  Diagnostics diagnostics;
  diagnostics.add({.code = "code",
                   .where = {.file = file, .offset = static_cast<std::uint32_t>(mark)},
                   .message = {.en = "message", .ja = "説明"}});
  return printed(diagnostics, sources, Language::En, width);
}

}  // namespace

TEST_SUITE("cli/output/diagnostics_text") {
  TEST_CASE("place, severity, message, code, the line, a caret, and a count") {
    CHECK(printed_at_mark("{\n  \"a\": |1\n}\n") ==
          "a.json:2:8: error: message [code]\n"
          "    2 |   \"a\": 1\n"
          "      |        ^\n"
          "1 error\n");
  }

  TEST_CASE("the caret stands below the place after tabs, wide characters and accents") {
    CHECK(printed_at_mark("\t\"x\": |1") ==
          "a.json:1:7: error: message [code]\n"
          "    1 |     \"x\": 1\n"
          "      |          ^\n"
          "1 error\n");
    CHECK(printed_at_mark("\"病院\": |1") ==
          "a.json:1:7: error: message [code]\n"
          "    1 | \"病院\": 1\n"
          "      |         ^\n"
          "1 error\n");
    CHECK(printed_at_mark("e\u0301|x") ==
          "a.json:1:3: error: message [code]\n"
          "    1 | e\u0301x\n"
          "      |  ^\n"
          "1 error\n");
  }

  TEST_CASE("control characters and broken text are made visible, and move the caret") {
    CHECK(printed_at_mark("\x1b[2J|x\xff") ==
          "a.json:1:5: error: message [code]\n"
          "    1 | \\u001b[2Jx\uFFFD\n"
          "      |          ^\n"
          "1 error\n");
  }

  TEST_CASE("a long line is cut around the place") {
    const std::string shown =
        printed_at_mark(std::string(500, 'a') + "|b" + std::string(500, 'c'), 40);
    CHECK(shown ==
          "a.json:1:501: error: message [code]\n"
          "    1 | …aaaaaaaaaaaaaaaaaaaabccccccccc…\n"
          "      |                      ^\n"
          "1 error\n");
  }

  TEST_CASE("a line of megabytes costs no more than what is shown of it") {
    const std::string shown =
        printed_at_mark(std::string(3'000'000, 'a') + "|" + std::string(3'000'000, 'b'));
    CHECK(shown.size() < 400);
  }

  TEST_CASE("the end of the file is a place too") {
    CHECK(printed_at_mark("{\n|") ==
          "a.json:2:1: error: message [code]\n"
          "    2 | \n"
          "      | ^\n"
          "1 error\n");
  }

  TEST_CASE("notes come with their own places, and everything in Japanese") {
    SourceMap sources;
    const FileId a = sources.add("a.json", "abc");
    const FileId b = sources.add("b.json", "xyz");
    Diagnostics diagnostics;
    diagnostics.add(
        {.code = "twice",
         .severity = Severity::Warning,
         .where = {.file = b, .offset = 1},
         .message = {.en = "here", .ja = "ここ"},
         .notes = {{.where = {.file = a, .offset = 2}, .message = {.en = "there", .ja = "そこ"}}}});
    CHECK(printed(diagnostics, sources, Language::Ja) ==
          "b.json:1:2: 警告: ここ [twice]\n"
          "    1 | xyz\n"
          "      |  ^\n"
          "a.json:1:3: 補足: そこ\n"
          "    1 | abc\n"
          "      |   ^\n"
          "警告 1 件\n");
  }

  TEST_CASE("the first hundred in full, then a count; without any nothing at all") {
    SourceMap sources;
    const FileId file = sources.add("a.json", std::string(200, 'x'));
    Diagnostics diagnostics;
    CHECK(printed(diagnostics, sources).empty());
    for (std::uint32_t i = 0; i < 150; ++i) {
      diagnostics.add({.code = "code",
                       .where = {.file = file, .offset = i},
                       .message = {.en = "message", .ja = "説明"}});
    }
    diagnostics.sort();
    const std::string text = printed(diagnostics, sources);
    CHECK(text.contains("a.json:1:100: error"));
    CHECK_FALSE(text.contains("a.json:1:101: error"));
    CHECK(text.ends_with("150 errors; the first 100 are shown\n"));
  }
}
