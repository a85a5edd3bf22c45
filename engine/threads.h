#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

// Included by the engine's own files only.
namespace musubi {

/// Calls `work` with 0, 1, … on as many threads, the calling one among them, and waits for all.
template <class Work>
void on_threads(std::size_t count, const Work& work) {
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < count; ++i) others.emplace_back([&work, i] { work(i); });
  work(0);
}

/// Pieces of `[0, count)`, each taken by the thread that asks next: how long each will take nobody
/// knows before.
class Pieces {
 public:
  /// Precondition: `size` > 0.
  Pieces(std::size_t count, std::size_t size) : count_(count), size_(size) {}

  /// Calls `visit(begin, end)` with the next piece that nobody has taken, as long as there is one.
  template <class Visit>
  void take(const Visit& visit) {
    for (std::size_t begin = next_.fetch_add(size_); begin < count_;
         begin = next_.fetch_add(size_)) {
      visit(begin, std::min(count_, begin + size_));
    }
  }

 private:
  std::size_t count_, size_;
  std::atomic<std::size_t> next_ = 0;
};

}  // namespace musubi
