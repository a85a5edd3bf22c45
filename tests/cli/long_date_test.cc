// Dates as letters write them.
#include "cli/output/long_date.h"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace {

using musubi::Date;
using musubi::Language;
using musubi::cli::era_date;
using musubi::cli::long_date;

Date day(std::string_view text) { return *Date::parse(text); }

}  // namespace

TEST_SUITE("cli/long_date") {
  TEST_CASE("each language writes a day in its own way") {
    CHECK(long_date(day("2026-11-02"), Language::En) == "2 November 2026");
    CHECK(long_date(day("2026-11-02"), Language::Ja) == "2026年11月2日");
    CHECK(long_date(day("2027-01-31"), Language::En) == "31 January 2027");
    CHECK(long_date(day("2027-12-01"), Language::En) == "1 December 2027");
  }

  TEST_CASE("an era begins on the day on which the one before it ended") {
    CHECK(era_date(day("2026-11-22")) == "令和8年11月22日");
    CHECK(era_date(day("2019-05-01")) == "令和元年5月1日");
    CHECK(era_date(day("2019-04-30")) == "平成31年4月30日");
    CHECK(era_date(day("1989-01-08")) == "平成元年1月8日");
    CHECK(era_date(day("1989-01-07")) == "昭和64年1月7日");
    CHECK(era_date(day("1926-12-25")) == "昭和元年12月25日");
    CHECK(era_date(day("1926-12-24")) == "大正15年12月24日");
    CHECK(era_date(day("1912-07-30")) == "大正元年7月30日");
    CHECK(era_date(day("1912-07-29")) == "明治45年7月29日");
    CHECK(era_date(day("1873-01-01")) == "明治6年1月1日");
  }

  TEST_CASE("the first year of an era ends with its December") {
    CHECK(era_date(day("2019-12-31")) == "令和元年12月31日");
    CHECK(era_date(day("2020-01-01")) == "令和2年1月1日");
  }

  TEST_CASE("before the Gregorian calendar came to Japan a day has no such form") {
    CHECK(era_date(day("1872-12-31")) == "1872年12月31日");
    CHECK(era_date(day("0001-01-01")) == "1年1月1日");
  }
}
