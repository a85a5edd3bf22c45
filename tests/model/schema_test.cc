#include "model/schema.h"

#include <string>

#include <doctest/doctest.h>

#include "model/fields.h"
#include "model/json_layout.h"
#include "model/json_tree.h"

// What the schema accepts and refuses, `tests/schema_test.py` holds against another's validator.
TEST_SUITE("model/schema") {
  TEST_CASE("every record has its definition, with all its keys and no others") {
    const auto schema = musubi::read_json_tree(musubi::write_schema());
    REQUIRE(schema.has_value());
    for (std::size_t i = 0; i < musubi::kRecordKindCount; ++i) {
      const auto kind = static_cast<musubi::RecordKind>(i);
      const musubi::Shape& shape = musubi::record_shape(kind);
      CAPTURE(std::string(shape.name));
      CHECK(schema->find("properties")->find(musubi::table_key(kind)) != nullptr);
      const auto* definition = schema->find("$defs")->find(shape.name);
      REQUIRE(definition != nullptr);
      const auto* properties = definition->find("properties");
      CHECK(properties->children.size() == shape.fields.size() + musubi::common_fields().size());
      for (const musubi::Field& field : shape.fields) CHECK(properties->find(field.key) != nullptr);
      CHECK(definition->find("additionalProperties")->text == "false");
    }
  }

  TEST_CASE("no definition was left open") {
    const auto schema = musubi::read_json_tree(musubi::write_schema());
    for (const auto& definition : schema->find("$defs")->children) {
      CAPTURE(definition.key);
      CHECK(definition.kind == musubi::JsonValue::Kind::Object);
      CHECK_FALSE(definition.children.empty());
    }
  }

  TEST_CASE("it is the same text every time, in the layout of all our JSON") {
    const std::string text = musubi::write_schema();
    CHECK(text == musubi::write_schema());
    CHECK(text == musubi::write_json(musubi::read_json_tree(text).value()));
  }
}
