#include <cstdint>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "model/snapshot_image.h"

namespace musubi {
namespace {

constexpr std::size_t kPage = 4096;

/// Bytes of which no two pages are alike.
std::string varied(std::size_t size) {
  std::string bytes(size, '\0');
  std::uint64_t state = 1;
  for (char& byte : bytes) {
    state = state * 0x5851F42D4C957F2DU + 0x14057B7EF767814FU;
    byte = static_cast<char>(state >> 56U);
  }
  return bytes;
}

}  // namespace

TEST_CASE("the checksum sees a changed bit in every page, and what several threads sum up") {
  std::string bytes = varied(5U << 20U);  // more than one thread takes at a time
  const std::uint64_t sum = snapshot_checksum(bytes);
  CHECK(snapshot_checksum(bytes) == sum);
  std::set<std::uint64_t> seen{sum};
  for (std::size_t page = 0; page < bytes.size(); page += 16 * kPage) {
    for (const std::size_t at : {page, page + kPage - 1}) {
      bytes[at] = static_cast<char>(bytes[at] ^ 1);
      CHECK(seen.insert(snapshot_checksum(bytes)).second);
      bytes[at] = static_cast<char>(bytes[at] ^ 1);
    }
  }
  CHECK(snapshot_checksum(bytes) == sum);
}

TEST_CASE("the checksum sees pages that changed places") {
  std::string bytes = varied(1U << 20U);
  const std::uint64_t sum = snapshot_checksum(bytes);
  for (const std::size_t other : {kPage, 2 * kPage, 8 * kPage, 128 * kPage}) {
    std::string moved = bytes;
    moved.replace(0, kPage, bytes, other, kPage);
    moved.replace(other, kPage, bytes, 0, kPage);
    CHECK(snapshot_checksum(moved) != sum);
  }
}

TEST_CASE("the checksum sees how long the bytes are") {
  std::set<std::uint64_t> sums;
  for (const std::size_t whole : {std::size_t{0}, kPage, 2 * kPage, 4 * kPage, 256 * kPage}) {
    for (const std::size_t more : {0U, 1U, 2U}) {
      CHECK(sums.insert(snapshot_checksum(std::string(whole + more, '\0'))).second);
    }
  }
}

}  // namespace musubi
