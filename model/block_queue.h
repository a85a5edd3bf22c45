#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>

namespace musubi {

/// Blocks on their way from one thread to another, in their order. A few may wait; who is ahead
/// sleeps. Neither of the two waits for one that has gone. A block can be swapped and cleared.
template <class Block>
class BlockQueue {
 public:
  /// Waits until there is room; false where nobody will get it any more. `block` is empty then and
  /// has the memory of one that was used.
  bool put(Block& block) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return put_ - got_ < blocks_.size() || is_closed_; });
    if (is_closed_) return false;
    std::swap(blocks_[put_++ % blocks_.size()], block);
    block.clear();
    changed_.notify_one();
    return true;
  }
  /// Waits for the next one; false where there will be none any more. What `block` held before is
  /// gone.
  bool get(Block& block) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return got_ < put_ || is_closed_; });
    if (got_ == put_) return false;
    std::swap(blocks_[got_++ % blocks_.size()], block);
    changed_.notify_one();
    return true;
  }
  /// No more will be put, or got: to be called by both when they go.
  void close() {
    const std::scoped_lock lock(mutex_);
    is_closed_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::array<Block, 8> blocks_;
  std::size_t put_ = 0;
  std::size_t got_ = 0;
  bool is_closed_ = false;
};

}  // namespace musubi
