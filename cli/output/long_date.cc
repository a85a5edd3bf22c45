#include "cli/output/long_date.h"

#include <array>
#include <chrono>
#include <string_view>

#include <fmt/format.h>

namespace musubi::cli {
namespace {

using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

struct Era {
  std::string_view name;
  year_month_day begin;
  int first_year = 0;  // of the common era
};

constexpr std::array kEras{
    Era{"令和", year{2019} / 5 / 1, 2019},   Era{"平成", year{1989} / 1 / 8, 1989},
    Era{"昭和", year{1926} / 12 / 25, 1926}, Era{"大正", year{1912} / 7 / 30, 1912},
    Era{"明治", year{1873} / 1 / 1, 1868},
};

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

struct Parts {
  int year = 0;
  unsigned month = 1, day = 1;
};

Parts parts_of(Date date) {
  const year_month_day parts(date.days());
  return {static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()),
          static_cast<unsigned>(parts.day())};
}

}  // namespace

std::string long_date(Date date, Language language) {
  const auto [year, month, day] = parts_of(date);
  return language == Language::Ja ? fmt::format("{}年{}月{}日", year, month, day)
                                  : fmt::format("{} {} {}", day, kMonths[month - 1], year);
}

std::string era_date(Date date) {
  const auto [year, month, day] = parts_of(date);
  for (const Era& era : kEras) {
    if (date.days() < sys_days(era.begin)) continue;
    const int number = year - era.first_year + 1;
    const std::string written = number == 1 ? "元" : std::to_string(number);
    return fmt::format("{}{}年{}月{}日", era.name, written, month, day);
  }
  return long_date(date, Language::Ja);
}

}  // namespace musubi::cli
