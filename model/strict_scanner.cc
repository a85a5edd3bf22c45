#include "model/strict_scanner.h"

#include <cstddef>
#include <cstdint>
#include <simdjson.h>
#include <string_view>
#include <utility>

#include "model/encoding.h"
#include "model/json_tree.h"
#include "model/source.h"
#include "model/symbols.h"

namespace musubi {
namespace {

namespace ondemand = simdjson::ondemand;
using Kind = JsonEvent::Kind;

static_assert(kTextPadding >= simdjson::SIMDJSON_PADDING);

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// A value as it is written, without the white space behind it.
std::string_view written(ondemand::value& value) {
  std::string_view token = value.raw_json_token();
  while (!token.empty() && is_space(token.back())) token.remove_suffix(1);
  return token;
}

/// Walks through one text. Functions that return a bool return false where the walk ends; why is
/// in `outcome_`.
class Walk {
 public:
  Walk(std::string_view text, std::size_t begin, Arena& decoded, EventBlocks& events)
      : text_(text), begin_(begin), decoded_(decoded), events_(events) {}

  StrictScan run() {
    const std::size_t size = text_.size() - begin_;
    const char* const json = text_.data() + begin_;
    if (parser_.iterate(json, size, size + kTextPadding).get(document_) != simdjson::SUCCESS) {
      return StrictScan::GaveUp;
    }
    ondemand::value root;
    if (document_.get_value().get(root) != simdjson::SUCCESS) return StrictScan::GaveUp;
    const bool is_whole = on_value(root);
    return is_whole && next() != text_.data() + text_.size() ? StrictScan::GaveUp : outcome_;
  }

 private:
  bool give_up() {
    outcome_ = StrictScan::GaveUp;
    return false;
  }
  bool add(const JsonEvent& event) {
    if (events_.add(event)) return true;
    outcome_ = StrictScan::Stopped;
    return false;
  }
  /// Where the next bracket, comma, colon or value stands; the end of the text where there is none.
  [[nodiscard]] const char* next() {
    const char* place = nullptr;
    const bool is_behind = document_.current_location().get(place) == simdjson::OUT_OF_BOUNDS;
    return is_behind ? text_.data() + text_.size() : place;
  }
  [[nodiscard]] std::uint32_t offset_of(const char* place) const {
    return static_cast<std::uint32_t>(place - text_.data());
  }
  [[nodiscard]] std::uint32_t offset_of(std::string_view part) const {
    return offset_of(part.begin());
  }

  // NOLINTNEXTLINE(misc-no-recursion): no deeper than `kMaxJsonDepth`
  bool on_value(ondemand::value& value) {
    const std::string_view token = written(value);
    if (token.empty()) return give_up();
    switch (token.front()) {
      case '{': return on_object(value, offset_of(token));
      case '[': return on_array(value, offset_of(token));
      case '"': return on_string(value, token);
      case 't':
      case 'f': return on_boolean(value, offset_of(token));
      case 'n': return on_null(value, offset_of(token));
      default: return on_number(value, token);
    }
  }

  // NOLINTNEXTLINE(misc-no-recursion): no deeper than `kMaxJsonDepth`
  bool on_object(ondemand::value& value, std::uint32_t offset) {
    if (!open(Kind::Object, offset)) return false;
    ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) return give_up();
    for (auto next : object) {
      ondemand::field field;
      if (std::move(next).get(field) != simdjson::SUCCESS) return give_up();
      ondemand::value inner = field.value();
      if (!on_key(field) || !on_value(inner)) return false;
    }
    return close();
  }

  // NOLINTNEXTLINE(misc-no-recursion): no deeper than `kMaxJsonDepth`
  bool on_array(ondemand::value& value, std::uint32_t offset) {
    if (!open(Kind::Array, offset)) return false;
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return give_up();
    for (auto next : array) {
      ondemand::value inner;
      if (std::move(next).get(inner) != simdjson::SUCCESS) return give_up();
      if (!on_value(inner)) return false;
    }
    return close();
  }

  bool open(Kind kind, std::uint32_t offset) {
    if (!add({.offset = offset, .kind = kind})) return false;
    if (++depth_ <= kMaxJsonDepth) return true;
    outcome_ = StrictScan::Stopped;
    return false;
  }

  /// Nothing but white space lies between the end of a container and what comes next.
  bool close() {
    --depth_;
    const char* behind = next();
    while (is_space(behind[-1])) --behind;
    return add({.offset = offset_of(behind), .kind = Kind::End});
  }

  bool on_key(ondemand::field& field) {
    const char* const begin = field.key().raw();
    const char* end = begin;
    while (*end != '"' && *end != '\\') ++end;
    std::string_view key(begin, static_cast<std::size_t>(end - begin));
    if (*end == '\\' && !decode(field.unescaped_key(), key)) return give_up();
    return add({.text = key.data(),
                .length = static_cast<std::uint32_t>(key.size()),
                .offset = offset_of(begin - 1),
                .kind = Kind::Key});
  }

  bool on_string(ondemand::value& value, std::string_view token) {
    if (token.back() != '"') return give_up();  // there is something else behind it
    std::string_view string = token.substr(1, token.size() - 2);
    const bool is_read = string.find('\\') == std::string_view::npos
                             ? value.get_raw_json_string().error() == simdjson::SUCCESS
                             : decode(value.get_string(), string);
    if (!is_read) return give_up();
    return add({.text = string.data(),
                .length = static_cast<std::uint32_t>(string.size()),
                .offset = offset_of(token),
                .hash = SymbolTable::hash_of(string),
                .kind = Kind::String});
  }

  bool decode(simdjson::simdjson_result<std::string_view>&& escaped, std::string_view& decoded) {
    if (std::move(escaped).get(decoded) != simdjson::SUCCESS || has_surrogate(decoded))
      return false;
    decoded = decoded_.copy(decoded).view();
    return true;
  }

  bool on_boolean(ondemand::value& value, std::uint32_t offset) {
    bool is_true = false;
    if (value.get_bool().get(is_true) != simdjson::SUCCESS) return give_up();
    return add({.offset = offset, .kind = is_true ? Kind::True : Kind::False});
  }

  bool on_null(ondemand::value& value, std::uint32_t offset) {
    bool is_null = false;
    if (value.is_null().get(is_null) != simdjson::SUCCESS || !is_null) return give_up();
    return add({.offset = offset, .kind = Kind::Null});
  }

  /// Numbers are handed on as they are written; here they only have to be some. What is too large
  /// for one is not for this way to say.
  bool on_number(ondemand::value& value, std::string_view token) {
    const bool has_exponent = token.find_first_of("eE") != std::string_view::npos;
    if (has_exponent || value.get_double().error() != simdjson::SUCCESS) return give_up();
    return add({.text = token.data(),
                .length = static_cast<std::uint32_t>(token.size()),
                .offset = offset_of(token),
                .kind = Kind::Number});
  }

  std::string_view text_;
  std::size_t begin_;
  Arena& decoded_;
  EventBlocks& events_;
  ondemand::parser parser_;
  ondemand::document document_;
  std::size_t depth_ = 0;
  StrictScan outcome_ = StrictScan::Whole;
};

}  // namespace

StrictScan scan_strictly(std::string_view text, std::size_t begin, Arena& decoded,
                         EventBlocks& events) {
  return Walk(text, begin, decoded, events).run();
}

}  // namespace musubi
