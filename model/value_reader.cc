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

std::vector<std::string_view> texts(std::span<const Word> words) {
  std::vector<std::string_view> all;
  for (const Word& word : words) all.push_back(word.text);
  return all;
}

const Word* find_word(std::span<const Word> words, std::string_view text) {
  for (const Word& word : words) {
    if (same_text(word.text, text)) return &word;
  }
  return nullptr;
}

/// Four digits, a dash and so on, whatever the day.
bool has_form_of_date(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  return std::ranges::equal(
      text, kForm, [](char c, char form) { return form == '-' ? c == '-' : c >= '0' && c <= '9'; });
}

}  // namespace

bool ValueReader::read_any(const Shape& shape, Value& value) {
  using Kind = Shape::Kind;
  switch (shape.kind) {
    case Kind::Id: return read_id(value);
    case Kind::Reference: return read_reference(shape, value);
    case Kind::Word: return read_word(shape, value);
    case Kind::Catalogue: return read_catalogue_word(shape, value);
    case Kind::Country: return read_country(value);
    case Kind::Date: return read_date(value);
    case Kind::Integer: return read_integer(shape, value);
    case Kind::Number: return read_number(shape, value);
    default: return true;
  }
}

/// What may be an id has its symbol already; what has none cannot be one.
bool ValueReader::read_id(Value& value) {
  if (value.symbol.valid()) return true;
  const auto fault = find_id_fault(value.text);
  assert(fault);  // the tables know all keys under which an id may stand
  if (fault) diagnostics_.add(mistake::invalid_id(value.where, value.text, *fault));
  return false;
}

bool ValueReader::read_reference(const Shape& shape, Value& value) {
  if (const Word* word = find_word(shape.words, value.text)) {
    value.word = word->value;
    value.symbol = {};
    return true;
  }
  if (!read_id(value)) return false;
  refer(shape, value);
  return true;
}

bool ValueReader::read_word(const Shape& shape, Value& value) {
  const Word* word = find_word(shape.words, value.text);
  if (word == nullptr) {
    const std::vector<std::string_view> known = texts(shape.words);
    diagnostics_.add(
        mistake::unknown_word(value.where, value.text, known, nearest(value.text, known)));
    return false;
  }
  value.word = word->value;
  return true;
}

bool ValueReader::read_catalogue_word(const Shape& shape, Value& value) {
  if (find_catalogue_entry(shape.catalogue, value.text) == nullptr) {
    unlinked_.words.push_back(
        {.catalogue = shape.catalogue, .word = std::string(value.text), .where = value.where});
    value.symbol = {};
  }
  return true;
}

bool ValueReader::read_country(const Value& value) {
  if (is_country_code(value.text)) return true;
  diagnostics_.add(mistake::unknown_country(value.where, value.text));
  return false;
}

bool ValueReader::read_date(Value& value) {
  if (const auto date = Date::parse(value.text)) {
    value.date = *date;
    return true;
  }
  diagnostics_.add(has_form_of_date(value.text) ? mistake::impossible_date(value.where, value.text)
                                                : mistake::malformed_date(value.where, value.text));
  return false;
}

bool ValueReader::read_integer(const Shape& shape, Value& value) {
  if (!read_number(shape, value)) return false;
  // 1.0 is a whole number to JSON, and to the schema.
  if (std::trunc(value.number) != value.number) {
    diagnostics_.add(mistake::not_whole(value.where, value.text));
    return false;
  }
  value.integer = static_cast<std::int32_t>(value.number);
  return true;
}

bool ValueReader::read_number(const Shape& shape, Value& value) {
  const char* const begin = value.text.data();
  const char* const end = begin + value.text.size();
  const auto [stop, error] = std::from_chars(begin, end, value.number);
  // A number too close to zero to be held is refused like one that is too large.
  if (error != std::errc() || stop != end || !std::isfinite(value.number) ||
      value.number < shape.minimum || value.number > shape.maximum) {
    diagnostics_.add(mistake::out_of_range(value.where, value.text, shape));
    return false;
  }
  return true;
}

}  // namespace musubi
