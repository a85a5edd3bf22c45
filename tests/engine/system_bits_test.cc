#include "engine/system_bits.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <ranges>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/random.h"

namespace musubi {
namespace {

using test::Random;
using Set = std::set<std::uint32_t>;

/// A few bits, many, or all in some of the words.
Set random_set(Random& random) {
  Set set;
  const std::size_t count = random.chance(60) ? random.below(6) : random.below(4000);
  for (std::size_t i = 0; i < count; ++i) {
    set.insert(static_cast<std::uint32_t>(random.below(SystemBits::kCount)));
  }
  if (random.chance(20)) {
    for (std::uint32_t bit = 0; bit < SystemBits::kCount; ++bit) set.insert(bit);
  }
  return set;
}

SystemBits bits_of(const Set& set) {
  SystemBits bits;
  for (const std::uint32_t bit : set) bits.set(bit);
  return bits;
}

void check_same(const SystemBits& bits, const Set& set) {
  CHECK(bits.any() == !set.empty());
  CHECK(bits.count() == set.size());
  if (!set.empty()) CHECK(bits.first() == *set.begin());
  std::vector<std::uint32_t> met;
  bits.for_each([&](std::uint32_t bit) { met.push_back(bit); });
  CHECK(std::ranges::equal(met, set));
  for (std::uint32_t bit = 0; bit < SystemBits::kCount; bit += 7) {
    CHECK(bits.test(bit) == set.contains(bit));
  }
  CHECK(bits == bits_of(set));
}

}  // namespace

TEST_CASE("rows of bits are sets") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Set a = random_set(random);
    const Set b = random_set(random);
    const SystemBits a_bits = bits_of(a);
    const SystemBits b_bits = bits_of(b);
    check_same(a_bits, a);

    Set both, either, only;
    std::ranges::set_intersection(a, b, std::inserter(both, both.end()));
    std::ranges::set_union(a, b, std::inserter(either, either.end()));
    std::ranges::set_difference(a, b, std::inserter(only, only.end()));
    check_same(a_bits & b_bits, both);
    CHECK(a_bits.count_common(b_bits) == both.size());
    // The first few, or all where there are no more.
    const std::size_t few = 1 + random.below(30);
    std::vector<std::uint32_t> met;
    SystemBits::for_each_common(a_bits, b_bits, [&](std::uint32_t bit) {
      met.push_back(bit);
      return met.size() < few;
    });
    CHECK(std::ranges::equal(met, both | std::views::take(few)));
    const Set others = random_set(random);
    Set both_only;
    std::ranges::set_difference(both, others, std::inserter(both_only, both_only.end()));
    check_same(SystemBits::common(a_bits, b_bits, bits_of(others)), both_only);
    SystemBits bits = a_bits;
    check_same(bits |= b_bits, either);
    bits = a_bits;
    bits.clear(b_bits);
    check_same(bits, only);
    CHECK((bits == a_bits) == (only == a));
  }
}

TEST_CASE("a bit that is set again after all were cleared stands alone") {
  SystemBits bits = bits_of({0, 1, 63, 64, 500, SystemBits::kCount - 1});
  bits.clear(500);
  check_same(bits, {0, 1, 63, 64, SystemBits::kCount - 1});
  bits.clear();
  check_same(bits, {});
  bits.set(62);
  check_same(bits, {62});
  // Of a row that holds a great many, too.
  for (std::uint32_t bit = 0; bit < SystemBits::kCount; bit += 50) bits.set(bit);
  bits.clear();
  check_same(bits, {});
  bits.set(64);
  check_same(bits, {64});
}

}  // namespace musubi
