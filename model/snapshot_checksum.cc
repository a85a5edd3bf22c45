#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <thread>
#include <vector>

#include "model/parts.h"
#include "model/snapshot_image.h"

// The first chooses, when the program runs, the widest registers that the machine has; it is
// installed where the library was built so. Both find the same numbers.
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>
#else
#include <xxhash.h>
#endif

namespace musubi {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 13U;
constexpr std::size_t kPiecesAtATime = 128;
constexpr std::size_t kCacheLine = 64;

/// Memory answers slower than the sum is made: the machine's own foresight ends with each page.
void fetch_ahead(std::string_view piece) {
  for (std::size_t at = 0; at < piece.size(); at += kCacheLine) __builtin_prefetch(&piece[at]);
}

}  // namespace

std::uint32_t snapshot_layout() {
  // What a hash table was made with is a part of how it lies there.
  const std::array<std::uint64_t, 25> sizes{sizeof(SnapshotRoot),
                                            sizeof(Organization),
                                            sizeof(Service),
                                            sizeof(System),
                                            sizeof(Terms),
                                            sizeof(Contract),
                                            sizeof(Assessment),
                                            sizeof(Disclosure),
                                            sizeof(Risk),
                                            sizeof(Control),
                                            sizeof(Requirement),
                                            sizeof(Change),
                                            sizeof(Suppression),
                                            sizeof(Agreement),
                                            sizeof(ContractContent),
                                            sizeof(Dependency),
                                            sizeof(Placement),
                                            sizeof(Period),
                                            sizeof(Certification),
                                            sizeof(Contact),
                                            sizeof(SymbolText),
                                            sizeof(SymbolTable::Slot),
                                            kPiece,
                                            SymbolText("short").hash(),
                                            SymbolText("not so short an id").hash()};
  return static_cast<std::uint32_t>(XXH3_64bits(sizes.data(), sizeof sizes));
}

std::uint64_t snapshot_checksum(std::string_view bytes) {
  const std::size_t count = (bytes.size() + kPiece - 1) / kPiece;
  std::vector<std::uint64_t> sums(count + 1, bytes.size());
  std::atomic<std::size_t> next = 0;
  const auto piece = [bytes](std::size_t i) {
    return bytes.substr(std::min(i * kPiece, bytes.size()), kPiece);
  };
  const auto work = [&] {
    for (std::size_t at = 0; (at = next.fetch_add(kPiecesAtATime)) < count;) {
      const std::size_t end = std::min(at + kPiecesAtATime, count);
      for (std::size_t i = at; i < end; ++i) {
        fetch_ahead(piece(i + 1));
        sums[i] = XXH3_64bits(piece(i).data(), piece(i).size());
      }
    }
  };
  {
    const std::size_t helpers = std::min<std::size_t>(
        {count / kPiecesAtATime / 2, std::thread::hardware_concurrency() - 1, 7});
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < helpers; ++i) threads.emplace_back(work);
    work();
  }
  return XXH3_64bits(sums.data(), sums.size() * sizeof(std::uint64_t));
}

std::uint64_t checksum_of(const SnapshotHead& head) {
  return XXH3_64bits(&head, offsetof(SnapshotHead, head_checksum));
}

}  // namespace musubi
