#include "model/date.h"

#include <algorithm>

#include <fmt/format.h>

namespace musubi {
namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day || *year == 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return Date(std::chrono::sys_days(date));
}

std::string Date::to_string() const {
  const std::chrono::year_month_day date(days());
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Date Date::plus_months(int months) const {
  const std::chrono::year_month_day date(days());
  const auto month =
      std::chrono::year_month(date.year(), date.month()) + std::chrono::months(months);
  const auto last =
      std::chrono::year_month_day_last(month.year(), std::chrono::month_day_last(month.month()));
  return Date(std::chrono::sys_days(month / std::min(date.day(), last.day())));
}

Date Date::plus_days(int days) const { return Date(this->days() + std::chrono::days(days)); }

}  // namespace musubi
