// The small things that texts consist of: places, days, ids, encodings, countries, symbols.
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <doctest/doctest.h>

#include "model/arena.h"
#include "model/country.h"
#include "model/date.h"
#include "model/diagnostic.h"
#include "model/encoding.h"
#include "model/identifier.h"
#include "model/source.h"
#include "model/symbols.h"
#include "tests/support/random.h"

namespace {

using musubi::Date;
using musubi::Diagnostic;
using musubi::FileId;
using musubi::LineColumn;
using musubi::SourceMap;

std::string place(const SourceMap& sources, FileId file, std::uint32_t offset) {
  const LineColumn place = sources.line_column({.file = file, .offset = offset});
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string after_months(std::string_view day, int months) {
  return Date::parse(day).value().plus_months(months).to_string();
}

}  // namespace

TEST_SUITE("model/texts") {
  TEST_CASE("columns count characters, and lines end as they do everywhere") {
    SourceMap sources;
    const FileId file = sources.add("a", "ab\nあい\r\n\n😀x");
    CHECK(place(sources, file, 0) == "1:1");
    CHECK(place(sources, file, 2) == "1:3");
    CHECK(place(sources, file, 3) == "2:1");
    CHECK(place(sources, file, 6) == "2:2");
    CHECK(place(sources, file, 11) == "3:1");
    CHECK(place(sources, file, 16) == "4:2");
    CHECK(place(sources, file, 17) == "4:3");
    CHECK(place(sources, file, 999) == "4:3");
    CHECK(sources.line({.file = file, .offset = 9}) == "あい");
    CHECK(sources.line({.file = file, .offset = 11}).empty());
    CHECK(sources.line({.file = file, .offset = 12}) == "😀x");
  }

  TEST_CASE("a byte-order mark is no column") {
    SourceMap sources;
    const FileId file = sources.add("a", "\xEF\xBB\xBF{}\n{}");
    CHECK(place(sources, file, 0) == "1:1");
    CHECK(place(sources, file, 3) == "1:1");
    CHECK(place(sources, file, 4) == "1:2");
    CHECK(place(sources, file, 6) == "2:1");
    CHECK(sources.line({.file = file, .offset = 3}) == "{}");
    CHECK(place(sources, sources.add("b", "\xEF\xBB\xBF"), 3) == "1:1");
    CHECK(place(sources, sources.add("c", ""), 0) == "1:1");
  }

  TEST_CASE("days are those of the calendar") {
    for (const char* good :
         {"2026-11-22", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"}) {
      REQUIRE(Date::parse(good));
      CHECK(Date::parse(good)->to_string() == good);
    }
    for (const char* bad :
         {"", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31",
          "0000-01-01", "2026-1-1", "2026-01-01 ", " 2026-01-01", "2026/01/01", "+026-01-01",
          "2026-01-0a", "99999-01-01"}) {
      CAPTURE(std::string(bad));
      CHECK_FALSE(Date::parse(bad));
    }
    CHECK(*Date::parse("2026-01-31") < *Date::parse("2026-02-01"));
  }

  TEST_CASE("so many months later is the same day, or the last of the month") {
    CHECK(after_months("2026-01-31", 1) == "2026-02-28");
    CHECK(after_months("2023-12-31", 2) == "2024-02-29");
    CHECK(after_months("2026-03-15", 12) == "2027-03-15");
    CHECK(after_months("2026-03-31", -1) == "2026-02-28");
    CHECK(Date::parse("2026-02-28")->plus_days(1).to_string() == "2026-03-01");
  }

  TEST_CASE("an id is short, visible and composed") {
    for (const char* good : {"a", "hosp-a.k1", "病院", "a-", "a=+@", "a/b:c", "が", "\"", "😀"}) {
      CAPTURE(std::string(good));
      CHECK_FALSE(musubi::find_id_fault(good));
    }
    CHECK_FALSE(musubi::find_id_fault(std::string(128, 'x')));
    CHECK(musubi::find_id_fault(std::string(129, 'x'))->en == "is longer than 128 bytes");
    CHECK(musubi::find_id_fault("")->en == "is empty");
    CHECK(musubi::find_id_fault("か\u3099")->en == "is not in NFC");
    CHECK(musubi::find_id_fault("a\u2028b")->en == "has white space");
    CHECK(musubi::find_id_fault("a\u3000b")->en == "has white space");
    CHECK(musubi::find_id_fault("a\nb")->en == "has white space");
    CHECK(musubi::find_id_fault("a\u009Fb")->en == "has a control character");
    CHECK(musubi::find_id_fault("a|b")->en == "has one of , ; |");
    CHECK(musubi::find_id_fault("=a")->en == "begins with one of - = + @");
  }

  TEST_CASE("UTF-8 is what Unicode says it is") {
    for (const std::string_view good :
         {"", "abcdefghijklmnop", "\u007F", "\u0080", "\u07FF", "\u0800", "\uD7FF", "\uE000",
          "\uFFFF", "\U00010000", "\U0010FFFF", "1234567あ1234567あ"}) {
      CHECK(musubi::find_malformed(good) == good.size());
    }
    for (const std::string_view bad :
         {"\x80", "\xBF", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xEF\xBF",
          "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xC3("}) {
      for (const std::size_t before : {0U, 1U, 7U, 8U, 9U}) {
        const std::string text = std::string(before, 'a') + std::string(bad) + "abcdefgh";
        CHECK(musubi::find_malformed(text) == before);
      }
    }
  }

  TEST_CASE("countries are two capital letters that are assigned") {
    for (const char* good : {"AD", "JP", "US", "ZW"}) CHECK(musubi::is_country_code(good));
    for (const char* bad : {"", "J", "jp", "JPN", "XX", "UK", "D A", "ZW ", " A"}) {
      CHECK_FALSE(musubi::is_country_code(bad));
    }
  }

  TEST_CASE("a table of symbols that grows keeps every number") {
    musubi::SymbolTable symbols;
    // Lengths on both sides of the words that are hashed at a time, and ids that differ in one
    // byte.
    const auto id = [](std::size_t i) { return std::string(i % 19, '-') + std::to_string(i); };
    constexpr std::size_t kCount = 5000;
    musubi::Arena texts;
    for (std::size_t i = 0; i < kCount; ++i) {
      CHECK(symbols.intern(texts.copy(id(i))) == musubi::Symbol(i));
    }
    CHECK(symbols.size() == kCount);
    for (std::size_t i = 0; i < kCount; ++i) {
      CHECK(symbols.find(id(i)) == musubi::Symbol(i));
      CHECK(symbols.view(musubi::Symbol(i)) == id(i));
    }
    CHECK_FALSE(symbols.find(id(kCount)).valid());
  }

  TEST_CASE("what stands in a symbol's text and what does not is told apart by its last letter") {
    musubi::SymbolTable symbols;
    std::vector<std::string> texts;
    for (std::size_t length = 0; length < 40; ++length) {
      texts.emplace_back(length, 'a');
      if (length == 0) continue;
      texts.push_back(std::string(length - 1, 'a') + 'b');
      texts.push_back(std::string(length - 1, 'a') + "\xFF");
      texts.push_back('b' + std::string(length, 'a'));
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
      CHECK(symbols.intern(texts[i]) == musubi::Symbol(i));
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::string copy = texts[i];
      CHECK(symbols.intern(copy) == musubi::Symbol(i));
      CHECK(symbols.view(musubi::Symbol(i)) == texts[i]);
      CHECK(musubi::SymbolText(copy).is_inside() == (copy.size() <= 12));
      CHECK(musubi::SymbolText(copy) == musubi::SymbolText(texts[i]));
    }
  }

  TEST_CASE("numbered texts stand side by side in a table") {
    const auto hash_of = [](const std::string& text) { return musubi::SymbolText(text).hash(); };
    for (const std::size_t length : {1U, 2U, 7U, 8U, 9U, 11U, 12U, 13U, 16U, 20U, 21U, 22U, 128U}) {
      CAPTURE(length);
      const std::string begin(length - 1, 'k');
      for (char digit = '0'; digit < '8'; ++digit) {
        CHECK((hash_of(begin + '0') ^ hash_of(begin + digit)) ==
              static_cast<unsigned>(digit - '0'));
      }
      CHECK(hash_of(begin + '0') / 8 != hash_of(begin + '8') / 8);
      if (length > 1) CHECK(hash_of(begin + '0') / 8 != hash_of('j' + begin.substr(1) + '0') / 8);
    }
    CHECK(hash_of("") != hash_of("k"));
  }

  TEST_CASE("texts with the same hash are different symbols") {
    // Among so many numbers of 32 bits some are the same, of short texts as of long ones.
    for (const std::string before : {"", "a-long-beginning-"}) {
      musubi::test::Random random(20261128);
      std::unordered_map<std::uint32_t, std::string> by_hash;
      int collisions = 0;
      for (int i = 0; i < 400'000; ++i) {
        const std::string text = before + std::to_string(random.below(1'000'000'000'000));
        const auto [other, is_new] = by_hash.emplace(musubi::SymbolText(text).hash(), text);
        if (is_new || other->second == text) continue;
        ++collisions;
        musubi::SymbolTable symbols;
        const musubi::Symbol first = symbols.intern(other->second);
        CHECK_FALSE(symbols.find(text).valid());
        CHECK(symbols.intern(text) != first);
        CHECK(symbols.find(other->second) == first);
      }
      CHECK(collisions > 0);
      CHECK(collisions < 100);
    }
  }

  TEST_CASE("symbols are numbers of strings") {
    musubi::SymbolTable symbols;
    const musubi::Symbol a = symbols.intern("a");
    CHECK(symbols.intern("b") != a);
    CHECK(symbols.intern("a") == a);
    CHECK(symbols.find("c") == musubi::Symbol());
    CHECK(symbols.view(symbols.intern("")).empty());
    const std::string large(60'000, 'x');
    CHECK(symbols.view(symbols.intern(large)) == large);
    CHECK(symbols.view(a) == "a");
    const musubi::SymbolTable moved = std::move(symbols);
    CHECK(moved.find("b").valid());
    CHECK(moved.size() == 4);
  }

  TEST_CASE("diagnostics stand in the order of their places, equal ones once") {
    using musubi::Severity;
    const auto at = [](std::uint32_t offset, Severity severity, const char* code) {
      return Diagnostic{.code = code,
                        .severity = severity,
                        .where = {.file = FileId(0), .offset = offset},
                        .message = {.en = "m", .ja = "m"},
                        .notes = {}};
    };
    musubi::Diagnostics all;
    CHECK(all.empty());
    all.add(at(5, Severity::Warning, "b"));
    all.add(at(5, Severity::Error, "c"));
    all.add(at(1, Severity::Note, "d"));
    all.add(at(5, Severity::Error, "a"));
    all.add(at(5, Severity::Error, "a"));
    CHECK(all.error_count() == 3);
    all.sort();
    std::string codes;
    for (const Diagnostic& diagnostic : all.all()) codes += diagnostic.code;
    CHECK(codes == "dacb");
    CHECK(all.error_count() == 2);
    CHECK(all.has_errors());
    CHECK(all.count() == 4);
  }
}
