#pragma once

#include <string_view>

#include "model/diagnostic.h"
#include "model/fields.h"
#include "model/ids.h"
#include "model/mistakes.h"
#include "model/source.h"
#include "model/unlinked.h"

namespace musubi {

/// A string, a number, a boolean or null of a file.
struct Token {
  mistake::JsonType type{};
  std::string_view text;  // of a string: decoded; of a number: as written
  Symbol symbol;          // of a string that may be an id, where it has one
  bool boolean = false;
  SourceLocation where;
};

/// The form of a shape, which may be a union, that takes a value of this type; null where none
/// does.
[[nodiscard]] const Shape* find_form(const Shape& shape, mistake::JsonType type);

/// Turns single values into what the records hold, and says what is wrong with them.
class ValueReader {
 public:
  ValueReader(Unlinked& unlinked, Diagnostics& diagnostics)
      : unlinked_(unlinked), diagnostics_(diagnostics) {}

  /// Adds to `value`, which has what is the same for all shapes, what this one makes of the token.
  /// False where the value may not be stored; why has been reported then. Precondition: the shape
  /// is no union and accepts the type of the token.
  [[nodiscard]] bool read(const Shape& shape, const Token& token, Value& value);

 private:
  [[nodiscard]] bool read_id(const Token& token, Value& value);
  [[nodiscard]] bool read_reference(const Shape& shape, const Token& token, Value& value);
  [[nodiscard]] bool read_word(const Shape& shape, const Token& token, Value& value);
  [[nodiscard]] bool read_catalogue_word(const Shape& shape, const Token& token, Value& value);
  [[nodiscard]] bool read_country(const Token& token);
  [[nodiscard]] bool read_date(const Token& token, Value& value);
  [[nodiscard]] bool read_integer(const Shape& shape, const Token& token, Value& value);
  [[nodiscard]] bool read_number(const Shape& shape, const Token& token, Value& value);

  Unlinked& unlinked_;
  Diagnostics& diagnostics_;
};

}  // namespace musubi
