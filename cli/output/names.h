#pragma once

#include <string>
#include <string_view>

#include "cli/output/styled.h"
#include "model/model.h"
#include "model/text.h"

namespace musubi::cli {

/// What the user calls the record with this id; the id itself where the record has no name (or
/// where there is no such record).
[[nodiscard]] Text name_of(const Model& model, Symbol id);
[[nodiscard]] Text name_of(const Model& model, RecordRef record);

/// "Hospital A (hosp-a)", 「A病院（hosp-a）」; the id alone where there is no name.
[[nodiscard]] Styled label_of(const Model& model, Symbol id, Language language);

/// What a word of the format means, for people: "infrastructure" for a `layer`. Empty where the key
/// has no such word.
[[nodiscard]] Phrase word_label(RecordKind kind, std::string_view key, unsigned value);

}  // namespace musubi::cli
