#include "engine/finding_list.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/random.h"

namespace musubi {
namespace {

/// Findings that say which they are.
std::vector<Finding> numbered(std::size_t begin, std::size_t end) {
  std::vector<Finding> findings(end - begin);
  for (std::size_t i = begin; i < end; ++i) findings[i - begin].systems.count = i;
  return findings;
}

}  // namespace

TEST_SUITE("engine/finding_list") {
  TEST_CASE("an empty list has no rows, whatever was put behind it") {
    FindingList list;
    CHECK(list.empty());
    list.append({});
    CHECK(list.size() == 0);
    CHECK(list.begin() == list.end());
    CHECK(std::as_const(list).begin() == std::as_const(list).end());
  }

  TEST_CASE("rows and iteration go from part to part") {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      CAPTURE(seed);
      test::Random random(seed);
      FindingList list;
      std::size_t count = 0;
      for (std::size_t parts = random.below(6); parts > 0; --parts) {
        const std::size_t more = random.below(4);
        list.append(numbered(count, count + more));
        count += more;
      }
      REQUIRE(list.size() == count);
      CHECK(list.empty() == (count == 0));
      std::size_t row = 0;
      for (const Finding& finding : std::as_const(list)) CHECK(finding.systems.count == row++);
      CHECK(row == count);
      for (Finding& finding : list) finding.suppressed = finding.systems.count % 2 == 1;
      for (row = 0; row < count; ++row) {
        CHECK(list[row].systems.count == row);
        CHECK(std::as_const(list)[row].suppressed == (row % 2 == 1));
      }
      CHECK(static_cast<std::size_t>(std::ranges::count_if(list, &Finding::suppressed)) ==
            count / 2);
    }
  }
}

}  // namespace musubi
