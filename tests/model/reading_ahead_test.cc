// A large text is scanned on a thread of its own, ahead of the records. What comes out is what
// comes out of a small one: each text here is read as it is and behind a long stretch of white
// space.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "model/loader.h"
#include "tests/support/random.h"

namespace {

using musubi::Diagnostic;
using musubi::LoadedModel;
using musubi::Model;

constexpr std::size_t kFar = (std::size_t{1} << 20U) + 7;

LoadedModel read(std::string text) { return musubi::read_model({{"a.json", std::move(text)}}); }

std::string place(musubi::SourceLocation where, std::size_t shift) {
  if (!where.valid()) return "nowhere";
  return std::to_string(where.offset - (where.offset < shift ? 0 : shift));
}

/// What is wrong and where, and what was read; offsets count from `shift` on.
std::vector<std::string> facts(const LoadedModel& loaded, std::size_t shift) {
  std::vector<std::string> all;
  for (const Diagnostic& diagnostic : loaded.diagnostics.all()) {
    all.push_back(place(diagnostic.where, shift) + ' ' + std::string(diagnostic.code) + ' ' +
                  diagnostic.message.en);
    for (const auto& note : diagnostic.notes) {
      all.push_back("  " + place(note.where, shift) + ' ' + note.message.en);
    }
  }
  const Model& model = loaded.model;
  const auto add = [&](const auto& table) {
    for (const auto& row : table) all.push_back(place(row.where, shift));
  };
  add(model.organizations);
  add(model.services);
  add(model.systems);
  add(model.contracts);
  add(model.assessments);
  for (std::size_t s = 0; s < model.symbols.size(); ++s) {
    all.emplace_back(model.symbols.view(musubi::Symbol(s)));
  }
  return all;
}

void check_same(const std::string& text) {
  CHECK(facts(read(std::string(kFar, ' ') + text), kFar) == facts(read(text), 0));
}

std::string estate(std::size_t services) {
  std::string text = R"({"musubi": 1, "organizations": [{"id": "a", "kind": "provider"}],
 "services": [)";
  for (std::size_t i = 0; i < services; ++i) {
    if (i > 0) text += ",\n";
    text += R"({"id": "s)" + std::to_string(i) +
            R"(", "provider": "a", "layer": "application", "name": "\u7d50\u3073 \")" +
            std::to_string(i) + R"(\"")";
    if (i > 0) text += R"(, "depends_on": ["s)" + std::to_string(i / 2) + R"("])";
    text += '}';
  }
  return text + "]}";
}

}  // namespace

TEST_SUITE("model/reading ahead") {
  TEST_CASE("a large text gives the records of a small one, escapes and all") {
    const std::string text = estate(3'000);
    check_same(text);
    const LoadedModel loaded = read(std::string(kFar, '\n') + text);
    REQUIRE(loaded.diagnostics.empty());
    REQUIRE(loaded.model.services.size() == 3'000);
    for (const musubi::Service& service : loaded.model.services) {
      const std::string number(loaded.model.text(service.id).substr(1));
      CHECK(service.name.ja == "結び \"" + number + "\"");
    }
  }

  TEST_CASE("wherever a mistake stands in a large text, it is the one of a small text") {
    const std::string sound = estate(1'200);  // several blocks of events
    const std::uint64_t seed = 20261123;
    musubi::test::Random random(seed);
    const std::vector<std::string_view> mistakes = {
        "\"",       "}",        "]",          "{",    "[",          ",,",     "\\",
        "\\udc00",  "\xED\xA0", "\xFF",       "/*",   "null",       "12e",    "-",
        "\"x\": 1", ": ",       "\"verb\": ", "true", "[[[[[[[[[[", "\"id\"", "s9"};
    for (int round = 0; round < 120; ++round) {
      std::string text = sound;
      const std::size_t at = random.below(text.size());
      const std::string_view mistake = mistakes[random.below(mistakes.size())];
      if (random.below(3) == 0) text.resize(at);
      text.insert(at, mistake);
      CAPTURE(seed);
      CAPTURE(round);
      CAPTURE(at);
      CAPTURE(mistake);
      check_same(text);
    }
  }

  TEST_CASE("after what ends the reading nothing more is reported, however far the scan was") {
    const std::string rest = estate(2'000).substr(1) + " nonsense";
    std::string deep;
    for (int i = 0; i < 70; ++i) deep += "[";
    for (const std::string& text :
         {R"({"verb": "check", )" + rest, R"({"x-deep": )" + deep + rest,
          R"({"name": "\udc00", )" + rest, "{\"name\": \"\xFF\", " + rest}) {
      CAPTURE(text.substr(0, 40));
      check_same(text);
      const LoadedModel loaded = read(std::string(kFar, ' ') + text);
      CHECK(loaded.diagnostics.count() == 1);
    }
  }
}
