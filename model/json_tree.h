#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace musubi {

/// A JSON value as it was written: members keep their order and numbers their digits. For what
/// rearranges documents without understanding them; a model is read by `read_model`.
struct JsonValue {
  enum class Kind : std::uint8_t { Null, Boolean, Number, String, Array, Object };

  Kind kind = Kind::Null;
  std::string key;   // of a member of an object
  std::string text;  // of a string, decoded; of a number or a boolean, as written
  std::vector<JsonValue> children;

  [[nodiscard]] static JsonValue boolean(bool value);
  [[nodiscard]] static JsonValue number(std::string digits);
  [[nodiscard]] static JsonValue string(std::string_view text);
  [[nodiscard]] static JsonValue array(std::vector<JsonValue> elements = {});
  [[nodiscard]] static JsonValue object();

  /// Appends a member to an object, and returns it.
  JsonValue& add(std::string_view member_key, JsonValue value);
  /// The first member with this key; null where there is none. O(number of members).
  [[nodiscard]] const JsonValue* find(std::string_view member_key) const;
  [[nodiscard]] JsonValue* find(std::string_view member_key);

  [[nodiscard]] bool is_container() const { return kind == Kind::Array || kind == Kind::Object; }
  friend bool operator==(const JsonValue&, const JsonValue&) = default;
};

/// How many arrays and objects may stand inside one another in a model file.
inline constexpr std::size_t kMaxJsonDepth = 64;

/// The tree of a text in the syntax of model files: JSON in UTF-8, a byte-order mark, comments and
/// trailing commas allowed. Nothing for any other text and for one nested deeper than
/// `kMaxJsonDepth`; why, and where, `read_model` says. Linear.
[[nodiscard]] std::optional<JsonValue> read_json_tree(std::string_view text);

/// Whether there are comments in such a text. Precondition: it can be read.
[[nodiscard]] bool has_comments(std::string_view text);

}  // namespace musubi
