#pragma once

#include <string>

#include "model/date.h"
#include "model/text.h"

// Dates as letters write them.
namespace musubi::cli {

/// "22 November 2026", 「2026年11月22日」.
[[nodiscard]] std::string long_date(Date date, Language language);

/// In the Japanese era: 「令和8年11月22日」, the first year of an era as 元年. A day on which one
/// era ended and the next began belongs to the later. Before 1873, when Japan took over the
/// Gregorian calendar, the era's months are others, and the day is written as `long_date` does.
[[nodiscard]] std::string era_date(Date date);

}  // namespace musubi::cli
