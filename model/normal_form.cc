#include "model/normal_form.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "model/canonical.h"

namespace musubi {
namespace {

using Kind = JsonValue::Kind;

bool by_value(const JsonValue& left, const JsonValue& right) {
  return std::is_lt(compare_values(left, right));
}

bool is_object(const Shape& shape) {
  return shape.kind == Shape::Kind::Object || shape.kind == Shape::Kind::Name ||
         shape.kind == Shape::Kind::Map;
}

const Shape* alternative(const Shape& shape, Kind kind) {
  const auto fits = [kind](const Shape* one) {
    if (kind == Kind::Array) return one->kind == Shape::Kind::Array;
    return is_object(*one) ? kind == Kind::Object
                           : one->kind != Shape::Kind::Array && kind != Kind::Object;
  };
  const auto found = std::ranges::find_if(shape.alternatives, fits);
  return found == shape.alternatives.end() ? nullptr : *found;
}

class Normalizer {
 public:
  explicit Normalizer(const Renames& renames) : renames_(renames) {}

  // Null: the user's own value, of which nobody knows the shape.
  void normalize(JsonValue& value, const Shape* shape) const {
    if (shape == nullptr) return sort_members(value);
    switch (shape->kind) {
      case Shape::Kind::Name: return shorten_name(value);
      case Shape::Kind::Id:
      case Shape::Kind::Reference: return rename(value, *shape);
      case Shape::Kind::Integer:
      case Shape::Kind::Number: return rewrite_number(value);
      case Shape::Kind::Array: return normalize_list(value, *shape);
      case Shape::Kind::Object: return normalize_object(value, *shape);
      case Shape::Kind::Map:
        for (JsonValue& member : value.children) normalize(member, shape->element);
        std::ranges::sort(value.children, {}, &JsonValue::key);
        return;
      case Shape::Kind::Union: return normalize_union(value, *shape);
      default: return;
    }
  }

 private:
  static void sort_members(JsonValue& value) {
    for (JsonValue& child : value.children) sort_members(child);
    if (value.kind == Kind::Object) std::ranges::sort(value.children, {}, &JsonValue::key);
  }

  // A language that is missing falls back to the other.
  static void shorten_name(JsonValue& value) {
    if (value.kind != Kind::Object) return;
    std::ranges::sort(value.children, {}, &JsonValue::key);
    std::erase_if(value.children, [](const JsonValue& text) { return text.text.empty(); });
    const bool is_same = std::ranges::all_of(value.children, [&](const JsonValue& text) {
      return text.text == value.children.front().text;
    });
    if (!is_same) return;
    JsonValue text =
        JsonValue::string(value.children.empty() ? std::string_view() : value.children[0].text);
    text.key = std::move(value.key);
    value = std::move(text);
  }

  void rename(JsonValue& value, const Shape& shape) const {
    if (std::ranges::find(shape.words, value.text, &Word::text) != shape.words.end()) return;
    const auto found = renames_.find(value.text);
    if (found != renames_.end()) value.text = found->second;
  }

  static void rewrite_number(JsonValue& value) {
    double number = 0;
    const char* const end = value.text.data() + value.text.size();
    if (std::from_chars(value.text.data(), end, number).ptr == end) {
      value.text = fmt::format("{}", number);
    }
  }

  void normalize_list(JsonValue& value, const Shape& shape) const {
    for (JsonValue& element : value.children) normalize(element, shape.element);
    std::ranges::sort(value.children, by_value);
  }

  void normalize_object(JsonValue& value, const Shape& shape) const {
    std::erase_if(value.children, [&](JsonValue& member) {
      const Field* const field = find_field(shape, member.key);
      normalize(member, field == nullptr ? nullptr : field->shape);
      return field != nullptr && says_nothing(member, *field);
    });
    std::ranges::sort(value.children, {}, &JsonValue::key);
  }

  // Whether it is what the absent key means.
  static bool says_nothing(const JsonValue& value, const Field& field) {
    if (field.fallback.empty() || value.is_container()) return false;
    std::string_view meant = field.fallback;
    if (meant.front() == '"') meant = meant.substr(1, meant.size() - 2);
    return value.text == meant;
  }

  void normalize_union(JsonValue& value, const Shape& shape) const {
    const Shape* const chosen = alternative(shape, value.kind);
    normalize(value, chosen);
    if (chosen == nullptr) return;
    if (chosen->kind == Shape::Kind::Object) return shorten_object(value, shape, *chosen);
    if (chosen->kind == Shape::Kind::Word) wrap_word(value, shape, *chosen);
  }

  // An object that says no more than the plain value would, which is that of its first key.
  static void shorten_object(JsonValue& value, const Shape& shape, const Shape& object) {
    if (value.children.size() != 1 || value.children[0].key != object.fields[0].key) return;
    if (alternative(shape, value.children[0].kind) == nullptr) return;
    JsonValue plain = std::move(value.children[0]);
    plain.key = std::move(value.key);
    value = std::move(plain);
  }

  // One word where a list of the same words may stand is a list of one.
  static void wrap_word(JsonValue& value, const Shape& shape, const Shape& word) {
    const Shape* const list = alternative(shape, Kind::Array);
    if (list == nullptr || list->element->words.data() != word.words.data()) return;
    JsonValue wrapped = JsonValue::array();
    wrapped.key = std::exchange(value.key, {});
    wrapped.children.push_back(std::move(value));
    value = std::move(wrapped);
  }

  const Renames& renames_;
};

}  // namespace

JsonValue normal_form(JsonValue value, const Shape& shape, const Renames& renames) {
  Normalizer(renames).normalize(value, &shape);
  order_keys(value, shape);
  return value;
}

std::strong_ordering compare_values(const JsonValue& left, const JsonValue& right) {
  if (const auto order = left.kind <=> right.kind; std::is_neq(order)) return order;
  if (const auto order = left.text <=> right.text; std::is_neq(order)) return order;
  return std::lexicographical_compare_three_way(
      left.children.begin(), left.children.end(), right.children.begin(), right.children.end(),
      [](const JsonValue& a, const JsonValue& b) {
        const auto order = a.key <=> b.key;
        return std::is_neq(order) ? order : compare_values(a, b);
      });
}

}  // namespace musubi
