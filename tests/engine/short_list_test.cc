#include "engine/short_list.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "model/ids.h"
#include "tests/support/random.h"

namespace musubi {
namespace {

using test::Random;
using Systems = ShortList<SystemId>;

std::vector<SystemId> random_ids(Random& random) {
  std::vector<SystemId> ids(random.chance(70) ? random.below(4) : random.below(60));
  for (SystemId& id : ids) id = SystemId(random.below(1000));
  return ids;
}

void check_same(const Systems& list, const std::vector<SystemId>& ids) {
  CHECK(list.size() == ids.size());
  CHECK(list.empty() == ids.empty());
  CHECK(std::ranges::equal(list, ids));
  CHECK(std::ranges::equal(std::span<const SystemId>(list), ids));
  if (ids.empty()) return;
  CHECK(list.front() == ids.front());
  CHECK(list.back() == ids.back());
  CHECK(list[ids.size() / 2] == ids[ids.size() / 2]);
}

/// Does the same to both.
void change(Random& random, Systems& list, std::vector<SystemId>& ids) {
  const std::vector<SystemId> others = random_ids(random);
  switch (random.below(4)) {
    case 0: {
      const SystemId id(random.below(1000));
      list.push_back(id);
      ids.push_back(id);
      break;
    }
    case 1: {
      const std::size_t size = random.below(6);
      list.truncate(size);
      if (size < ids.size()) ids.resize(size);
      break;
    }
    case 2:
      list.append(others);
      ids.insert(ids.end(), others.begin(), others.end());
      break;
    default: list.assign(others); ids = others;
  }
}

}  // namespace

TEST_CASE("a short list is a list") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Systems list;
    std::vector<SystemId> ids;
    for (int i = 0; i < 20; ++i) {
      change(random, list, ids);
      check_same(list, ids);
    }
  }
}

TEST_CASE("copies of a short list stand by themselves, and what was moved away is empty") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const std::vector<SystemId> ids = random_ids(random);
    const std::vector<SystemId> others = random_ids(random);
    Systems list;
    list.assign(ids);
    Systems copy(list);
    list.push_back(SystemId(7));
    check_same(copy, ids);
    Systems assigned;
    assigned.assign(others);
    assigned = copy;
    copy.truncate(0);
    check_same(assigned, ids);
    Systems moved(std::move(assigned));
    check_same(moved, ids);
    Systems target;
    target.assign(others);
    target = std::move(moved);
    check_same(target, ids);
    Systems& itself = target;
    target = itself;
    check_same(target, ids);
    // They can be filled again.
    assigned.push_back(SystemId(1));  // NOLINT(bugprone-use-after-move)
    check_same(assigned, {SystemId(1)});
    moved.append(others);  // NOLINT(bugprone-use-after-move)
    check_same(moved, others);
  }
}

TEST_CASE("short lists are equal where they hold the same") {
  const Systems two{SystemId(1), SystemId(2)};
  Systems grown{SystemId(1), SystemId(2), SystemId(3), SystemId(4), SystemId(5)};
  CHECK(two != grown);
  grown.truncate(2);
  CHECK(two == grown);
  grown.truncate(std::size_t{1} << 32U);  // more than it can hold, so nothing is dropped
  CHECK(two == grown);
  CHECK(two != Systems{SystemId(2), SystemId(1)});
  CHECK(Systems() == Systems{});
}

}  // namespace musubi
