#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/date.h"
#include "model/text.h"

// What the program knows of the guideline by itself: its catalogues, as constant tables. Every
// entry says where it comes from, every catalogue whether it is all there is. A model can name
// more (`guideline.items`, `guideline.operations_rules`, `guideline.requirements`).
namespace musubi {

/// An entry of a catalogue. Titles are our words in both languages, close to the guideline's where
/// these are known, and fit into a list within a sentence.
struct GuidelineEntry {
  std::string_view id;
  Phrase title;
  Phrase source;
};

/// A constant table; its order is that of the source.
template <class Entry>
struct GuidelineCatalogue {
  std::span<const Entry> entries;
  bool complete = false;
  Phrase limits;  // one sentence on what is not known; empty where `complete`

  /// Null where there is no such entry.
  [[nodiscard]] constexpr const Entry* find(std::string_view id) const {
    for (const Entry& entry : entries) {
      if (entry.id == id) return &entry;
    }
    return nullptr;
  }
};

/// The guideline for providers (METI, MIC), and the one for medical institutions (MHLW).
enum class GuidelineKind : std::uint8_t { Provider, Mhlw };

struct Edition : GuidelineEntry {
  Date published;  // where only the month is known: its last day
  bool day_known = true;
  bool second_hand = false;  // its text is known through others only

  /// "2025-03-28", or "2023-05" where only the month is known.
  [[nodiscard]] std::string published_as_known() const;
};

/// The oldest first.
[[nodiscard]] const GuidelineCatalogue<Edition>& editions(GuidelineKind kind);
/// The edition that is written so; a ".0" at the end may be there or not. Null where the catalogue
/// has none, such as one that appeared after this program.
[[nodiscard]] const Edition* find_edition(GuidelineKind kind, std::string_view written);
/// The newest edition that was published on `day` or before; null before the oldest known.
[[nodiscard]] const Edition* edition_in_force(GuidelineKind kind, Date day);

/// Words that the editions of the guideline for providers write differently.
struct EditionWords {
  Phrase transfer;  // of risks: リスク移転, from edition 1.1 on リスク共有
  Phrase several;   // with whom the institution contracts in 2.2.3: 複数社, then 複数事業者
};
/// The words of an edition: of 1.0, which the FAQ explains, where `written` is empty; of the newest
/// for one that the catalogue does not know.
[[nodiscard]] EditionWords edition_words(std::string_view written);

/// Table 4-1 ①: what the institution has to confirm at least when it selects a provider.
/// `certification_alternative` is asked only of a provider that has neither certification.
extern const GuidelineCatalogue<GuidelineEntry> kSelectionItems;
/// Table 4-1 ②: what common understanding needs.
extern const GuidelineCatalogue<GuidelineEntry> kUnderstandingItems;

/// The letters of guideline 5.1.6 (2), ア to コ. The title is empty where it is not known.
extern const GuidelineCatalogue<GuidelineEntry> kOperationsRules;
/// The letter of the rules on the management of equipment (FAQ 6.1).
inline constexpr std::string_view kEquipmentRule = "エ";

/// Duties that have to be divided between the parties of a contract.
extern const GuidelineCatalogue<GuidelineEntry> kDuties;

/// The grammatical subject of a requirement. `Both` reads: the provider owes it, and the
/// institution is the counterparty.
enum class OwedBy : std::uint8_t { Provider, Institution, Both };

struct StatutoryRequirement : GuidelineEntry {
  OwedBy owed_by = OwedBy::Both;
};

/// What law imposes on everybody alike (FAQ 7).
extern const GuidelineCatalogue<StatutoryRequirement> kStatutoryRequirements;

struct CertificationScheme : GuidelineEntry {
  bool meets_faq_4_2 = false;  // otherwise it is an alternative to those that do
};

extern const GuidelineCatalogue<CertificationScheme> kCertificationSchemes;

/// Table 5-1.
extern const GuidelineCatalogue<GuidelineEntry> kThreats;

/// The sections of the FAQ; the id is the number, "1" to "7.1". Japanese titles are its headings.
extern const GuidelineCatalogue<GuidelineEntry> kFaqSections;

}  // namespace musubi
