#include "model/schema.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/catalogues.h"
#include "model/country.h"
#include "model/fields.h"
#include "model/json_layout.h"
#include "model/json_tree.h"

namespace musubi {
namespace {

using Kind = Shape::Kind;

// What an editor of files with comments needs to know, and the forms of plain values. A date is
// looked at as far as a pattern can: of 29 February it cannot see the year.
constexpr std::string_view kHead = R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "musubi",
  "allowComments": true,
  "allowTrailingCommas": true
})json";
constexpr std::string_view kPlainForms = R"json({
  "id": {
    "description": "the id of a record: 1 to 128 bytes; no white space, no , ; | and none of - = + @ in front / 記録の識別子: 1～128バイト。空白と , ; | は使えず、先頭に - = + @ は置けません",
    "type": "string",
    "minLength": 1,
    "maxLength": 128,
    "pattern": "^[^\\s\\u0000-\\u001f\\u007f,;|=+@-][^\\s\\u0000-\\u001f\\u007f,;|]*$"
  },
  "date": {
    "description": "YYYY-MM-DD",
    "type": "string",
    "format": "date",
    "pattern": "^(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))$"
  }
})json";

// What the tables of fields cannot say of one key.
constexpr std::string_view kContractConditions = R"([
  {
    "if": {"properties": {"kind": {"const": "coordination"}}, "required": ["kind"]},
    "else": {"properties": {"covers": {"minItems": 1}}}
  },
  {
    "if": {
      "properties": {"entrusts_personal_data": {"const": false}},
      "required": ["entrusts_personal_data"]
    },
    "then": {"anyOf": [{"required": ["reason"]}, {"required": ["terms"]}]}
  }
])";
constexpr std::string_view kTermsConditions = R"([
  {
    "if": {
      "properties": {"entrusts_personal_data": {"const": false}},
      "required": ["entrusts_personal_data"]
    },
    "then": {"required": ["reason"]}
  }
])";

/// Precondition: `json` is.
JsonValue parsed(std::string_view json) { return read_json_tree(json).value_or(JsonValue()); }

JsonValue bilingual(Phrase phrase) {
  return JsonValue::string(fmt::format("{} / {}", phrase.en, phrase.ja));
}

JsonValue of_type(std::string_view type) {
  JsonValue schema = JsonValue::object();
  schema.add("type", JsonValue::string(type));
  return schema;
}

JsonValue reference_to(std::string_view definition) {
  JsonValue schema = JsonValue::object();
  schema.add("$ref", JsonValue::string(fmt::format("#/$defs/{}", definition)));
  return schema;
}

JsonValue any_of(std::vector<JsonValue> schemas) {
  JsonValue schema = JsonValue::object();
  schema.add("anyOf", JsonValue::array(std::move(schemas)));
  return schema;
}

/// The schema with `description` in front of the rest.
JsonValue described(Phrase doc, JsonValue schema) {
  JsonValue whole = JsonValue::object();
  whole.add("description", bilingual(doc));
  for (JsonValue& member : schema.children) {
    if (member.key != "description") whole.children.push_back(std::move(member));
  }
  return whole;
}

/// A number of the tables, all of which are small enough to be written out.
JsonValue number(double value) { return JsonValue::number(fmt::format("{}", value)); }
JsonValue number(std::size_t value) { return JsonValue::number(fmt::format("{}", value)); }

struct LabelledWord {
  std::string_view text;
  Phrase label;
};

/// `enumDescriptions` is what editors show beside the words; validators pass over it.
JsonValue enumeration(std::span<const LabelledWord> words) {
  JsonValue texts = JsonValue::array();
  JsonValue labels = JsonValue::array();
  for (const LabelledWord& word : words) {
    texts.children.push_back(JsonValue::string(word.text));
    labels.children.push_back(word.label.en.empty() ? JsonValue::string("")
                                                    : bilingual(word.label));
  }
  JsonValue schema = JsonValue::object();
  schema.add("enum", std::move(texts));
  schema.add("enumDescriptions", std::move(labels));
  return schema;
}

/// Keys that are known, keys of the user's own, and other keys as far as `others` lets them.
JsonValue object_with(JsonValue properties, JsonValue others) {
  JsonValue schema = of_type("object");
  schema.add("properties", std::move(properties));
  schema.add("patternProperties", parsed(R"({"^x-": true})"));
  schema.add("additionalProperties", std::move(others));
  return schema;
}

std::vector<LabelledWord> labelled(std::span<const Word> words) {
  std::vector<LabelledWord> all;
  all.reserve(words.size());
  for (const Word& word : words) all.push_back({.text = word.text, .label = word.label});
  return all;
}

std::vector<LabelledWord> labelled(Catalogue catalogue) {
  std::vector<LabelledWord> all;
  for (const GuidelineEntry* entry : catalogue_entries(catalogue)) {
    all.push_back({.text = entry->id, .label = entry->title});
  }
  return all;
}

/// Nothing can be added to the list of certifications; to all others something can, by the model
/// or by a new edition.
JsonValue catalogue_word(Catalogue catalogue) {
  JsonValue known = enumeration(labelled(catalogue));
  if (catalogue == Catalogue::Certification) return known;
  return any_of({std::move(known), of_type("string")});
}

JsonValue required_keys(std::span<const Field> fields) {
  JsonValue keys = JsonValue::array();
  for (const Field& field : fields) {
    if (field.required) keys.children.push_back(JsonValue::string(field.key));
  }
  return keys;
}

JsonValue exactly_one_of(std::span<const std::string_view> keys) {
  JsonValue ways = JsonValue::array();
  for (const std::string_view key : keys) {
    JsonValue way = JsonValue::object();
    way.add("required", JsonValue::array({JsonValue::string(key)}));
    ways.children.push_back(std::move(way));
  }
  return ways;
}

JsonValue country() {
  JsonValue codes = JsonValue::array();
  for (char first = 'A'; first <= 'Z'; ++first) {
    for (char second = 'A'; second <= 'Z'; ++second) {
      const std::string code = {first, second};
      if (is_country_code(code)) codes.children.push_back(JsonValue::string(code));
    }
  }
  JsonValue schema = JsonValue::object();
  schema.add("enum", std::move(codes));
  return described({"a country, ISO 3166-1 alpha-2", "国（ISO 3166-1の2文字の国コード）"}, schema);
}

class SchemaMaker {
 public:
  JsonValue whole() {
    definitions_ = parsed(kPlainForms);
    JsonValue schema = parsed(kHead);
    JsonValue document = object(document_shape());
    for (JsonValue& member : document.children) schema.children.push_back(std::move(member));
    schema.add("$defs", std::move(definitions_));
    return schema;
  }

 private:
  /// Of a value with this shape. `key` is that of its field, or of the field around it.
  JsonValue of(const Shape& shape, std::string_view key);
  JsonValue number_within(const Shape& shape, std::string_view type);
  JsonValue list(const Shape& shape, std::string_view key);
  JsonValue map(const Shape& shape, std::string_view key);
  JsonValue name(const Shape& shape);
  JsonValue object(const Shape& shape);
  JsonValue properties(std::span<const Field> fields);

  /// A reference to `$defs/name`, which `make` makes where it is not there yet.
  template <class Make>
  JsonValue defined(std::string_view name, Make make) {
    if (definitions_.find(name) == nullptr) {
      definitions_.add(name, {});  // holds its place, and ends recursion
      JsonValue made = make();
      made.key = name;
      *definitions_.find(name) = std::move(made);
    }
    return reference_to(name);
  }

  JsonValue definitions_;
};

JsonValue SchemaMaker::of(const Shape& shape, std::string_view key) {
  switch (shape.kind) {
    case Kind::String: return of_type("string");
    case Kind::Name: return defined("name", [&] { return name(shape); });
    case Kind::Id: return reference_to("id");
    case Kind::Reference:
      if (shape.words.empty()) return reference_to("id");
      return any_of({enumeration(labelled(shape.words)), reference_to("id")});
    case Kind::Word: return enumeration(labelled(shape.words));
    case Kind::Catalogue: return catalogue_word(shape.catalogue);
    case Kind::Country: return defined("country", country);
    case Kind::Date: return reference_to("date");
    case Kind::Integer: return number_within(shape, "integer");
    case Kind::Number: return number_within(shape, "number");
    case Kind::Boolean: return of_type("boolean");
    case Kind::Array: return list(shape, key);
    case Kind::Object: return defined(shape.name, [&] { return object(shape); });
    case Kind::Map: return map(shape, key);
    case Kind::Union: break;
  }
  std::vector<JsonValue> forms;
  for (const Shape* form : shape.alternatives) forms.push_back(of(*form, key));
  return any_of(std::move(forms));
}

JsonValue SchemaMaker::number_within(const Shape& shape, std::string_view type) {
  JsonValue schema = of_type(type);
  if (shape.minimum > std::numeric_limits<double>::lowest()) {
    schema.add("minimum", number(shape.minimum));
  }
  if (shape.maximum < std::numeric_limits<double>::max()) {
    schema.add("maximum", number(shape.maximum));
  }
  return schema;
}

JsonValue SchemaMaker::list(const Shape& shape, std::string_view key) {
  JsonValue schema = of_type("array");
  schema.add("items", of(*shape.element, key));
  if (shape.min_items > 0) schema.add("minItems", number(shape.min_items));
  if (shape.max_items < std::numeric_limits<std::size_t>::max()) {
    schema.add("maxItems", number(shape.max_items));
  }
  return schema;
}

JsonValue SchemaMaker::map(const Shape& shape, std::string_view key) {
  if (!shape.keyed) {
    return object_with(properties({}), of(*shape.element, key));
  }
  return defined(key, [&] {
    const JsonValue value =
        defined(fmt::format("{}_value", key), [&] { return of(*shape.element, key); });
    JsonValue words = JsonValue::object();
    for (const GuidelineEntry* entry : catalogue_entries(shape.catalogue)) {
      words.add(entry->id, described(entry->title, value));
    }
    JsonValue common = properties({});
    std::ranges::move(common.children, std::back_inserter(words.children));
    return object_with(std::move(words), value);
  });
}

JsonValue SchemaMaker::name(const Shape& shape) {
  JsonValue schema = object_with(properties(shape.fields), JsonValue::boolean(false));
  schema.find("type")->kind = JsonValue::Kind::Array;
  schema.find("type")->children = {JsonValue::string("string"), JsonValue::string("object")};
  schema.add("anyOf", parsed(R"([{"required": ["ja"]}, {"required": ["en"]}])"));
  return described({"a text, or one for each language", "文字列、または言語ごとの文字列"}, schema);
}

JsonValue SchemaMaker::object(const Shape& shape) {
  JsonValue schema = object_with(properties(shape.fields), JsonValue::boolean(false));
  JsonValue required = required_keys(shape.fields);
  if (!required.children.empty()) schema.add("required", std::move(required));
  if (!shape.exactly_one.empty()) schema.add("oneOf", exactly_one_of(shape.exactly_one));
  if (shape.record == RecordKind::Contract) schema.add("allOf", parsed(kContractConditions));
  if (shape.record == RecordKind::Terms) schema.add("allOf", parsed(kTermsConditions));
  return described(shape.doc, std::move(schema));
}

JsonValue SchemaMaker::properties(std::span<const Field> fields) {
  JsonValue schemas = JsonValue::object();
  for (const std::span<const Field> some : {fields, common_fields()}) {
    for (const Field& field : some) {
      JsonValue schema = described(field.doc, of(*field.shape, field.key));
      if (!field.fallback.empty()) schema.add("default", parsed(field.fallback));
      schemas.add(field.key, std::move(schema));
    }
  }
  return schemas;
}

}  // namespace

std::string write_schema() { return write_json(SchemaMaker().whole()); }

}  // namespace musubi
