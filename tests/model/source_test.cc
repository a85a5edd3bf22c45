#include "model/source.h"

#include <string>

#include <doctest/doctest.h>

namespace musubi {
namespace {

TEST_SUITE("model/source") {
  TEST_CASE("columns count characters, on one line of any length too") {
    std::string text = "{\r\n";
    for (int i = 0; i < 5000; ++i) text += "aあ";
    text += "\n末尾";
    SourceMap sources;
    const FileId file = sources.add("long.json", text);
    for (std::uint32_t i = 0; i < 5000; ++i) {
      const LineColumn ascii = sources.line_column({file, 3 + i * 4});
      const LineColumn wide = sources.line_column({file, 3 + i * 4 + 1});
      REQUIRE(ascii.line == 2);
      REQUIRE(ascii.column == 2 * i + 1);
      REQUIRE(wide.column == 2 * i + 2);
    }
    const auto end = static_cast<std::uint32_t>(text.size());
    CHECK(sources.line_column({file, end}).line == 3);
    CHECK(sources.line_column({file, end}).column == 3);
    CHECK(sources.line({file, 0}) == "{");
    CHECK(sources.line({file, end}) == "末尾");
    CHECK(sources.line({file, 3}).size() == 20000);
  }

  TEST_CASE("a byte-order mark is no character") {
    SourceMap sources;
    const FileId file = sources.add("marked.json", "\xEF\xBB\xBF{}\n{}");
    CHECK(sources.line_column({file, 0}).column == 1);
    CHECK(sources.line_column({file, 4}).column == 2);
    CHECK(sources.line({file, 0}) == "{}");
    CHECK(sources.line_column({file, 7}).column == 2);
  }

  TEST_CASE("an empty file has one empty line") {
    SourceMap sources;
    const FileId file = sources.add("empty.json", "");
    CHECK(sources.line_column({file, 0}).line == 1);
    CHECK(sources.line_column({file, 0}).column == 1);
    CHECK(sources.line({file, 0}).empty());
  }
}

}  // namespace
}  // namespace musubi
