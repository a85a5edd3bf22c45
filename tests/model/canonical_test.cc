#include "model/canonical.h"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace {

using musubi::JsonValue;
using musubi::MergedDocument;

JsonValue tree(std::string_view json) { return musubi::read_json_tree(json).value(); }
std::string canonical(std::string_view json) { return musubi::write_canonical(tree(json)); }

/// The members of every object of a document in another order.
void shuffle_keys(JsonValue& value, std::mt19937& random) {
  if (value.kind == JsonValue::Kind::Object) std::ranges::shuffle(value.children, random);
  for (JsonValue& child : value.children) shuffle_keys(child, random);
}

MergedDocument merged(const std::vector<std::pair<std::string_view, bool>>& files) {
  std::vector<musubi::MergeSource> sources;
  for (const auto& [text, named] : files) {
    sources.push_back({.document = tree(text), .named = named});
  }
  return musubi::merge_documents(std::move(sources));
}

constexpr std::string_view kModel = R"({
  "musubi": 1,
  "name": {"ja": "地域", "en": "Region"},
  "policy": {"duties": ["b", "a"], "rules": {"z": "off", "agreement/*": "note"}},
  "organizations": [
    {"id": "hosp", "kind": ["network_operator", "medical_institution"], "weight": 4.20e2},
    {"id": "a", "kind": "provider", "note": "済", "x-b": {"z": 1, "a": 2}, "x-a": []}
  ],
  "services": [
    {"id": "emr", "provider": "a", "layer": "application", "depends_on": [
      "mail", {"any_of": ["y", "x"], "selected_by": "a"}, {"service": "z", "required": false}
    ]}
  ],
  "contracts": [
    {
      "id": "k",
      "customer": "hosp",
      "supplier": "a",
      "covers": ["emr"],
      "notice": {"service_change": {"days": 60, "as_written": {"ja": "2か月前"}}, "incident": 24},
      "duties": {"backup": "supplier", "encryption": "a", "own": "shared", "and": "customer"},
      "agreement": {"components": "all_procured", "items": [{"id": "backup", "date": "2026-02-01"}]}
    }
  ]
})";

}  // namespace

TEST_SUITE("model/canonical") {
  TEST_CASE("keys stand in the order of the tables, whatever order they came in") {
    const std::string expected = canonical(kModel);
    std::mt19937 random(20261122);
    for (int round = 0; round < 20; ++round) {
      JsonValue shuffled = tree(kModel);
      // What is free stays as it is: the user's own keys, and words of no catalogue.
      JsonValue& record = shuffled.find("organizations")->children[1];
      std::ranges::shuffle(record.children, random);
      std::ranges::stable_sort(record.children, std::greater{},
                               [](const JsonValue& member) { return member.key == "x-b"; });
      for (const std::string_view table : {"services"}) shuffle_keys(*shuffled.find(table), random);
      std::ranges::shuffle(shuffled.children, random);
      CHECK(musubi::write_canonical(std::move(shuffled)) == expected);
    }
  }

  TEST_CASE("it keeps what was written") {
    const std::string text = canonical(kModel);
    CHECK(text.find("4.20e2") != std::string::npos);
    CHECK(text.find(R"("kind": ["network_operator", "medical_institution"])") != std::string::npos);
    CHECK(text.find(R"("note": "済", "x-b": {"z": 1, "a": 2}, "x-a": [])") != std::string::npos);
    CHECK(text.find(R"("rules": {"z": "off", "agreement/*": "note"})") != std::string::npos);
    CHECK(text.find(R"({"any_of": ["y", "x"], "selected_by": "a"})") != std::string::npos);
    CHECK(text.find("systems") == std::string::npos);
    CHECK(canonical(R"({"systems": [], "musubi": 1})") ==
          "{\n  \"musubi\": 1,\n  \"systems\": []\n}\n");
  }

  TEST_CASE("it is its own canonical form") {
    const std::string text = canonical(kModel);
    CHECK(canonical(text) == text);
  }

  TEST_CASE("duties stand in the order of the catalogue, others behind in theirs") {
    const std::string text = canonical(R"({"contracts": [{"id": "k", "duties":
        {"own": "shared", "and": "customer", "encryption": "a", "backup": "supplier"}}]})");
    CHECK(text.find(
              R"({"backup": "supplier", "encryption": "a", "own": "shared", "and": "customer"})") !=
          std::string::npos);
  }

  TEST_CASE("values of several forms are put in order in each of them") {
    CHECK(canonical(R"({"services": [{"depends_on": [{"required": false, "x-y": 1, "service": "b"}],
                        "name": {"en": "S", "ja": "ス"}, "layer": "platform", "id": "a"}]})") ==
          "{\n  \"services\": [\n    {\n      \"id\": \"a\",\n      \"layer\": \"platform\",\n"
          "      \"name\": {\"ja\": \"ス\", \"en\": \"S\"},\n"
          "      \"depends_on\": [{\"service\": \"b\", \"required\": false, \"x-y\": 1}]\n    }\n  "
          "]\n}\n");
  }
}

TEST_SUITE("model/merge") {
  TEST_CASE("records follow one another and includes are gone") {
    const MergedDocument result = merged(
        {{R"({"musubi": 1, "include": ["b"], "services": [{"id": "a"}], "systems": []})", true},
         {R"({"musubi": 1, "services": [{"id": "b"}, {"id": "c"}], "risks": [{"id": "r"}]})",
          false}});
    CHECK(result.left_out.empty());
    CHECK(result.document ==
          tree(R"({"musubi": 1, "services": [{"id": "a"}, {"id": "b"}, {"id": "c"}],
                                      "systems": [], "risks": [{"id": "r"}]})"));
  }

  TEST_CASE("settings count in named files only, and the first that has one wins") {
    const MergedDocument result = merged(
        {{R"({"name": "first", "musubi": 1})", true},
         {R"({"musubi": 1, "name": "included", "as_of": "2020-01-01", "policy": {}})", false},
         {R"({"musubi": 1, "name": "second", "as_of": "2026-11-22"})", true}});
    CHECK(result.document == tree(R"({"name": "first", "musubi": 1, "as_of": "2026-11-22"})"));
    REQUIRE(result.left_out.size() == 1);
    CHECK(result.left_out[0].source == 2);
    CHECK(result.left_out[0].key == "name");
  }

  TEST_CASE("what is equal is not left out, what is the user's own is not lost in silence") {
    const MergedDocument result = merged(
        {{R"({"$schema": "a.json", "as_of": "2026-11-22", "x-own": [1]})", true},
         {R"({"$schema": "b.json", "as_of": "2026-11-22", "x-own": [2], "x-other": 3})", false}});
    CHECK(result.document ==
          tree(R"({"$schema": "a.json", "as_of": "2026-11-22", "x-own": [1], "x-other": 3})"));
    REQUIRE(result.left_out.size() == 1);
    CHECK(result.left_out[0].key == "x-own");
  }

  TEST_CASE("no files make an empty document") { CHECK(merged({}).document == tree("{}")); }
}
