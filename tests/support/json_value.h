#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace musubi::test {

/// A JSON document that tests make, change and write; nothing here reads one.
struct JsonValue {
  using Array = std::vector<JsonValue>;
  using Object = std::vector<std::pair<std::string, JsonValue>>;  // keys in the order of writing

  std::variant<bool, std::int64_t, std::string, Array, Object> value = false;

  JsonValue() = default;
  JsonValue(bool b) : value(b) {}                            // NOLINT(google-explicit-constructor)
  JsonValue(int number) : value(std::int64_t{number}) {}     // NOLINT(google-explicit-constructor)
  JsonValue(std::string text) : value(std::move(text)) {}    // NOLINT(google-explicit-constructor)
  JsonValue(const char* text) : value(std::string(text)) {}  // NOLINT(google-explicit-constructor)
  JsonValue(Array items) : value(std::move(items)) {}        // NOLINT(google-explicit-constructor)
  JsonValue(Object members) : value(std::move(members)) {}   // NOLINT(google-explicit-constructor)

  [[nodiscard]] Array* array() { return std::get_if<Array>(&value); }
  [[nodiscard]] Object* object() { return std::get_if<Object>(&value); }
  [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&value); }

  /// The member `key`, made where there is none. Precondition: an object.
  JsonValue& operator[](const std::string& key);
  /// The member `key`; null where there is none or this is no object.
  [[nodiscard]] const JsonValue* find(const std::string& key) const;
  /// Adds to the array that member `key` is, made where there is none.
  void append(const std::string& key, JsonValue item);
};

/// The members of the whole one a line, records (elements of top-level arrays) one a line too.
[[nodiscard]] std::string write(const JsonValue& document);

}  // namespace musubi::test
