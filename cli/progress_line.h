#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <iosfwd>
#include <mutex>
#include <string>
#include <thread>

#include "model/progress.h"
#include "model/text.h"

namespace musubi::cli {

/// What a person is told of a step that has taken this long: what is done, which share of it, and
/// how long the rest of it will take, if it goes on like this. As much of it as `width` columns
/// hold; one line without its end.
[[nodiscard]] std::string describe_progress(const Progress::State& state,
                                            std::chrono::milliseconds taken, std::size_t width,
                                            Language language);

/// Where and how progress is shown.
struct ProgressDisplay {
  std::ostream* terminal = nullptr;
  std::function<std::size_t()> width;  // of the terminal now; 0 while nothing may be shown on it
  Language language = Language::En;
};

/// Shows progress on one line of a terminal while it lives, from about a second on, and takes the
/// line away in the end. A thread of its own does that, so the work is not held up.
class ProgressLine {
 public:
  /// `progress` and the terminal outlive it.
  ProgressLine(const Progress& progress, ProgressDisplay display);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ProgressLine(ProgressLine&&) = delete;
  ProgressLine& operator=(ProgressLine&&) = delete;
  ~ProgressLine();

  /// Writes something else to the terminal, with the line out of the way.
  void write_aside(std::string_view text);

 private:
  using Clock = std::chrono::steady_clock;

  void run(const std::stop_token& stop);
  void draw(Clock::time_point now);

  const Progress& progress_;
  ProgressDisplay display_;
  Clock::time_point begun_ = Clock::now();
  std::uint64_t step_ = 0;        // its ordinal
  Clock::time_point step_begun_;  // as far as this has seen it
  std::string shown_;
  std::mutex mutex_;  // of the terminal and of what is shown there
  std::condition_variable_any wake_;
  std::jthread thread_;  // the last member: it uses the others
};

}  // namespace musubi::cli
