#include "model/canonical.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "model/catalogues.h"
#include "model/fields.h"
#include "model/json_layout.h"

namespace musubi {
namespace {

/// Where a key stands among its siblings: own keys, common keys, others, the user's own.
std::size_t rank_of_key(const Shape& shape, std::string_view key) {
  std::size_t rank = 0;
  for (const std::span<const Field> fields : {shape.fields, common_fields()}) {
    const auto found = std::ranges::find(fields, key, &Field::key);
    rank += static_cast<std::size_t>(found - fields.begin());
    if (found != fields.end()) return rank;
  }
  return is_extension(key) ? rank + 1 : rank;
}

std::size_t rank_of_word(Catalogue catalogue, std::string_view word) {
  const auto words = catalogue_entries(catalogue);
  const auto found = std::ranges::find(words, word, &GuidelineEntry::id);
  return static_cast<std::size_t>(found - words.begin());
}

template <class Rank>
void sort_members(JsonValue& object, Rank rank) {
  std::ranges::stable_sort(object.children, {},
                           [&rank](const JsonValue& member) { return rank(member.key); });
}

/// The alternative of a union that holds such a container; null where none does.
const Shape* alternative_for(const Shape& shape, JsonValue::Kind kind) {
  for (const Shape* alternative : shape.alternatives) {
    const bool array = alternative->kind == Shape::Kind::Array;
    const bool object = alternative->kind == Shape::Kind::Object ||
                        alternative->kind == Shape::Kind::Name ||
                        alternative->kind == Shape::Kind::Map;
    if (kind == JsonValue::Kind::Array ? array : object) return alternative;
  }
  return nullptr;
}

void order_value(JsonValue& value, const Shape* shape);

void order_object(JsonValue& object, const Shape& shape) {
  sort_members(object, [&shape](std::string_view key) { return rank_of_key(shape, key); });
  for (JsonValue& member : object.children) {
    const Field* field = find_field(shape, member.key);
    if (field != nullptr) order_value(member, field->shape);
  }
}

/// Puts the keys of a value and of everything in it into their order. Null: the user's own value.
void order_value(JsonValue& value, const Shape* shape) {
  if (shape == nullptr || !value.is_container()) return;
  switch (shape->kind) {
    case Shape::Kind::Name:
    case Shape::Kind::Object: return order_object(value, *shape);
    case Shape::Kind::Union: return order_value(value, alternative_for(*shape, value.kind));
    case Shape::Kind::Map:
      if (shape->keyed) {
        sort_members(value,
                     [shape](std::string_view key) { return rank_of_word(shape->catalogue, key); });
      }
      break;
    case Shape::Kind::Array: break;
    default: return;
  }
  for (JsonValue& child : value.children) order_value(child, shape->element);
}

/// What only the files named on the command line decide.
constexpr std::array<std::string_view, 4> kSettings = {"name", "as_of", "guideline", "policy"};

bool is_table(std::string_view key) {
  const Field* field = find_field(document_shape(), key);
  return field != nullptr && field->shape->kind == Shape::Kind::Array &&
         field->shape->element->record.has_value();
}

/// Moves one member of a file into the merged document; false where an earlier file says otherwise.
bool merge_member(JsonValue& document, JsonValue&& member, bool named) {
  if (member.key == "include" ||
      (!named && std::ranges::find(kSettings, member.key) != kSettings.end())) {
    return true;
  }
  JsonValue* earlier = document.find(member.key);
  if (earlier == nullptr) {
    document.children.push_back(std::move(member));
    return true;
  }
  if (!is_table(member.key)) return member.key == "$schema" || *earlier == member;
  std::ranges::move(member.children, std::back_inserter(earlier->children));
  return true;
}

}  // namespace

void order_keys(JsonValue& value, const Shape& shape) { order_value(value, &shape); }

std::string write_canonical(JsonValue document) {
  order_keys(document, document_shape());
  return write_json(document);
}

std::string write_canonical(JsonValue record, RecordKind kind) {
  order_keys(record, record_shape(kind));
  return write_json(record);
}

MergedDocument merge_documents(std::vector<MergeSource> sources) {
  MergedDocument merged{.document = JsonValue::object()};
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (JsonValue& member : sources[i].document.children) {
      const std::string key = member.key;
      if (!merge_member(merged.document, std::move(member), sources[i].named)) {
        merged.left_out.push_back({.source = i, .key = key});
      }
    }
  }
  return merged;
}

}  // namespace musubi
