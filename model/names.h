#pragma once

#include <string_view>

#include "model/model.h"
#include "model/text.h"

namespace musubi {

/// What the user calls a record; its id where it has no name.
[[nodiscard]] Text name_of(const Model& model, RecordRef record);
/// The same of the record with this id; the id itself where there is no such record.
[[nodiscard]] Text name_of(const Model& model, Symbol id);

/// What a word of the format means, for people: "infrastructure" for a `layer`. Empty where the key
/// has no such word.
[[nodiscard]] Phrase word_label(RecordKind kind, std::string_view key, unsigned value);

}  // namespace musubi
