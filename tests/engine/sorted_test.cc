#include "engine/sorted.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "model/ids.h"
#include "tests/support/random.h"

namespace musubi {

TEST_CASE("distinct ids are sorted, be they few or many of all") {
  bool few = false;
  bool many = false;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    test::Random random(seed);
    const std::size_t id_count = 1 + random.below(3000);
    std::vector<ServiceId> ids;
    const bool sparse = random.chance(30);  // three or so of all
    const int percent = random.between(0, 100);
    for (std::size_t i = 0; i < id_count; ++i) {
      if (sparse ? random.below(id_count) < 3 : random.chance(percent)) ids.emplace_back(i);
    }
    const std::vector<ServiceId> expected = ids;
    random.shuffle(ids);
    sort_distinct(ids, id_count);
    CHECK(ids == expected);
    few |= !ids.empty() && ids.size() * 256 < id_count;
    many |= ids.size() == id_count;
  }
  CHECK(few);
  CHECK(many);
}

}  // namespace musubi
