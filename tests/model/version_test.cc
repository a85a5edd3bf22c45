#include "model/version.h"

#include <algorithm>
#include <string_view>

#include <doctest/doctest.h>

TEST_SUITE("model/version") {
  TEST_CASE("the version is three numbers with points between them") {
    const std::string_view text = musubi::version();
    CHECK(std::ranges::count(text, '.') == 2);
    CHECK(text.find_first_not_of("0123456789.") == std::string_view::npos);
    CHECK(text.find("..") == std::string_view::npos);
    CHECK(text.front() != '.');
    CHECK(text.back() != '.');
  }
}
