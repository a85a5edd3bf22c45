#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

namespace musubi {

/// The steps of long work.
enum class Step : std::uint8_t {
  Reading,  // the texts of a model
  Linking,  // its records
  Systems,  // looked at for what holds in them
  Rules,
  Days,      // that are still to come
  Repairs,   // tried out
  Counting,  // what hangs on each
  Drawing,
  Answer,  // put into words
};

/// How far long work is: told by those who do it, from any thread, and asked by who shows it, from
/// another. To tell of it costs one relaxed addition, so it is for blocks of work.
class Progress {
 public:
  struct State {
    std::uint64_t ordinal = 0;  // of the step among those that were begun; the first is 1
    Step step = Step::Reading;
    std::uint64_t done = 0;
    std::uint64_t total = 0;  // 0: not known
  };

  Progress() = default;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  Progress(Progress&&) = delete;
  Progress& operator=(Progress&&) = delete;
  ~Progress() = default;

  /// The work before is done, and this comes next, in `total` units of its own. Not while others
  /// still add to the step before.
  void begin(Step step, std::uint64_t total = 0) {
    head_ = 0;
    done_ = 0;
    total_ = total;
    head_ = ++ordinal_ << 8U | static_cast<std::uint64_t>(step);
  }

  /// So many more units of the step are done.
  void add(std::uint64_t units) { done_.fetch_add(units, std::memory_order_relaxed); }

  /// Nothing before the first step, and in the moment between two.
  [[nodiscard]] std::optional<State> state() const {
    const std::uint64_t head = head_;
    const State state{.ordinal = head >> 8U,
                      .step = static_cast<Step>(head & 0xFFU),
                      .done = done_,
                      .total = total_};
    if (head == 0 || head_ != head) return std::nullopt;
    return state;
  }

 private:
  std::atomic<std::uint64_t> head_ = 0;  // the ordinal and the step; 0 while they change
  std::atomic<std::uint64_t> done_ = 0;
  std::atomic<std::uint64_t> total_ = 0;
  std::uint64_t ordinal_ = 0;
};

/// `progress` may be null: nobody asks.
inline void begin_step(Progress* progress, Step step, std::uint64_t total = 0) {
  if (progress != nullptr) progress->begin(step, total);
}
inline void add_done(Progress* progress, std::uint64_t units = 1) {
  if (progress != nullptr) progress->add(units);
}

}  // namespace musubi
