#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace musubi {

/// A day of the proleptic Gregorian calendar, years 0001 to 9999. There is no clock here: what
/// "today" is, the command line says.
class Date {
 public:
  constexpr Date() = default;
  constexpr explicit Date(std::chrono::sys_days days)
      : days_(static_cast<std::int32_t>(days.time_since_epoch().count())) {}

  /// Reads `YYYY-MM-DD`; nothing for any other form and for days that do not exist.
  [[nodiscard]] static std::optional<Date> parse(std::string_view text);

  [[nodiscard]] std::string to_string() const;
  [[nodiscard]] constexpr std::chrono::sys_days days() const {
    return std::chrono::sys_days(std::chrono::days(days_));
  }

  /// The same day of the month so many months later; the last day of that month where it has no
  /// such day.
  [[nodiscard]] Date plus_months(int months) const;
  [[nodiscard]] Date plus_days(int days) const;

  friend constexpr auto operator<=>(const Date&, const Date&) = default;

 private:
  std::int32_t days_ = 0;  // since 1970-01-01
};

}  // namespace musubi
