#include "cli/output/pieces.h"

#include <algorithm>
#include <deque>
#include <semaphore>
#include <thread>
#include <vector>

namespace musubi::cli {
namespace {

/// Where a thread leaves a piece until it is its turn.
struct Slot {
  std::binary_semaphore is_free{1};
  std::binary_semaphore is_full{0};
  std::string piece;
};

}  // namespace

void pour_pieces(std::size_t count, unsigned threads, const std::function<MakePiece()>& new_maker,
                 const Sink& sink) {
  const std::size_t workers = std::clamp<std::size_t>(count, 1, std::max(1U, threads));
  if (workers == 1) {
    const MakePiece make = new_maker();
    for (std::size_t i = 0; i < count; ++i) sink(make(i));
    return;
  }
  std::deque<Slot> slots(workers);
  const auto work = [&](std::size_t worker) {
    const MakePiece make = new_maker();
    for (std::size_t i = worker; i < count; i += workers) {
      std::string piece = make(i);
      slots[worker].is_free.acquire();
      slots[worker].piece = std::move(piece);
      slots[worker].is_full.release();
    }
  };
  std::vector<std::jthread> makers;
  for (std::size_t i = 0; i < workers; ++i) makers.emplace_back(work, i);
  for (std::size_t i = 0; i < count; ++i) {
    Slot& slot = slots[i % workers];
    slot.is_full.acquire();
    sink(slot.piece);
    slot.is_free.release();
  }
}

}  // namespace musubi::cli
