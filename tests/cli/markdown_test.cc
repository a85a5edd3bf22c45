// Names that would like to be more than names, in Markdown.
#include "cli/output/markdown.h"

#include <array>
#include <string>

#include <doctest/doctest.h>

using musubi::cli::markdown_code;
using musubi::cli::markdown_head;
using musubi::cli::markdown_row;
using musubi::cli::markdown_text;

TEST_SUITE("cli/markdown") {
  TEST_CASE("text is nothing but text") {
    CHECK(markdown_text("A病院（hosp-a）") == "A病院（hosp-a）");
    CHECK(markdown_text("a|b") == "a\\|b");
    CHECK(markdown_text("[x](javascript:y)") == "\\[x\\](javascript:y)");
    CHECK(markdown_text("![x](y)") == "\\!\\[x\\](y)");
    CHECK(markdown_text("<img src=x>&amp;") == "\\<img src=x\\>\\&amp;");
    CHECK(markdown_text("**a** _b_ `c` ~~d~~ #1 $e$") ==
          "\\*\\*a\\*\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~ \\#\u20601 \\$e\\$");
    CHECK(markdown_text("a\\") == "a\\\\");
  }

  TEST_CASE("text begins no list and no heading, and ends no line") {
    CHECK(markdown_text("- a") == "\\- a");
    CHECK(markdown_text("+ a") == "\\+ a");
    CHECK(markdown_text("12. a") == "12\\. a");
    CHECK(markdown_text("12) a") == "12\\) a");
    CHECK(markdown_text("2026-018") == "2026-018");
    CHECK(markdown_text("===") == "\\===");
    CHECK(markdown_text("a\n# b") == "a \\# b");
    CHECK(markdown_text("a\x1b[31m") == "a\\\\u001b\\[31m");
  }

  TEST_CASE("code keeps its backquotes") {
    CHECK(markdown_code("service_change") == "`service_change`");
    CHECK(markdown_code("a`b") == "``a`b``");
    CHECK(markdown_code("`a") == "`` `a ``");
    CHECK(markdown_code("a|b") == "`a\\|b`");
  }

  TEST_CASE("a table has a line under its heads") {
    const auto cells = std::to_array<std::string>({"a", "b"});
    CHECK(markdown_row(cells) == "| a | b |\n");
    CHECK(markdown_head(cells) == "| a | b |\n| --- | --- |\n");
  }
}
