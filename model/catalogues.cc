#include "model/catalogues.h"

#include <array>
#include <cstddef>
#include <vector>

namespace musubi {
namespace {

constexpr std::size_t kCatalogueCount = 7;
using Entries = std::vector<const GuidelineEntry*>;

template <class... Entry>
Entries entries_of(const GuidelineCatalogue<Entry>&... catalogues) {
  Entries all;
  const auto append = [&all](const auto& catalogue) {
    for (const GuidelineEntry& entry : catalogue.entries) all.push_back(&entry);
  };
  (append(catalogues), ...);
  return all;
}

Entries make(Catalogue catalogue) {
  switch (catalogue) {
    case Catalogue::Certification: return entries_of(kCertificationSchemes);
    case Catalogue::Duty: return entries_of(kDuties);
    case Catalogue::Item: return entries_of(kSelectionItems, kUnderstandingItems);
    case Catalogue::OperationsRule: return entries_of(kOperationsRules);
    case Catalogue::Requirement: return entries_of(kStatutoryRequirements);
    case Catalogue::ProviderEdition: return entries_of(editions(GuidelineKind::Provider));
    case Catalogue::MhlwEdition: break;
  }
  return entries_of(editions(GuidelineKind::Mhlw));
}

}  // namespace

std::span<const GuidelineEntry* const> catalogue_entries(Catalogue catalogue) {
  static const auto kAll = [] {
    std::array<Entries, kCatalogueCount> all;
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = make(static_cast<Catalogue>(i));
    return all;
  }();
  return kAll[static_cast<std::size_t>(catalogue)];
}

const GuidelineEntry* find_catalogue_entry(Catalogue catalogue, std::string_view word) {
  if (catalogue == Catalogue::ProviderEdition) return find_edition(GuidelineKind::Provider, word);
  if (catalogue == Catalogue::MhlwEdition) return find_edition(GuidelineKind::Mhlw, word);
  for (const GuidelineEntry* entry : catalogue_entries(catalogue)) {
    if (entry->id == word) return entry;
  }
  return nullptr;
}

}  // namespace musubi
