#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "model/diagnostic.h"
#include "model/fields.h"
#include "model/model.h"
#include "model/unlinked.h"

namespace musubi {

/// Where the keys of an object stand.
class KeyPlaces {
 public:
  /// `given`: which of the keys of `shape.fields` the object has. `offsets`: where those stand.
  KeyPlaces(const Shape& shape, FieldBits given, FileId file,
            std::span<const std::uint32_t> offsets)
      : shape_(shape), given_(given), file_(file), offsets_(offsets) {}

  // Precondition: `key` is one of `shape.fields`.
  [[nodiscard]] bool has(std::string_view key) const { return (given_ >> index(key) & 1U) != 0; }
  /// Precondition: the object has it.
  [[nodiscard]] SourceLocation of(std::string_view key) const {
    return {.file = file_, .offset = offsets_[index(key)]};
  }

 private:
  [[nodiscard]] std::size_t index(std::string_view key) const;

  const Shape& shape_;
  FieldBits given_;
  FileId file_;
  std::span<const std::uint32_t> offsets_;
};

/// Checks what has to hold within the last record of a kind that its fields alone do not say:
/// periods that end before they begin, a reason that is missing.
void check_last_record(RecordKind kind, const Model& model, const KeyPlaces& places,
                       Unlinked& unlinked, Diagnostics& diagnostics);

}  // namespace musubi
