#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/output/characters.h"
#include "cli/output/page.h"
#include "cli/output/styled.h"

using musubi::cli::Align;
using musubi::cli::display_width;
using musubi::cli::Page;
using musubi::cli::Style;
using musubi::cli::Styled;
using musubi::cli::Table;
using musubi::cli::valid_utf8;
using musubi::cli::visible;
using musubi::cli::wrap;

namespace {

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (const Styled& line : wrap(Styled(text), width)) lines.push_back(line.render(false));
  return lines;
}

}  // namespace

TEST_SUITE("cli/output/layout") {
  TEST_CASE("width: Japanese characters take two columns, marks upon letters none") {
    CHECK(display_width("abc") == 3);
    CHECK(display_width("病院A") == 5);
    CHECK(display_width("ｶﾅ") == 2);
    CHECK(display_width("e\u0301") == 1);
    CHECK(display_width("か\u3099") == 2);
    CHECK(display_width("👩‍⚕️") == 2);
    CHECK(display_width("") == 0);
  }

  TEST_CASE("what would steer a terminal is made visible") {
    CHECK(visible("a\x1b[31mb") == "a\\u001b[31mb");
    CHECK(visible("a\nb\tc") == "a\\u000ab\\u0009c");
    CHECK(visible("a\u202Eb") == "a\\u202eb");
    CHECK(visible("\u2028") == "\\u2028");
    CHECK(visible("\xff病") == "\uFFFD病");
    CHECK(valid_utf8("\x01\xffz") == "\x01\uFFFDz");
    CHECK(Styled("x\x1b").render(true) == "x\\u001b");
  }

  TEST_CASE("English breaks at spaces, and a word longer than the line where the line ends") {
    CHECK(wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
    CHECK(wrapped("one two", 7) == std::vector<std::string>{"one two"});
    CHECK(wrapped("abcdefghij kl", 4) == std::vector<std::string>{"abcd", "efgh", "ij", "kl"});
    CHECK(wrapped("", 10) == std::vector<std::string>{""});
  }

  TEST_CASE("Japanese breaks between characters, with kinsoku") {
    CHECK(wrapped("病院の記録", 6) == std::vector<std::string>{"病院の", "記録"});
    CHECK(wrapped("記録あり。次", 8) == std::vector<std::string>{"記録あ", "り。次"});
    CHECK(wrapped("病院「甲」", 6) == std::vector<std::string>{"病院", "「甲」"});
    CHECK(wrapped("次のクラウド", 8) == std::vector<std::string>{"次の", "クラウド"});
    CHECK(wrapped("病院 hosp-a の", 9) == std::vector<std::string>{"病院", "hosp-a の"});
  }

  TEST_CASE("no line is ever wider than the page, whatever the width") {
    const std::string text =
        "リスクマネジメントの確認（FAQ 2.1）の記録がありません。No confirmation by "
        "「A病院」(hosp-a) "
        "is on record; e\u0301 👩‍⚕️ "
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    for (std::size_t width = 2; width < 90; ++width) {
      for (const Styled& line : wrap(Styled(text), width)) CHECK(line.width() <= width);
    }
  }

  TEST_CASE("styles become escape sequences in colour only, and are closed") {
    const Styled text = Styled("a").add("b", Style::Error);
    CHECK(text.render(false) == "ab");
    CHECK(text.render(true) == "a\x1b[1;31mb\x1b[0m");
  }

  TEST_CASE("columns of a table line up with Japanese text") {
    Page page(80, false);
    page.table({.columns = {{.head = Styled("名称")}, {.head = Styled("n"), .align = Align::Right}},
                .rows = {{Styled("病院A"), Styled("1")}, {Styled("x"), Styled("200")}}});
    CHECK(page.text() == "名称     n\n病院A    1\nx      200\n");
  }

  TEST_CASE("a table that is too wide wraps its cells, then becomes blocks") {
    Table table{.columns = {{.head = Styled("id"), .keeps_width = true}, {.head = Styled("text")}},
                .rows = {{Styled("a"), Styled(std::string("word ") + std::string(40, 'x'))}}};
    Page wide(40, false);
    wide.table(table);
    CHECK(wide.text() == "id  text\na   word\n    " + std::string(36, 'x') + "\n    xxxx\n");

    table.rows = {{Styled(std::string(38, 'i')), Styled("text")}};
    Page narrow(40, false);
    narrow.table(table);
    CHECK(narrow.text() == "id    " + std::string(34, 'i') + "\n      iiii\ntext  text\n");
  }

  TEST_CASE("a page is never narrower than 40 columns") {
    Page page(3, false);
    page.paragraph(Styled(std::string(40, 'x')));
    CHECK(page.text() == std::string(40, 'x') + "\n");
  }
}
