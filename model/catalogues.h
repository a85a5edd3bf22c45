#pragma once

#include <span>
#include <string_view>

#include "model/fields.h"
#include "model/guideline.h"

// The catalogues of `guideline.h` as the words that a value of a model file may be.
namespace musubi {

/// The built-in entries of a catalogue, in its order.
[[nodiscard]] std::span<const GuidelineEntry* const> catalogue_entries(Catalogue catalogue);

/// The built-in entry that `word` names; null where there is none. An edition may be written with
/// or without the ".0" at its end.
[[nodiscard]] const GuidelineEntry* find_catalogue_entry(Catalogue catalogue,
                                                         std::string_view word);

/// Whether a value may be a word that no catalogue knows and no model has added: editions, as new
/// ones appear after this program.
[[nodiscard]] constexpr bool is_open(Catalogue catalogue) {
  return catalogue == Catalogue::ProviderEdition || catalogue == Catalogue::MhlwEdition;
}

}  // namespace musubi
