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
  /// `offsets`: of the keys of `shape.fields`, in their order; 0 where one is not given.
  KeyPlaces(const Shape& shape, FileId file, std::span<const std::uint32_t> offsets)
      : shape_(shape), file_(file), offsets_(offsets) {}

  [[nodiscard]] bool has(std::string_view key) const { return offset(key) != 0; }
  [[nodiscard]] SourceLocation of(std::string_view key) const {
    return {.file = file_, .offset = offset(key)};
  }

 private:
  [[nodiscard]] std::uint32_t offset(std::string_view key) const;

  const Shape& shape_;
  FileId file_;
  std::span<const std::uint32_t> offsets_;
};

/// Checks what has to hold within the last record of a kind that its fields alone do not say:
/// periods that end before they begin, a reason that is missing.
void check_last_record(RecordKind kind, const Model& model, const KeyPlaces& places,
                       Unlinked& unlinked, Diagnostics& diagnostics);

}  // namespace musubi
