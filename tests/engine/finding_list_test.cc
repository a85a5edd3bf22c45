#include "engine/finding_list.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ranges>
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

static_assert(std::ranges::forward_range<FindingList>);
static_assert(std::ranges::forward_range<const FindingList>);

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

  TEST_CASE("what was moved from can be filled again, and a copy stands alone") {
    FindingList list;
    list.append(numbered(0, 2));
    const FindingList moved = std::move(list);
    CHECK(moved.size() == 2);
    CHECK(list.empty());
    list.append(numbered(5, 6));
    FindingList copy = list;
    copy[0].suppressed = true;
    CHECK(copy.size() == 1);
    CHECK(list[0].systems.count == 5);
    CHECK_FALSE(list[0].suppressed);
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
