// Vectors that grow in large pages hold what any other vector would.
#include "model/memory.h"

#include <cstddef>
#include <memory>
#include <vector>

#include <doctest/doctest.h>

TEST_SUITE("model/memory") {
  TEST_CASE("a vector that becomes large keeps what is in it") {
    std::vector<std::size_t> grown;
    constexpr std::size_t kCount = 3'000'000;  // some pages larger than what is not yet large
    for (std::size_t i = 0; i < kCount; ++i) musubi::push_back_large(grown, i * i);
    REQUIRE(grown.size() == kCount);
    bool is_kept = true;
    for (std::size_t i = 0; i < kCount; ++i) is_kept = is_kept && grown[i] == i * i;
    CHECK(is_kept);
  }

  TEST_CASE("a value that can only be moved is moved") {
    std::vector<std::unique_ptr<int>> grown;
    for (int i = 0; i < 1000; ++i) musubi::push_back_large(grown, std::make_unique<int>(i));
    for (int i = 0; i < 1000; ++i) REQUIRE(*grown[static_cast<std::size_t>(i)] == i);
  }

  TEST_CASE("room that is there already moves nothing") {
    std::vector<int> values;
    musubi::reserve_large(values, 100);
    CHECK(values.capacity() >= 100);
    musubi::push_back_large(values, 1);
    const int* const first = values.data();
    musubi::reserve_large(values, 50);
    for (int i = 0; i < 99; ++i) musubi::push_back_large(values, i);
    CHECK(values.data() == first);
    CHECK(values.front() == 1);
  }
}
