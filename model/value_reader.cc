#include "model/value_reader.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "model/catalogues.h"
#include "model/country.h"
#include "model/date.h"
#include "model/identifier.h"
#include "model/nearest.h"
#include "model/same_text.h"

namespace musubi {
namespace {

using mistake::JsonType;

std::vector<std::string_view> texts(std::span<const Word> words) {
  std::vector<std::string_view> all;
  for (const Word& word : words) all.push_back(word.text);
  return all;
}

const Word* find_word(std::span<const Word> words, std::string_view text) {
  const auto found =
      std::ranges::find_if(words, [text](const Word& word) { return same_text(word.text, text); });
  return found == words.end() ? nullptr : &*found;
}

/// Whether a shape of this kind, which is no union, may be a value of this type.
constexpr bool accepts(Shape::Kind kind, JsonType type) {
  using Kind = Shape::Kind;
  switch (kind) {
    case Kind::Name: return type == JsonType::String || type == JsonType::Object;
    case Kind::Integer:
    case Kind::Number: return type == JsonType::Number;
    case Kind::Boolean: return type == JsonType::Boolean;
    case Kind::Array: return type == JsonType::Array;
    case Kind::Object:
    case Kind::Map: return type == JsonType::Object;
    default: return type == JsonType::String;
  }
}

/// Four digits, a dash and so on, whatever the day.
bool has_form_of_date(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  return std::ranges::equal(
      text, kForm, [](char c, char form) { return form == '-' ? c == '-' : c >= '0' && c <= '9'; });
}

}  // namespace

const Shape* find_form(const Shape& shape, JsonType type) {
  if (shape.kind != Shape::Kind::Union) return accepts(shape.kind, type) ? &shape : nullptr;
  const auto form = std::ranges::find_if(
      shape.alternatives, [type](const Shape* one) { return accepts(one->kind, type); });
  return form == shape.alternatives.end() ? nullptr : *form;
}

bool ValueReader::read(const Shape& shape, const Token& token, Value& value) {
  using Kind = Shape::Kind;
  switch (shape.kind) {
    case Kind::Id: return read_id(token, value);
    case Kind::Reference: return read_reference(shape, token, value);
    case Kind::Word: return read_word(shape, token, value);
    case Kind::Catalogue: return read_catalogue_word(shape, token, value);
    case Kind::Country: return read_country(token);
    case Kind::Date: return read_date(token, value);
    case Kind::Integer: return read_integer(shape, token, value);
    case Kind::Number: return read_number(shape, token, value);
    default: return true;
  }
}

/// What may be an id has its symbol already; what has none cannot be one.
bool ValueReader::read_id(const Token& token, Value& value) {
  value.symbol = token.symbol;
  if (value.symbol.valid()) return true;
  const auto fault = find_id_fault(token.text);
  assert(fault);  // `use_of_key` knows all keys under which an id may stand
  if (fault) diagnostics_.add(mistake::invalid_id(token.where, token.text, *fault));
  return false;
}

bool ValueReader::read_reference(const Shape& shape, const Token& token, Value& value) {
  if (const Word* word = find_word(shape.words, token.text)) {
    value.word = word->value;
    return true;
  }
  if (!read_id(token, value)) return false;
  if (!unlinked_.is_met(value.symbol, shape.targets)) {
    unlinked_.references.emplace_back() = {
        .id = value.symbol, .targets = shape.targets, .where = token.where};
  }
  return true;
}

bool ValueReader::read_word(const Shape& shape, const Token& token, Value& value) {
  const Word* word = find_word(shape.words, token.text);
  if (word == nullptr) {
    const std::vector<std::string_view> known = texts(shape.words);
    diagnostics_.add(
        mistake::unknown_word(token.where, token.text, known, nearest(token.text, known)));
    return false;
  }
  value.word = word->value;
  return true;
}

bool ValueReader::read_catalogue_word(const Shape& shape, const Token& token, Value& value) {
  if (find_catalogue_entry(shape.catalogue, token.text) == nullptr) {
    unlinked_.words.push_back(
        {.catalogue = shape.catalogue, .word = std::string(token.text), .where = token.where});
    return true;
  }
  value.symbol = token.symbol;
  return true;
}

bool ValueReader::read_country(const Token& token) {
  if (is_country_code(token.text)) return true;
  diagnostics_.add(mistake::unknown_country(token.where, token.text));
  return false;
}

bool ValueReader::read_date(const Token& token, Value& value) {
  if (const auto date = Date::parse(token.text)) {
    value.date = *date;
    return true;
  }
  diagnostics_.add(has_form_of_date(token.text) ? mistake::impossible_date(token.where, token.text)
                                                : mistake::malformed_date(token.where, token.text));
  return false;
}

bool ValueReader::read_integer(const Shape& shape, const Token& token, Value& value) {
  if (!read_number(shape, token, value)) return false;
  // 1.0 is a whole number to JSON, and to the schema.
  if (std::trunc(value.number) != value.number) {
    diagnostics_.add(mistake::not_whole(token.where, token.text));
    return false;
  }
  value.integer = static_cast<std::int32_t>(value.number);
  return true;
}

bool ValueReader::read_number(const Shape& shape, const Token& token, Value& value) {
  const char* const begin = token.text.data();
  const char* const end = begin + token.text.size();
  const auto [stop, error] = std::from_chars(begin, end, value.number);
  // A number too close to zero to be held is refused like one that is too large.
  if (error != std::errc() || stop != end || !std::isfinite(value.number) ||
      value.number < shape.minimum || value.number > shape.maximum) {
    diagnostics_.add(mistake::out_of_range(token.where, token.text, shape));
    return false;
  }
  return true;
}

}  // namespace musubi
