#pragma once

#include <array>
#include <cstddef>

#include "model/diagnostic.h"
#include "model/fields.h"
#include "model/mistakes.h"
#include "model/unlinked.h"

namespace musubi {

/// By kind of shape: a bit for each type of JSON value that it may be; nothing for a union, of
/// which its forms tell. A table is read where the branches of a switch are guessed.
inline constexpr auto kAcceptedTypes = [] {
  using Kind = Shape::Kind;
  using enum mistake::JsonType;
  constexpr auto kBit = [](mistake::JsonType type) { return 1U << static_cast<unsigned>(type); };
  std::array<unsigned, static_cast<std::size_t>(Kind::Union) + 1> types{};
  types.fill(kBit(String));
  const auto of = [&types](Kind kind) -> unsigned& {
    return types[static_cast<std::size_t>(kind)];
  };
  of(Kind::Name) = kBit(String) | kBit(Object);
  of(Kind::Integer) = of(Kind::Number) = kBit(Number);
  of(Kind::Boolean) = kBit(Boolean);
  of(Kind::Array) = kBit(Array);
  of(Kind::Object) = of(Kind::Map) = kBit(Object);
  of(Kind::Union) = 0;
  return types;
}();

/// Whether a shape of this kind may be a value of this type; not for a union.
[[nodiscard]] inline bool accepts(Shape::Kind kind, mistake::JsonType type) {
  return (kAcceptedTypes[static_cast<std::size_t>(kind)] >> static_cast<unsigned>(type) & 1U) != 0;
}

/// The form of a shape, which may be a union, that takes a value of this type; null where none
/// does.
[[nodiscard]] inline const Shape* find_form(const Shape& shape, mistake::JsonType type) {
  if (accepts(shape.kind, type)) return &shape;
  for (const Shape* form : shape.alternatives) {
    if (accepts(form->kind, type)) return form;
  }
  return nullptr;
}

/// Turns single values into what the records hold, and says what is wrong with them.
class ValueReader {
 public:
  ValueReader(Unlinked& unlinked, Diagnostics& diagnostics)
      : unlinked_(unlinked), diagnostics_(diagnostics) {}

  /// Adds to `value`, which has what stands in the file, what the shape makes of it. False where
  /// the value may not be stored; why has been reported then. Precondition: the shape is no union
  /// and accepts the type of the value.
  [[nodiscard]] bool read(const Shape& shape, Value& value) {
    // Most values by far name a record.
    const bool names = shape.kind == Shape::Kind::Reference && value.symbol.valid();
    if (!names || !shape.words.empty()) return read_any(shape, value);
    refer(shape, value);
    return true;
  }

 private:
  [[nodiscard]] bool read_any(const Shape& shape, Value& value);
  void refer(const Shape& shape, const Value& value) {
    if (unlinked_.is_met(value.symbol, shape.targets)) return;
    unlinked_.references.emplace_back() = {
        .id = value.symbol, .targets = shape.targets, .where = value.where};
  }
  [[nodiscard]] bool read_id(Value& value);
  [[nodiscard]] bool read_reference(const Shape& shape, Value& value);
  [[nodiscard]] bool read_word(const Shape& shape, Value& value);
  [[nodiscard]] bool read_catalogue_word(const Shape& shape, Value& value);
  [[nodiscard]] bool read_country(const Value& value);
  [[nodiscard]] bool read_date(Value& value);
  [[nodiscard]] bool read_integer(const Shape& shape, Value& value);
  [[nodiscard]] bool read_number(const Shape& shape, Value& value);

  Unlinked& unlinked_;
  Diagnostics& diagnostics_;
};

}  // namespace musubi
