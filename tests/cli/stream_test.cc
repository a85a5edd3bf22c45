// Long answers: made piece by piece on several threads, they are the bytes that they are as a
// whole.
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "cli/output/findings_text.h"
#include "cli/output/pieces.h"
#include "cli/output/result_json.h"
#include "engine/rule_runner.h"
#include "engine/supply_graph.h"
#include "model/loader.h"

namespace musubi::cli {
namespace {

/// A document with so many elements of several sizes; `streamed`: handed over as it is made.
std::string document(std::size_t count, unsigned threads, bool streamed) {
  std::string text;
  ResultJson result("check", nullptr, {});
  result.body().member("before", 1);
  result.body().key("elements");
  result.body().begin_array();
  if (streamed) result.stream_to([&](std::string_view part) { text += part; });
  result.elements(count, threads, [](ResultJson& part, std::size_t i) {
    JsonWriter& json = part.body();
    json.begin_object();
    json.member("number", std::uint64_t{i});
    if (i % 3 == 0) json.list_member("names", std::vector<std::string>(i % 7, "結び"));
    json.end_object();
  });
  result.body().end_array();
  result.body().member("behind", 2);
  return text + result.text();
}

/// A model in which so many services are reached by nobody.
std::string unreached(std::size_t count) {
  std::string services = R"({"id":"s","provider":"v","layer":"application"})";
  for (std::size_t i = 0; i < count; ++i) {
    services += fmt::format(R"(,{{"id":"s{}","provider":"v","layer":"application"}})", i);
  }
  return R"({"musubi":1,"organizations":[{"id":"h","kind":"medical_institution"},)"
         R"({"id":"v","kind":"provider"}],"services":[)" +
         services + R"(],"systems":[{"id":"y","owner":"h","uses":["s"]}]})";
}

TEST_SUITE("cli/stream") {
  TEST_CASE("findings that are poured have the text of those on one page") {
    for (const std::size_t count : {0U, 200U, 256U, 1100U}) {
      const LoadedModel loaded = read_model({{.path = "services.json", .text = unreached(count)}});
      REQUIRE(!loaded.diagnostics.has_errors());
      const SupplyGraph supply(loaded.model, *Date::parse("2026-11-22"));
      const CheckResult result = check_model(supply, {});
      FindingsView view{.model = &loaded.model,
                        .result = &result,
                        .as_of = supply.as_of(),
                        .rows = std::vector<std::size_t>(result.findings.size()),
                        .suppressed = {},
                        .max_systems = std::nullopt};
      std::iota(view.rows.begin(), view.rows.end(), std::size_t{0});
      REQUIRE(view.rows.size() > count);
      for (const Language language : {Language::En, Language::Ja}) {
        Page whole(80, true);
        whole.line(Styled("before"));
        write_findings(whole, view, language);
        for (const unsigned threads : {1U, 2U, 3U}) {
          CAPTURE(count);
          CAPTURE(threads);
          Page page(80, true);
          page.line(Styled("before"));
          std::string poured;
          pour_findings(page, view, language, threads,
                        [&](std::string_view part) { poured += part; });
          CHECK(poured == whole.text());
          CHECK(page.text().empty());
        }
      }
    }
  }

  TEST_CASE("a document that is streamed has the bytes of one that is not") {
    for (const std::size_t count : {0U, 1U, 2U, 255U, 256U, 257U, 258U, 512U, 513U, 514U, 3000U}) {
      const std::string whole = document(count, 1, false);
      CHECK(whole.contains(fmt::format("\"number\": {}", count - 1)) == (count > 0));
      for (const unsigned threads : {1U, 2U, 3U, 7U}) {
        CAPTURE(count);
        CAPTURE(threads);
        CHECK(document(count, threads, true) == whole);
      }
    }
  }

  TEST_CASE("pieces come in their order, each maker being asked in ascending order") {
    for (const unsigned threads : {1U, 2U, 5U}) {
      std::string all;
      const auto new_maker = []() -> MakePiece {
        return [last = std::size_t{0}](std::size_t piece) mutable {
          CHECK(piece >= last);
          last = piece;
          return fmt::format("{},", piece);
        };
      };
      pour_pieces(40, threads, new_maker, [&](std::string_view part) { all += part; });
      std::string expected;
      for (int i = 0; i < 40; ++i) expected += fmt::format("{},", i);
      CHECK(all == expected);
    }
  }

  TEST_CASE("of nothing nothing is poured") {
    pour_pieces(
        0, 2, [] { return MakePiece([](std::size_t) { return std::string("x"); }); },
        [](std::string_view) { FAIL("there is no piece"); });
  }
}

}  // namespace
}  // namespace musubi::cli
