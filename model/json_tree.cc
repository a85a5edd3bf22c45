#include "model/json_tree.h"

#include <algorithm>
#include <utility>

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

namespace musubi {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view without_byte_order_mark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

/// Builds the tree from RapidJSON's events. A container that is still open is the last child of
/// the one around it, so pointers to open containers stay valid.
class TreeBuilder {
 public:
  bool Null() { return leaf(JsonValue::Kind::Null, "null"); }
  bool Bool(bool value) { return leaf(JsonValue::Kind::Boolean, value ? "true" : "false"); }
  bool RawNumber(const char* digits, rapidjson::SizeType length, bool /*copy*/) {
    return leaf(JsonValue::Kind::Number, {digits, length});
  }
  bool String(const char* text, rapidjson::SizeType length, bool /*copy*/) {
    return leaf(JsonValue::Kind::String, {text, length});
  }
  bool Key(const char* text, rapidjson::SizeType length, bool /*copy*/) {
    key_.assign(text, length);
    return true;
  }
  bool StartObject() { return open(JsonValue::Kind::Object); }
  bool StartArray() { return open(JsonValue::Kind::Array); }
  bool EndObject(rapidjson::SizeType /*members*/) { return close(); }
  bool EndArray(rapidjson::SizeType /*elements*/) { return close(); }
  // With kParseNumbersAsStringsFlag every number is a RawNumber.
  bool Int(int /*value*/) { return false; }
  bool Uint(unsigned /*value*/) { return false; }
  bool Int64(std::int64_t /*value*/) { return false; }
  bool Uint64(std::uint64_t /*value*/) { return false; }
  bool Double(double /*value*/) { return false; }

  [[nodiscard]] JsonValue take() { return std::move(root_); }

 private:
  JsonValue& place() {
    if (open_.empty()) return root_;
    JsonValue& value = open_.back()->children.emplace_back();
    if (open_.back()->kind == JsonValue::Kind::Object) value.key = std::exchange(key_, {});
    return value;
  }
  bool leaf(JsonValue::Kind kind, std::string_view text) {
    JsonValue& value = place();
    value.kind = kind;
    value.text = text;
    return true;
  }
  bool open(JsonValue::Kind kind) {
    if (open_.size() == kMaxJsonDepth) return false;
    JsonValue& value = place();
    value.kind = kind;
    open_.push_back(&value);
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  JsonValue root_;
  std::string key_;
  std::vector<JsonValue*> open_;
};

/// The offset after the string that begins at `begin`, its opening quote.
std::size_t end_of_string(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin + 1; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return text.size();
}

}  // namespace

JsonValue JsonValue::boolean(bool value) {
  return {.kind = Kind::Boolean, .text = value ? "true" : "false"};
}

JsonValue JsonValue::number(std::string digits) {
  return {.kind = Kind::Number, .text = std::move(digits)};
}

JsonValue JsonValue::string(std::string_view text) {
  return {.kind = Kind::String, .text = std::string(text)};
}

JsonValue JsonValue::array(std::vector<JsonValue> elements) {
  return {.kind = Kind::Array, .children = std::move(elements)};
}

JsonValue JsonValue::object() { return {.kind = Kind::Object}; }

JsonValue& JsonValue::add(std::string_view member_key, JsonValue value) {
  value.key = member_key;
  return children.emplace_back(std::move(value));
}

const JsonValue* JsonValue::find(std::string_view member_key) const {
  const auto found = std::ranges::find(children, member_key, &JsonValue::key);
  return found == children.end() ? nullptr : &*found;
}

JsonValue* JsonValue::find(std::string_view member_key) {
  const auto found = std::ranges::find(children, member_key, &JsonValue::key);
  return found == children.end() ? nullptr : &*found;
}

std::optional<JsonValue> read_json_tree(std::string_view text) {
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseCommentsFlag |
                              rapidjson::kParseTrailingCommasFlag |
                              rapidjson::kParseNumbersAsStringsFlag |
                              rapidjson::kParseValidateEncodingFlag;
  const std::string_view json = without_byte_order_mark(text);
  rapidjson::MemoryStream stream(json.data(), json.size());
  rapidjson::Reader reader;
  TreeBuilder builder;
  const auto result = reader.Parse<kFlags>(stream, builder);
  // The stream shows a NUL at its end, so one within the text could pass for it.
  if (result.IsError() || stream.Tell() != json.size()) return std::nullopt;
  return builder.take();
}

bool has_comments(std::string_view text) {
  std::size_t at = text.find_first_of("\"/");
  while (at != std::string_view::npos) {
    if (text[at] == '/') return true;
    at = text.find_first_of("\"/", end_of_string(text, at));
  }
  return false;
}

}  // namespace musubi
