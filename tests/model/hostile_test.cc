// Texts that are no JSON, or far too much of it: a place and a sentence for each, and never a
// crash.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "model/loader.h"

namespace {

using musubi::Diagnostic;
using musubi::LoadedModel;

LoadedModel read(std::string text) { return musubi::read_model({{"a.json", std::move(text)}}); }

std::string repeated(std::string_view what, std::size_t times) {
  std::string all;
  all.reserve(what.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += what;
  return all;
}

/// "offset code" of the first diagnostic; "" where there is none.
std::string first(const LoadedModel& loaded) {
  if (loaded.diagnostics.empty()) return "";
  const Diagnostic& diagnostic = loaded.diagnostics.all().front();
  return std::to_string(diagnostic.where.offset) + " " + std::string(diagnostic.code);
}

struct Row {
  std::string text;
  const char* first;
  const char* message;
};

}  // namespace

TEST_SUITE("model/hostile") {
  TEST_CASE("a text that is no JSON ends at its first mistake") {
    const std::vector<Row> rows = {
        {"", "0 syntax-error", "the file is empty"},
        {"\xEF\xBB\xBF", "3 syntax-error", "the file is empty"},
        {" // only a comment", "18 syntax-error", "the file is empty"},
        {R"({"musubi": 1)", "12 syntax-error", "the file ends here, in the middle of the document"},
        {R"({"musubi": 1}})", "13 syntax-error", "nothing may follow the end of the document"},
        {R"({"musubi": 1} {})", "14 syntax-error", "nothing may follow the end of the document"},
        {R"({musubi: 1})", "1 syntax-error", "a key in double quotes is needed here"},
        {R"({'musubi': 1})", "1 syntax-error", "a key in double quotes is needed here"},
        {R"({"musubi" 1})", "10 syntax-error", "a colon is needed after the key"},
        {R"({"musubi": })", "11 syntax-error", "a value is needed here"},
        {R"({"musubi": 1 "name": ""})", "13 syntax-error",
         "a comma or a closing brace is needed here"},
        {R"({"services": [1 2]})", "16 syntax-error",
         "a comma or a closing bracket is needed here"},
        {R"({"musubi": 1,,})", "13 syntax-error", "a key in double quotes is needed here"},
        {R"({"musubi": NaN})", "11 syntax-error", "a value is needed here"},
        {R"({"musubi": -Infinity})", "12 syntax-error", "a value is needed here"},
        {R"({"musubi": 1.})", "13 syntax-error", "a digit is needed after the decimal point"},
        {R"({"musubi": 1e})", "13 syntax-error", "a digit is needed in the exponent"},
        {R"({"musubi": +1})", "11 syntax-error", "a value is needed here"},
        {R"({"musubi": 01})", "12 syntax-error", "a comma or a closing brace is needed here"},
        {R"({"musubi": tru})", "14 syntax-error", "a value is needed here"},
        {R"({"name": "a)", "11 syntax-error", "the string that ends here lacks its closing quote"},
        {"{\"name\": \"a\nb\"}", "11 syntax-error",
         "there is no such escape in a string, and control characters have to be escaped"},
        {R"({"name": "\q"})", "10 syntax-error",
         "there is no such escape in a string, and control characters have to be escaped"},
        {R"({"name": "\u12g4"})", "10 syntax-error",
         "four hexadecimal digits are needed after \\u"},
        {R"({"name": 1} /x)", "13 syntax-error", "a comment begins with // or /*"},
        {R"({"name": 1} /* a)", "16 syntax-error",
         "the file ends here, in the middle of the document"},
        {std::string("{\"name\": \"a\0b\"}", 15), "11 syntax-error",
         "the file has a zero byte here"},
        {std::string("{}\0", 3), "2 syntax-error", "the file has a zero byte here"},
    };
    for (const Row& row : rows) {
      CAPTURE(row.text);
      const LoadedModel loaded = read(row.text);
      const auto& all = loaded.diagnostics.all();
      // Mistakes before this one have been reported too.
      REQUIRE_FALSE(all.empty());
      const Diagnostic* syntax = nullptr;
      for (const Diagnostic& diagnostic : all) {
        if (diagnostic.code == "syntax-error") syntax = &diagnostic;
      }
      REQUIRE(syntax != nullptr);
      CHECK(std::to_string(syntax->where.offset) + " " + std::string(syntax->code) == row.first);
      CHECK(syntax->message.en == row.message);
      CHECK_FALSE(syntax->message.ja.empty());
    }
  }

  TEST_CASE("other files are read after a mistake of syntax in one") {
    const LoadedModel loaded = musubi::read_model(
        {{"a.json", R"({"musubi": 1,)"}, {"b.json", R"({"musubi": 1, "terms": [{"id": ""}]})"}});
    REQUIRE(loaded.diagnostics.all().size() == 2);
    CHECK(loaded.diagnostics.all()[0].code == "syntax-error");
    CHECK(loaded.diagnostics.all()[1].code == "invalid-id");
  }

  TEST_CASE("bytes that are not UTF-8") {
    for (const std::string_view bytes :
         {"\x80", "\xC0\x80", "\xC3", "\xE3\x81", "\xE0\x80\x80", "\xED\xA0\x80",
          "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
      CAPTURE(std::string(bytes));
      std::string text = R"({"name": "あ)";
      text += bytes;
      text += "\"}";
      CHECK(first(read(text)) == "13 invalid-encoding");
    }
    CHECK(first(read("// \xFF\n{}")) == "3 invalid-encoding");
    CHECK(first(read(std::string("\xFF\xFE{\0}\0", 6))) == "0 invalid-encoding");
  }

  TEST_CASE("halves of surrogate pairs") {
    CHECK(first(read(R"({"name": "\ud83d\ude00"})")) == "0 missing-key");
    CHECK(first(read(R"({"name": "a\ud83d"})")) == "11 lone-surrogate");
    CHECK(first(read(R"({"name": "\ud83d\n"})")) == "10 lone-surrogate");
    CHECK(first(read(R"({"name": "\ud83d\ud83d"})")) == "10 lone-surrogate");
    CHECK(first(read(R"({"name": "\\udc00\ude00"})")) == "17 lone-surrogate");
    CHECK(first(read(R"({"name": "\ud83d\ude00\uDE00"})")) == "22 lone-surrogate");
    CHECK(first(read(R"({"\udfff": 1})")) == "2 lone-surrogate");
  }

  TEST_CASE("numbers that no number can hold") {
    CHECK(first(read(R"({"x-a": 1e999})")) == "8 number-out-of-range");
    CHECK(first(read("{\"x-a\": " + repeated("9", 400) + "}")) == "8 number-out-of-range");
    CHECK(first(read(R"({"musubi": 1, "policy": {"expiring_within_days": 1e300}})")) ==
          "49 number-out-of-range");
    CHECK(
        first(read(
            R"({"musubi": 1, "organizations": [{"kind": "provider", "id": "o", "weight": 1e-400}]})")) ==
        "74 number-out-of-range");
  }

  TEST_CASE("64 levels are enough") {
    const auto nested = [](std::size_t depth) {
      return "{\"musubi\": 1, \"x-a\": " + repeated("[", depth) + repeated("]", depth) + "}";
    };
    CHECK(first(read(nested(63))).empty());
    CHECK(first(read(nested(64))) == std::to_string(21 + 63) + " nesting-too-deep");
    CHECK(first(read(repeated("[", 1'000'000))) == "0 wrong-type");
    CHECK(read(repeated("[", 1'000'000)).diagnostics.all().back().code == "nesting-too-deep");
    CHECK(read(repeated("{\"a\":", 1'000'000)).diagnostics.all().back().code == "nesting-too-deep");
  }

  TEST_CASE("a text of five million bytes is a text") {
    const std::string large = repeated("a", 5'000'000);
    const LoadedModel loaded = read("{\"musubi\": 1, \"name\": \"" + large + "\"}");
    CHECK(loaded.diagnostics.empty());
    CHECK(loaded.model.name.en.size() == large.size());
    const LoadedModel as_id =
        read("{\"musubi\": 1, \"terms\": [{\"id\": \"" + large + "\", \"" + large + "\": 1}]}");
    REQUIRE(as_id.diagnostics.all().size() == 2);
    for (const Diagnostic& diagnostic : as_id.diagnostics.all()) {
      CHECK(diagnostic.message.en.size() < 400);
    }
  }

  TEST_CASE("a hundred thousand mistakes are counted, and the first of them kept") {
    const std::string record = R"({"id": "", "provider": null, "layer": "networt", "idd": "a"},)";
    const LoadedModel loaded =
        read("{\"musubi\": 1, \"services\": [" + repeated(record, 26'000) + "]}");
    CHECK(loaded.diagnostics.error_count() == 104'000);
    CHECK(loaded.diagnostics.count() == 104'000);
    CHECK(loaded.diagnostics.all().size() == musubi::Diagnostics::kMostKept);
    CHECK(first(loaded) == "34 invalid-id");
  }

  TEST_CASE("many references to nothing among as many ids") {
    std::string text = R"({"musubi": 1, "organizations": [)";
    for (int i = 0; i < 30'000; ++i) {
      text += "{\"id\": \"o" + std::to_string(i) + "\", \"kind\": \"provider\", \"part_of\": \"p" +
              std::to_string(i) + "\"},";
    }
    text += "]}";
    const LoadedModel loaded = read(std::move(text));
    CHECK(loaded.diagnostics.error_count() == 30'000);
    CHECK(loaded.diagnostics.all().front().message.en.find("did you mean") != std::string::npos);
  }

  TEST_CASE("many keys of the user's own") {
    std::string text = "{\"musubi\": 1, ";
    for (int i = 0; i < 20'000; ++i)
      text += "\"x-" + std::to_string(i) + "\": {\"a\": 1, \"b\": 2},";
    text += "}";
    CHECK(first(read(std::move(text))).empty());
  }

  TEST_CASE("a long chain of facilities, and a circle of them") {
    const auto chain = [](const std::string& last) {
      std::string text = R"({"musubi": 1, "organizations": [)";
      for (int i = 0; i < 20'000; ++i) {
        const std::string whole = i == 19'999 ? last : "o" + std::to_string(i + 1);
        text += "{\"id\": \"o" + std::to_string(i) + "\", \"kind\": \"provider\", \"part_of\": \"" +
                whole + "\"},";
      }
      return text + R"({"id": "end", "kind": "provider"}]})";
    };
    CHECK(read(chain("end")).diagnostics.empty());
    const LoadedModel circle = read(chain("o0"));
    REQUIRE(circle.diagnostics.all().size() == 1);
    CHECK(circle.diagnostics.all()[0].code == "part-of-cycle");
    CHECK(circle.diagnostics.all()[0].notes.size() == 20);
  }
}
