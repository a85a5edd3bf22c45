#include "model/fields.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace {

using musubi::Field;
using musubi::Shape;

/// Every shape that a value of a file can have, each once.
std::vector<const Shape*> all_shapes() {
  std::vector<const Shape*> found{&musubi::document_shape()};
  std::set<const Shape*> seen(found.begin(), found.end());
  const auto add = [&](const Shape* shape) {
    if (shape != nullptr && seen.insert(shape).second) found.push_back(shape);
  };
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Shape& shape = *found[i];
    add(shape.element);
    for (const Shape* form : shape.alternatives) add(form);
    for (const Field& field : shape.fields) add(field.shape);
  }
  return found;
}

}  // namespace

TEST_SUITE("model/fields") {
  TEST_CASE("every key of an object stands once, with a shape and documentation") {
    for (const Shape* shape : all_shapes()) {
      CAPTURE(std::string(shape->name));
      std::set<std::string_view> keys;
      for (const Field& field : musubi::common_fields()) keys.insert(field.key);
      for (const Field& field : shape->fields) {
        CAPTURE(std::string(field.key));
        CHECK(keys.insert(field.key).second);
        CHECK(field.shape != nullptr);
        CHECK_FALSE(field.doc.en.empty());
        CHECK_FALSE(field.doc.ja.empty());
        CHECK_FALSE(musubi::is_extension(field.key));
        const auto reserved = musubi::reserved_keys();
        CHECK(std::ranges::find(reserved, field.key) == reserved.end());
        CHECK(musubi::find_field(*shape, field.key) == &field);
        CHECK((field.fallback.empty() || !field.required));
      }
      CHECK(keys.size() <= std::numeric_limits<musubi::FieldBits>::digits);
      for (std::size_t i = 0; i < shape->fields.size(); ++i) {
        CHECK((shape->required >> i & 1U) == (shape->fields[i].required ? 1U : 0U));
      }
      for (const std::string_view key : shape->exactly_one) CHECK(keys.contains(key));
      CHECK(musubi::find_field(*shape, "no such key") == nullptr);
    }
  }

  TEST_CASE("objects with one name have one table") {
    std::map<std::string_view, const Field*> tables;
    for (const Shape* shape : all_shapes()) {
      if (shape->kind != Shape::Kind::Object) continue;
      CHECK_FALSE(shape->name.empty());
      CHECK_FALSE(shape->doc.en.empty());
      CHECK_FALSE(shape->doc.ja.empty());
      const auto [table, is_new] = tables.emplace(shape->name, shape->fields.data());
      CAPTURE(std::string(shape->name));
      if (!is_new && shape->name != "editions") CHECK(table->second == shape->fields.data());
    }
  }

  TEST_CASE("shapes hold together") {
    for (const Shape* shape : all_shapes()) {
      CHECK((shape->kind == Shape::Kind::Word) ==
            (!shape->words.empty() && shape->targets.empty()));
      CHECK((shape->kind == Shape::Kind::Union) == !shape->alternatives.empty());
      CHECK((shape->kind == Shape::Kind::Reference) == !shape->targets.empty());
      CHECK((shape->kind == Shape::Kind::Array || shape->kind == Shape::Kind::Map) ==
            (shape->element != nullptr));
      CHECK(shape->minimum <= shape->maximum);
      CHECK(shape->min_items <= shape->max_items);
      std::set<std::string_view> words;
      for (const musubi::Word& word : shape->words) {
        CHECK(words.insert(word.text).second);
        CHECK_FALSE(word.label.en.empty());
        CHECK_FALSE(word.label.ja.empty());
      }
    }
  }

  TEST_CASE("every table of records is a key of the document") {
    for (std::size_t i = 0; i < musubi::kRecordKindCount; ++i) {
      const auto kind = static_cast<musubi::RecordKind>(i);
      const Field* field = musubi::find_field(musubi::document_shape(), musubi::table_key(kind));
      REQUIRE(field != nullptr);
      CHECK(field->shape->element == &musubi::record_shape(kind));
      CHECK(musubi::record_shape(kind).record == kind);
    }
  }

  TEST_CASE("the example with every key has every key and every word") {
    std::ifstream in("tests/fuzz/corpus/every_key.json");
    REQUIRE(in);
    std::ostringstream text;
    text << in.rdbuf();
    for (const Shape* shape : all_shapes()) {
      for (const Field& field : shape->fields) {
        CAPTURE(std::string(field.key));
        CHECK(text.str().find("\"" + std::string(field.key) + "\":") != std::string::npos);
      }
    }
  }
}
