#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/json_tree.h"
#include "model/text.h"

namespace musubi::cli {

/// Writes one JSON value, indented by two spaces. Calls have to make up a well-formed document:
/// keys inside objects only, and each followed by one value. What is no UTF-8 is replaced by
/// U+FFFD.
class JsonWriter {
 public:
  JsonWriter();
  ~JsonWriter();
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter(JsonWriter&&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;
  JsonWriter& operator=(JsonWriter&&) = delete;

  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  void key(std::string_view name);

  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool boolean);
  void value(std::uint64_t number);
  void value(std::int64_t number);
  void value(unsigned number) { value(std::uint64_t{number}); }
  void value(int number) { value(std::int64_t{number}); }
  void value(double number);
  void null();
  /// {"en": …, "ja": …}
  void value(const Text& text);
  void value(const Phrase& phrase);
  /// A tree as it was read; numbers as they were written.
  void value(const JsonValue& tree);

  template <class Value>
  void member(std::string_view name, const Value& content) {
    key(name);
    value(content);
  }
  /// null for an empty text.
  void member_or_null(std::string_view name, std::string_view text);
  void null_member(std::string_view name) {
    key(name);
    null();
  }
  /// A list of texts.
  template <class Texts>
  void list_member(std::string_view name, const Texts& texts) {
    key(name);
    begin_array();
    for (const auto& text : texts) value(text);
    end_array();
  }

  /// How many bytes were written and not taken.
  [[nodiscard]] std::size_t pending() const;
  /// Takes them out, so that a long document need not be held as a whole.
  [[nodiscard]] std::string take();

  /// The document, with a line end. Precondition: it is complete, and nothing was taken.
  [[nodiscard]] std::string text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace musubi::cli
