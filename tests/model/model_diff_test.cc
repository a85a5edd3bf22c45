#include "model/model_diff.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "model/canonical.h"
#include "model/fields.h"
#include "tests/support/random.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"

namespace musubi {
namespace {

using test::Random;
using Lines = std::vector<std::string>;

// For messages.
std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

JsonValue tree(std::string_view text) {
  auto value = read_json_tree(text);
  REQUIRE(value);
  return *std::move(value);
}

JsonValue random_tree(std::uint64_t seed) {
  return tree(write(test::make_random_model(seed).document));
}

std::string line_of(const RecordChange& change) {
  constexpr std::string_view kSigns = "+-~>";
  std::string line(1, kSigns[static_cast<std::size_t>(change.op)]);
  line += " " + std::string(record_shape(change.record).name) + " ";
  if (change.op == DiffOp::Renamed) line += change.old_id + ">";
  line += change.id;
  for (const auto& [key, value] : change.known_by) line += "|" + value;
  for (const std::string& key : change.keys) line += " " + key;
  for (const std::string& key : change.by_terms) line += " (" + key + ")";
  return line;
}

Lines lines_of(const ModelDiff& diff) {
  Lines lines;
  for (const SettingChange& setting : diff.settings) lines.push_back("= " + setting.key);
  for (const RecordChange& change : diff.records) lines.push_back(line_of(change));
  return lines;
}

Lines diff_lines(const JsonValue& before, const JsonValue& after) {
  return lines_of(diff_documents(before, after));
}

Lines diff_lines(std::string_view before, std::string_view after) {
  return diff_lines(tree(before), tree(after));
}

struct Place {
  RecordKind kind;
  std::size_t row;
};

// Where the records stand, of tables that hold some.
std::vector<Place> places(const JsonValue& document) {
  std::vector<Place> found;
  for (std::size_t i = 0; i < kRecordKindCount; ++i) {
    const auto kind = static_cast<RecordKind>(i);
    const JsonValue* const table = document.find(table_key(kind));
    for (std::size_t row = 0; table != nullptr && row < table->children.size(); ++row) {
      found.push_back({kind, row});
    }
  }
  return found;
}

JsonValue& record_at(JsonValue& document, Place place) {
  return document.find(table_key(place.kind))->children[place.row];
}

void shuffle_all(JsonValue& value, Random& random) {
  random.shuffle(value.children);
  for (JsonValue& child : value.children) shuffle_all(child, random);
}

// Wherever it stands as a whole text.
void replace_text(JsonValue& value, const std::string& from, const std::string& to) {
  if (value.kind == JsonValue::Kind::String && value.text == from) value.text = to;
  for (JsonValue& child : value.children) replace_text(child, from, to);
}

std::string id_of(const JsonValue& record) {
  const JsonValue* const id = record.find("id");
  return id == nullptr ? "" : id->text;
}

// Without what a changed record without a lasting id is called: that is the new model's.
RecordChange comparable(RecordChange change) {
  if (change.op != DiffOp::Changed || kNamedRecords.has(change.record)) return change;
  change.id.clear();
  change.known_by.clear();
  return change;
}

// The same line of the difference the other way round.
std::string mirrored(const RecordChange& change) {
  RecordChange other = change;
  if (change.op == DiffOp::Added) other.op = DiffOp::Removed;
  if (change.op == DiffOp::Removed) other.op = DiffOp::Added;
  if (change.op == DiffOp::Renamed) std::swap(other.id, other.old_id);
  return line_of(comparable(other));
}

// One of: a record less, a key less, another id.
void edit(JsonValue& document, Random& random, int number) {
  const std::vector<Place> all = places(document);
  const Place place = random.pick(all);
  JsonValue& record = record_at(document, place);
  switch (random.below(3)) {
    case 0: {
      auto& rows = document.find(table_key(place.kind))->children;
      rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(place.row));
      return;
    }
    case 1: record.children.erase(record.children.end() - 1); return;
    default:
      if (!id_of(record).empty()) {
        replace_text(document, id_of(record), "renamed-" + std::to_string(number));
      }
  }
}

TEST_SUITE("model/model_diff") {
  TEST_CASE("a model does not differ from itself, in whatever order and files it is written") {
    for (const std::uint64_t seed : test::seeds(150)) {
      CAPTURE(seed);
      const JsonValue document = random_tree(seed);
      CHECK(diff_documents(document, document).empty());
      JsonValue shuffled = document;
      Random random(seed);
      shuffle_all(shuffled, random);
      CHECK(diff_lines(document, shuffled).empty());
      JsonValue first = document;
      JsonValue second = JsonValue::object();
      for (const Place place : places(document)) {
        if (second.find(table_key(place.kind)) != nullptr) continue;
        auto& rows = first.find(table_key(place.kind))->children;
        const auto half = rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2);
        second.add(table_key(place.kind), JsonValue::array({half, rows.end()}));
        rows.erase(half, rows.end());
      }
      const JsonValue merged =
          merge_documents({{.document = second}, {.document = first}}).document;
      CHECK(diff_lines(document, merged).empty());
    }
  }

  TEST_CASE("a record that is gone is the only difference") {
    for (const std::uint64_t seed : test::seeds(150)) {
      CAPTURE(seed);
      const JsonValue document = random_tree(seed);
      Random random(seed);
      const Place place = random.pick(places(document));
      // Terms would take their content out of contracts.
      if (place.kind == RecordKind::Terms) continue;
      JsonValue changed = document;
      const std::string id = id_of(record_at(changed, place));
      auto& rows = changed.find(table_key(place.kind))->children;
      rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(place.row));
      const ModelDiff diff = diff_documents(document, changed);
      REQUIRE(diff.records.size() == 1);
      CHECK(diff.records[0].op == DiffOp::Removed);
      CHECK(diff.records[0].record == place.kind);
      CHECK(diff.records[0].id == id);
      CHECK(diff.settings.empty());
      CHECK(diff_documents(changed, document).records[0].op == DiffOp::Added);
    }
  }

  TEST_CASE("a key with another value is the only difference, whatever its record") {
    int looked_at = 0;
    for (const std::uint64_t seed : test::seeds(150)) {
      CAPTURE(seed);
      const JsonValue document = random_tree(seed);
      Random random(seed);
      const Place place = random.pick(places(document));
      JsonValue changed = document;
      JsonValue& record = record_at(changed, place);
      const std::string id = id_of(record);
      if (id.empty() || record.find("terms") != nullptr || place.kind == RecordKind::Terms)
        continue;
      const std::size_t member = 1 + random.below(record.children.size() - 1);
      const std::string key = record.children[member].key;
      const Field* const field = find_field(record_shape(place.kind), key);
      REQUIRE(field != nullptr);
      if (key == "id" || !field->fallback.empty()) continue;
      CAPTURE(key);
      record.children.erase(record.children.begin() + static_cast<std::ptrdiff_t>(member));
      const std::string line =
          "~ " + std::string(record_shape(place.kind).name) + " " + id + " " + key;
      CHECK(diff_lines(document, changed) == Lines{line});
      CHECK(diff_lines(changed, document) == Lines{line});
      ++looked_at;
    }
    CHECK(looked_at > 0);
  }

  TEST_CASE("another id is a rename, and no change of those who name it") {
    for (const std::uint64_t seed : test::seeds(150)) {
      CAPTURE(seed);
      const JsonValue document = random_tree(seed);
      Random random(seed);
      for (const Place place : places(document)) {
        JsonValue changed = document;
        const std::string id = id_of(record_at(changed, place));
        if (!kNamedRecords.has(place.kind) || !random.chance(20)) continue;
        replace_text(changed, id, "renamed");
        const std::string name(record_shape(place.kind).name);
        CHECK(joined(diff_lines(document, changed)) == "> " + name + " " + id + ">renamed\n");
      }
    }
  }

  TEST_CASE("all ids at once: what nothing tells apart is removed and added, nothing is changed") {
    for (const std::uint64_t seed : test::seeds(60)) {
      CAPTURE(seed);
      const JsonValue document = random_tree(seed);
      JsonValue changed = document;
      for (const Place place : places(document)) {
        const std::string id = id_of(record_at(changed, place));
        if (!id.empty()) replace_text(changed, id, "x." + id);
      }
      std::size_t renamed = 0;
      for (const RecordChange& change : diff_documents(document, changed).records) {
        if (change.op != DiffOp::Renamed) continue;
        ++renamed;
        CHECK(change.id == "x." + change.old_id);
      }
      CHECK(renamed > 0);
    }
  }

  TEST_CASE("the difference the other way round is the mirror image") {
    for (const std::uint64_t seed : test::seeds(150)) {
      CAPTURE(seed);
      const JsonValue document = random_tree(seed);
      JsonValue changed = document;
      Random random(seed);
      for (int i = 0; i < 4; ++i) edit(changed, random, i);
      Lines there;
      for (const RecordChange& one : diff_documents(document, changed).records) {
        there.push_back(mirrored(one));
      }
      Lines back;
      for (const RecordChange& one : diff_documents(changed, document).records) {
        back.push_back(line_of(comparable(one)));
      }
      std::ranges::sort(there);
      std::ranges::sort(back);
      CHECK(joined(there) == joined(back));
    }
  }

  TEST_CASE("two ways to write the same are no difference") {
    CHECK(diff_lines(R"({"services": [{"id": "a", "provider": "p", "layer": "network", "name": "A",
                          "depends_on": ["b", {"service": "c", "required": true}],
                          "handles_medical_information": true}],
                         "organizations": [{"id": "p", "kind": "provider", "weight": 1.0}]})",
                     R"({"organizations": [{"kind": ["provider"], "id": "p"}],
                         "services": [{"layer": "network", "provider": "p", "id": "a",
                          "name": {"en": "A", "ja": "A"},
                          "depends_on": ["c", {"service": "b"}]}]})") == Lines{});
    CHECK(diff_lines(R"({"contracts": [{"id": "k", "notice": {"termination": 30}}], "policy": {}})",
                     R"({"contracts": [{"id": "k", "notice": {"termination": {"days": 30}}}]})") ==
          Lines{});
  }

  TEST_CASE("an empty list, redundancy and the user's own keys are something else") {
    CHECK(diff_lines(R"({"services": [{"id": "a", "locations": [], "x-b": 1, "x-a": [1, 2]}]})",
                     R"({"services": [{"id": "a", "x-b": 2, "x-a": [2, 1]}]})") ==
          Lines{"~ service a locations x-a x-b"});
    CHECK(diff_lines(R"({"services": [{"id": "a", "depends_on": ["b"]}]})",
                     R"({"services": [{"id": "a", "depends_on": [{"any_of": ["b"]}]}]})") ==
          Lines{"~ service a depends_on"});
  }

  TEST_CASE("records without an id are known by what they are about") {
    const std::string_view before = R"({"assessments": [
        {"assessor": "h", "service": "s", "date": "2026-01-01", "basis": ["audit"]},
        {"assessor": "h", "organization": "p", "date": "2026-01-01", "basis": ["audit"]}],
      "suppressions": [{"rule": "r", "subject": "s", "owes": "*", "reason": "a"}]})";
    const std::string_view after = R"({"assessments": [
        {"assessor": "h", "organization": "p", "date": "2026-01-02", "basis": ["audit"]},
        {"assessor": "h", "service": "s", "date": "2026-01-01", "basis": ["report"], "id": "a1"}],
      "suppressions": [{"rule": "r", "subject": "s", "owes": "*", "reason": "b"}]})";
    CHECK(diff_lines(before, after) ==
          Lines{"- assessment |h|p|2026-01-01", "+ assessment |h|p|2026-01-02",
                "~ assessment a1 id basis", "~ suppression |r|s|* reason"});
  }

  TEST_CASE("what contracts take in from terms changes them, unless they say it themselves") {
    const std::string_view before = R"({"terms": [{"id": "t", "notice": {"termination": 30}}],
      "contracts": [{"id": "k1", "terms": "t"}, {"id": "k2", "terms": "t", "notice": {}},
                    {"id": "k3", "notice": {"termination": 60}}]})";
    const std::string_view after = R"({"terms": [{"id": "t", "notice": {"termination": 60}}],
      "contracts": [{"id": "k1", "terms": "t"}, {"id": "k2", "terms": "t", "notice": {}},
                    {"id": "k3", "terms": "t"}]})";
    CHECK(diff_lines(before, after) ==
          Lines{"~ terms t notice", "~ contract k1 notice (notice)", "~ contract k3 terms"});
  }

  TEST_CASE("values are told where they differ, lists element by element") {
    const ModelDiff diff = diff_documents(
        tree(R"({"as_of": "2026-01-01", "contracts": [{"id": "k", "covers": ["a", "b"],
                 "notice": {"termination": 30, "incident": 2}}]})"),
        tree(R"({"as_of": "2026-02-01", "contracts": [{"id": "k", "covers": ["b", "c"],
                 "notice": {"termination": 60, "incident": 2}}]})"));
    REQUIRE(diff.settings.size() == 1);
    CHECK(diff.settings[0].values[0].after->text == "2026-02-01");
    REQUIRE(diff.records.size() == 1);
    const std::vector<ValueChange>& values = diff.records[0].values;
    REQUIRE(values.size() == 3);
    CHECK((values[0].path == "covers" && values[0].before->text == "a" && !values[0].after));
    CHECK((values[1].path == "covers" && values[1].after->text == "c" && values[1].is_element));
    CHECK(values[2].path == "notice.termination");
    CHECK(values[2].before->text == "30");
    CHECK(values[2].after->text == "60");
  }

  TEST_CASE("who names them tells renamed records apart") {
    const std::string_view before = R"({"organizations": [{"id": "a", "kind": "provider"},
        {"id": "b", "kind": "provider"}, {"id": "h", "kind": "medical_institution"}],
      "contracts": [{"id": "k1", "customer": "h", "supplier": "a"},
                    {"id": "k2", "customer": "h", "supplier": "b"}]})";
    const std::string_view after = R"({"organizations": [{"id": "y", "kind": "provider"},
        {"id": "z", "kind": "provider"}, {"id": "h", "kind": "medical_institution"}],
      "contracts": [{"id": "k1", "customer": "h", "supplier": "z"},
                    {"id": "k2", "customer": "h", "supplier": "y"}]})";
    CHECK(diff_lines(before, after) == Lines{"> organization b>y", "> organization a>z"});
  }

  TEST_CASE("records that hang on one another are renamed together") {
    CHECK(diff_lines(R"({"organizations": [{"id": "p", "kind": "provider"}],
                         "services": [{"id": "s", "provider": "p"}]})",
                     R"({"organizations": [{"id": "q", "kind": "provider"}],
                         "services": [{"id": "t", "provider": "q"}]})") ==
          Lines{"> organization p>q", "> service s>t"});
  }

  TEST_CASE("the ids of records that nobody names may change too") {
    CHECK(diff_lines(
              R"({"controls": [{"id": "a", "service": "s", "control": "1", "adopted": true}]})",
              R"({"controls": [{"id": "b", "service": "s", "control": "1", "adopted": true}]})") ==
          Lines{"> control a>b"});
    CHECK(diff_lines(
              R"({"controls": [{"id": "a", "service": "s", "control": "1", "adopted": true}]})",
              R"({"controls": [{"id": "b", "service": "s", "control": "1", "adopted": false}]})") ==
          Lines{"- control a", "+ control b"});
  }

  TEST_CASE("a record with another id and another value is another record") {
    CHECK(diff_lines(R"({"services": [{"id": "s", "provider": "p", "layer": "network"}]})",
                     R"({"services": [{"id": "t", "provider": "p", "layer": "support"}]})") ==
          Lines{"- service s", "+ service t"});
  }
}

}  // namespace
}  // namespace musubi
