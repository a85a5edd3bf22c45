#include "model/nearest.h"

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using musubi::nearest;

constexpr std::array<std::string_view, 6> kKeys = {"id",         "provider", "developer",
                                                   "depends_on", "name",     "locations"};

std::string nearest_key(std::string_view wanted) {
  return std::string(nearest(wanted, kKeys).value_or("(none)"));
}

/// The textbook recursion on small words, as an oracle.
std::size_t slow_distance(std::string_view a, std::string_view b) {
  if (a.empty()) return b.size();
  if (b.empty()) return a.size();
  std::size_t best = slow_distance(a.substr(1), b.substr(1)) + (a[0] == b[0] ? 0 : 1);
  best = std::min(best, slow_distance(a.substr(1), b) + 1);
  best = std::min(best, slow_distance(a, b.substr(1)) + 1);
  if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0]) {
    best = std::min(best, slow_distance(a.substr(2), b.substr(2)) + 1);
  }
  return best;
}

std::string random_word(std::mt19937& random) {
  std::string word(random() % 7, ' ');
  std::ranges::generate(word, [&random] { return static_cast<char>('a' + random() % 3); });
  return word;
}

}  // namespace

TEST_SUITE("model/nearest") {
  TEST_CASE("a slip of the pen is recognised") {
    struct Row {
      std::string_view wanted, meant;
    };
    constexpr std::array<Row, 9> kRows = {{{"provder", "provider"},
                                           {"providerr", "provider"},
                                           {"porvider", "provider"},
                                           {"dependsOn", "depends_on"},
                                           {"depends-on", "depends_on"},
                                           {"DEVELOPER", "developer"},
                                           {"di", "id"},
                                           {"nmae", "name"},
                                           {"location", "locations"}}};
    for (const Row& row : kRows) {
      CAPTURE(row.wanted);
      CHECK(nearest_key(row.wanted) == row.meant);
    }
  }

  TEST_CASE("another word is not") {
    for (const std::string_view wanted :
         {"", "x", "hospital", "supplier", "nothing_like_it", "ab"}) {
      CAPTURE(wanted);
      CHECK(nearest_key(wanted) == "(none)");
    }
    CHECK_FALSE(nearest("provider", {}).has_value());
  }

  TEST_CASE("characters count, not bytes") {
    constexpr std::array<std::string_view, 2> kNames = {"電子カルテ", "医療機関等"};
    CHECK(nearest("電子カルチ", kNames) == "電子カルテ");
    CHECK(nearest("電子カテル", kNames) == "電子カルテ");
    // A name of seven characters may differ in two of them, whatever bytes they take.
    constexpr std::array<std::string_view, 1> kNetworks = {"地域連携協議会"};
    CHECK(nearest("地区連携会議会", kNetworks) == "地域連携協議会");
    CHECK_FALSE(nearest("地区連絡会議所", kNetworks).has_value());
  }

  TEST_CASE("the nearest wins, and of equally near ones the first in byte order") {
    constexpr std::array<std::string_view, 3> kClouds = {"cloud-c", "cloud-b", "clouds-d"};
    CHECK(nearest("cloud-x", kClouds) == "cloud-b");
    CHECK(nearest("clouds-x", kClouds) == "clouds-d");
    std::vector<std::string_view> turned(kClouds.rbegin(), kClouds.rend());
    CHECK(nearest("cloud-x", turned) == "cloud-b");
  }

  TEST_CASE("malformed UTF-8 is harmless") {
    constexpr std::array<std::string_view, 3> kNames = {"\xFF\xFE", "abc\x80",
                                                        "\x80\x80\x80\x80\x80"};
    CHECK(nearest("abc\x81", kNames) == "abc\x80");
    CHECK(nearest("\xC0", kNames).value_or("") != "abc\x80");
  }

  TEST_CASE("it finds what the textbook's definition finds") {
    std::mt19937 random(20261122);
    for (int round = 0; round < 300; ++round) {
      const std::string wanted = random_word(random);
      std::vector<std::string> words(5);
      std::ranges::generate(words, [&random] { return random_word(random); });
      const std::vector<std::string_view> candidates(words.begin(), words.end());
      std::optional<std::string_view> expected;
      std::size_t limit = (wanted.size() + 1) / 3;
      for (const std::string_view word : candidates) {
        const std::size_t distance = slow_distance(wanted, word);
        if (distance > limit) continue;
        if (expected && distance == limit && *expected <= word) continue;
        expected = word;
        limit = distance;
      }
      CAPTURE(wanted);
      CHECK(nearest(wanted, candidates) == expected);
    }
  }
}
