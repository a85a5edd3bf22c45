#include "model/guideline.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace musubi {
namespace {

constexpr Date on(int year, unsigned month, unsigned day) {
  return Date(std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) /
                                    std::chrono::day(day)));
}

/// Not before its last day is it certain that something of a month was there.
constexpr Date in_month(int year, unsigned month) {
  return Date(std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) /
                                    std::chrono::last));
}

constexpr Phrase kPublishers{"METI and MIC", "経済産業省・総務省"};
constexpr Phrase kMinistry{"MHLW", "厚生労働省"};

constexpr std::array<Edition, 3> kProviderEditions = {{
    {{"1.0", {"guideline 1.0", "ガイドライン第1.0版"}, kPublishers}, on(2020, 8, 21)},
    {{"1.1", {"guideline 1.1", "ガイドライン第1.1版"}, kPublishers}, on(2023, 7, 7)},
    {{"2.0", {"guideline 2.0", "ガイドライン第2.0版"}, kPublishers}, on(2025, 3, 28)},
}};

constexpr std::array<Edition, 5> kMhlwEditions = {{
    {{"5", {"MHLW guideline 5", "厚生労働省ガイドライン第5版"}, kMinistry},
     in_month(2017, 5),
     false},
    {{"5.1", {"MHLW guideline 5.1", "厚生労働省ガイドライン第5.1版"}, kMinistry},
     in_month(2021, 1),
     false},
    {{"5.2", {"MHLW guideline 5.2", "厚生労働省ガイドライン第5.2版"}, kMinistry},
     in_month(2022, 3),
     false},
    {{"6.0", {"MHLW guideline 6.0", "厚生労働省ガイドライン第6.0版"}, kMinistry},
     in_month(2023, 5),
     false},
    {{"7.0",
      {"MHLW guideline 7.0", "厚生労働省ガイドライン第7.0版"},
      {"MHLW, at second hand", "厚生労働省（二次資料による）"}},
     on(2026, 6, 29),
     true,
     true},
}};

constexpr GuidelineCatalogue<Edition> kProviderGuideline{.entries = kProviderEditions,
                                                         .complete = true};
constexpr GuidelineCatalogue<Edition> kMhlwGuideline{
    .entries = kMhlwEditions,
    .limits = {
        "Editions before 5 are left out, and of 5 to 6.0 only the month is known.",
        "第5版より前の版は収録していません。第5版から第6.0版までは公表月のみを収録しています。"}};

std::string_view without_zero(std::string_view edition) {
  if (edition.ends_with(".0")) edition.remove_suffix(2);
  return edition;
}

}  // namespace

std::string Edition::published_as_known() const {
  std::string date = published.to_string();
  if (!day_known) date.resize(std::string_view("yyyy-mm").size());
  return date;
}

const GuidelineCatalogue<Edition>& editions(GuidelineKind kind) {
  return kind == GuidelineKind::Provider ? kProviderGuideline : kMhlwGuideline;
}

const Edition* find_edition(GuidelineKind kind, std::string_view written) {
  const std::span<const Edition> all = editions(kind).entries;
  const auto found = std::ranges::find(
      all, without_zero(written), [](const Edition& edition) { return without_zero(edition.id); });
  return found == all.end() ? nullptr : &*found;
}

const Edition* edition_in_force(GuidelineKind kind, Date day) {
  const std::span<const Edition> all = editions(kind).entries;
  const auto later = std::ranges::upper_bound(all, day, {}, &Edition::published);
  return later == all.begin() ? nullptr : &*(later - 1);
}

EditionWords edition_words(std::string_view written) {
  const bool is_first =
      written.empty() || find_edition(GuidelineKind::Provider, written) == kProviderEditions.data();
  if (is_first)
    return {.transfer = {"transfer", "移転"}, .several = {"several providers", "複数社"}};
  return {.transfer = {"sharing", "共有"}, .several = {"several providers", "複数事業者"}};
}

}  // namespace musubi
