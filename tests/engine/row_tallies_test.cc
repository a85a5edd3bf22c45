#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "engine/fact_table.h"
#include "engine/threads.h"
#include "tests/support/random.h"

namespace musubi {
namespace {

using test::Random;

constexpr std::size_t kRows = 5;

/// The systems in which each row holds, in the order of their ids.
using Systems = std::map<std::size_t, std::set<SystemId>>;

/// Says at once that a row holds in some systems after those of before, as is done for many of them
/// together. Once the first are known, the others are only counted.
void count_in(RowTallies& tallies, std::size_t row, std::span<const SystemId> systems,
              std::size_t max_systems) {
  if (systems.empty()) return;
  tallies.add_count(row, systems.size());
  if (tallies.is_full(row)) return;
  auto& [tally, witness] = tallies[row];
  if (!witness.system.valid()) witness.system = systems.front();
  for (const SystemId system : systems) {
    if (tally.first.size() < max_systems) tally.first.push_back(system);
  }
  tallies.settle(row);
  CHECK(tallies.is_full(row) == (max_systems > 0 && tally.first.size() == max_systems));
}

void check_same(RowTallies& tallies, const Systems& expected, std::size_t max_systems) {
  std::set<std::size_t> rows;
  tallies.take([&](std::size_t row, RowTallies::Tally& tally) {
    CHECK(rows.insert(row).second);
    REQUIRE(expected.contains(row));
    const std::set<SystemId>& systems = expected.at(row);
    CHECK(tally.systems.count == systems.size());
    CHECK(tally.witness.system == *systems.begin());
    const std::size_t named = std::min(max_systems, systems.size());
    REQUIRE(tally.systems.first.size() == named);
    CHECK(std::ranges::equal(
        tally.systems.first,
        std::vector(systems.begin(),
                    std::next(systems.begin(), static_cast<std::ptrdiff_t>(named)))));
  });
  CHECK(rows.size() == expected.size());
}

}  // namespace

TEST_SUITE("row tallies") {
  TEST_CASE("rows hold in the systems that were said, in whatever order") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
      CAPTURE(seed);
      Random random(seed);
      const std::size_t max_systems = random.below(4);
      RowTallies tallies(kRows, max_systems);
      Systems together, expected;
      std::vector<std::pair<std::size_t, SystemId>> said;
      for (std::size_t row = 0; row < kRows; ++row) {
        for (std::size_t i = random.below(12); i > 0; --i) {
          const SystemId system(random.below(30));
          if (!expected[row].insert(system).second) continue;
          if (random.chance(40)) {
            together[row].insert(system);
          } else {
            said.emplace_back(row, system);
          }
        }
        if (expected[row].empty()) expected.erase(row);
      }
      for (const auto& [row, systems] : together) {
        const std::vector<SystemId> all(systems.begin(), systems.end());
        for (std::span<const SystemId> left = all; !left.empty();) {
          const std::size_t next = 1 + random.below(left.size());
          count_in(tallies, row, left.first(next), max_systems);
          left = left.subspan(next);
        }
      }
      for (const auto& [row, system] : said) tallies.add(row, {.system = system});
      check_same(tallies, expected, max_systems);
    }
  }
}

TEST_SUITE("threads") {
  TEST_CASE("each piece is taken once, by however many threads") {
    for (const std::size_t count : {0U, 1U, 7U, 1000U}) {
      for (const std::size_t size : {1U, 3U, 2000U}) {
        for (const std::size_t threads : {1U, 2U, 5U}) {
          CAPTURE(count);
          CAPTURE(size);
          CAPTURE(threads);
          std::vector<std::atomic<int>> taken(count);
          std::atomic<std::size_t> workers = 0;
          Pieces pieces(count, size);
          on_threads(threads, [&](std::size_t thread) {
            workers += thread + 1;
            pieces.take([&](std::size_t begin, std::size_t end) {
              for (std::size_t i = begin; i < end; ++i) ++taken[i];
            });
          });
          CHECK(std::ranges::all_of(taken, [](const auto& times) { return times == 1; }));
          CHECK(workers == threads * (threads + 1) / 2);
        }
      }
    }
  }
}

}  // namespace musubi
