#include "model/json_tree.h"

#include <array>
#include <string>

#include <doctest/doctest.h>

namespace {

using musubi::JsonValue;
using musubi::read_json_tree;

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_SUITE("model/json_tree") {
  TEST_CASE("a document is kept as it was written") {
    const auto tree = read_json_tree(R"({"b": [1.50, -0, 1e3], "a": {"x": null, "y": true}})");
    REQUIRE(tree.has_value());
    CHECK(tree->kind == JsonValue::Kind::Object);
    REQUIRE(tree->children.size() == 2);
    CHECK(tree->children[0].key == "b");
    CHECK(tree->children[0].children[0].text == "1.50");
    CHECK(tree->children[0].children[1].text == "-0");
    CHECK(tree->children[0].children[2].text == "1e3");
    CHECK(tree->find("a")->find("x")->kind == JsonValue::Kind::Null);
    CHECK(tree->find("a")->find("y")->text == "true");
    CHECK(tree->find("c") == nullptr);
  }

  TEST_CASE("strings are decoded") {
    const auto tree = read_json_tree(R"(["\u533b\n\"\\\/", "医", "\ud83c\udfe5", "a\u0000b"])");
    REQUIRE(tree.has_value());
    CHECK(tree->children[0].text == "医\n\"\\/");
    CHECK(tree->children[1].text == "医");
    CHECK(tree->children[2].text == "🏥");
    CHECK(tree->children[3].text == std::string("a\0b", 3));
  }

  TEST_CASE("comments, trailing commas and a byte-order mark are accepted") {
    const auto tree = read_json_tree("\xEF\xBB\xBF// one\n{\"a\": [1, /* two */ 2,],}");
    REQUIRE(tree.has_value());
    CHECK(tree->find("a")->children.size() == 2);
  }

  TEST_CASE("what is no JSON is refused") {
    const std::string with_nul("{}\0[", 4);
    for (const std::string_view text :
         {std::string_view(""), std::string_view("{"), std::string_view("[1 2]"),
          std::string_view("{} {}"), std::string_view("NaN"), std::string_view("\"\xFF\""),
          std::string_view("\"\\ud800\""), std::string_view("01"), std::string_view(with_nul)}) {
      CAPTURE(text);
      CHECK_FALSE(read_json_tree(text).has_value());
    }
  }

  TEST_CASE("nesting ends at 64") {
    CHECK(read_json_tree(nested(64)).has_value());
    CHECK_FALSE(read_json_tree(nested(65)).has_value());
    CHECK_FALSE(read_json_tree(std::string(1'000'000, '[')).has_value());
  }

  TEST_CASE("comments are seen, slashes in strings are not") {
    struct Row {
      std::string_view text;
      bool comments;
    };
    constexpr std::array<Row, 6> kRows = {{{"{}", false},
                                           {"{} // x", true},
                                           {"[1 /* x */]", true},
                                           {R"(["https://x"])", false},
                                           {R"(["a\"//", 1])", false},
                                           {R"(["a\\" /**/])", true}}};
    for (const Row& row : kRows) {
      CAPTURE(row.text);
      CHECK(musubi::has_comments(row.text) == row.comments);
    }
  }
}
