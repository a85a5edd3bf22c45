#include "model/json_layout.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace {

std::string written(std::string_view json) {
  return musubi::write_json(musubi::read_json_tree(json).value());
}

/// `count` words of the length of `word`, as the elements of an array.
std::string words(std::size_t count, std::string_view word) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) {
    list += list.empty() ? "\"" : ", \"";
    list += word;
    list += '"';
  }
  return list;
}

}  // namespace

TEST_SUITE("model/json_layout") {
  TEST_CASE("a document has one member a line, a table one record a line") {
    CHECK(written(R"({"musubi":1,"include":["a","b"],"services":[{"id":"x","depends_on":[]},
                      {"id":"y"}],"systems":[],"policy":{"duties":["backup"]}})") ==
          R"({
  "musubi": 1,
  "include": ["a", "b"],
  "services": [
    {"id": "x", "depends_on": []},
    {"id": "y"}
  ],
  "systems": [],
  "policy": {"duties": ["backup"]}
}
)");
  }

  TEST_CASE("documents that are small or none") {
    CHECK(written("{}") == "{}\n");
    CHECK(written("[]") == "[]\n");
    CHECK(written(R"("x")") == "\"x\"\n");
    CHECK(written(R"([{"a":[{"b":1}]}])") == "[{\"a\": [{\"b\": 1}]}]\n");
  }

  TEST_CASE("a record that is too long for a line has one key a line") {
    const std::string name(90, 'x');
    CHECK(written(R"({"services":[{"id":"a","name":")" + name +
                  R"(","depends_on":["b",{"any_of":["c","d"]}]}]})") ==
          R"({
  "services": [
    {
      "id": "a",
      "name": ")" +
              name + R"(",
      "depends_on": ["b", {"any_of": ["c", "d"]}]
    }
  ]
}
)");
  }

  TEST_CASE("a line may be 100 columns long with its comma") {
    // {"id": "…"} at column 4 and a comma: 4 + 10 + 1 columns besides the text of the id.
    const auto lines_of = [](const std::string& id) {
      const std::string text = written(R"({"a":[{"id":")" + id + R"("}]})");
      return std::ranges::count(text, '\n');
    };
    CHECK(lines_of(std::string(85, 'x')) == 5);
    CHECK(lines_of(std::string(86, 'x')) == 7);
    std::string wide;
    for (int i = 0; i < 42; ++i) wide += "医";
    CHECK(lines_of(wide + "x") == 5);
    CHECK(lines_of(wide + "xx") == 7);
    CHECK(lines_of(std::string(84, 'x') + R"(\n)") == 7);
  }

  TEST_CASE("a long list of plain values fills its lines") {
    const std::string text = written(R"({"policy":{"duties":[)" + words(12, "0123456789") + "]}}");
    CHECK(text == "{\n  \"policy\": {\n    \"duties\": [\n      " + words(6, "0123456789") +
                      ",\n      " + words(6, "0123456789") + "\n    ]\n  }\n}\n");
  }

  TEST_CASE("only what has to be escaped is") {
    CHECK(written(R"(["医療/\/\u0041", "\"\\\b\f\n\r\t\u0001\u001f\u007f"])") ==
          "[\"医療//A\", \"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\"]\n");
  }

  TEST_CASE("to read and write again changes nothing") {
    const std::string text =
        written(R"({"x-a":{"b":[1,[2,{"c":[)" + words(20, "ネットワーク") + R"(]}],"d"]},"e":)" +
                std::string(40, '[') + words(30, "long") + std::string(40, ']') + "}");
    CHECK(written(text) == text);
    CHECK(musubi::read_json_tree(written(text)) == musubi::read_json_tree(text));
  }
}
