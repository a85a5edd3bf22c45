#include "cli/progress_line.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <ostream>
#include <string_view>
#include <utility>

#include "cli/interrupt.h"
#include "cli/output/characters.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kTick = 100ms;
constexpr auto kPatience = 1000ms;   // before the first line
constexpr auto kFirstGuess = 500ms;  // of the time that is left, after the beginning of a step

/// In the order of `Step`.
constexpr auto kSteps = std::to_array<Phrase>({
    {.en = "reading the model", .ja = "モデルを読み込んでいます"},
    {.en = "linking the records", .ja = "記録を関連付けています"},
    {.en = "looking at the systems", .ja = "システムを調べています"},
    {.en = "evaluating the rules", .ja = "ルールに照らして調べています"},
    {.en = "looking at the days to come", .ja = "今後の各日を調べています"},
    {.en = "trying out repairs", .ja = "対処の候補を試しています"},
    {.en = "counting what hangs on each", .ja = "それぞれへの依存を数えています"},
    {.en = "drawing the figure", .ja = "図を描いています"},
    {.en = "writing the answer", .ja = "答えをまとめています"},
});

std::string describe_time(std::chrono::milliseconds time, Language language) {
  const auto seconds =
      std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(time).count());
  if (seconds < 60) return compose_in(language, {.en = "{} s", .ja = "{} 秒"}, seconds);
  const std::int64_t minutes = seconds / 60;
  if (minutes < 60) {
    return compose_in(language, {.en = "{} min {} s", .ja = "{} 分 {} 秒"}, minutes, seconds % 60);
  }
  return compose_in(language, {.en = "{} h {} min", .ja = "{} 時間 {} 分"}, minutes / 60,
                    minutes % 60);
}

/// The beginning of a text that takes no more than so many columns.
std::string cut(std::string_view text, std::size_t width) {
  std::string result;
  std::size_t used = 0;
  for (const Cluster& cluster : clusters(text)) {
    used += cluster.width;
    if (used > width) break;
    result += cluster.bytes;
  }
  return result;
}

}  // namespace

std::string describe_progress(const Progress::State& state, std::chrono::milliseconds taken,
                              std::size_t width, Language language) {
  const Phrase& step = kSteps.at(static_cast<std::size_t>(state.step));
  std::string line = compose_in(language, {.en = "musubi: {}", .ja = "musubi: {}"}, step);
  if (state.total > 0) {
    const std::uint64_t done = std::min(state.done, state.total);
    const std::string longer = line + fmt::format(" {} %", done * 100 / state.total);
    if (display_width(longer) <= width) line = longer;
    // Rules take very different times.
    const bool can_tell = state.step != Step::Rules && done > 0 && done < state.total;
    if (can_tell && taken >= kFirstGuess) {
      const std::chrono::duration<double, std::milli> left =
          taken * (static_cast<double>(state.total - done) / static_cast<double>(done));
      const std::string longest =
          longer +
          compose_in(language,
                     {.en = " (about {} left in this step)", .ja = "（この段階の残り 約 {}）"},
                     describe_time(std::chrono::ceil<std::chrono::milliseconds>(left), language));
      if (display_width(longest) <= width) line = longest;
    }
  }
  return cut(line, width);
}

ProgressLine::ProgressLine(const Progress& progress, ProgressDisplay display)
    : progress_(progress), display_(std::move(display)) {
  // A signal has to find a thread that does not hold the terminal.
  const SignalsHeld held;
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

ProgressLine::~ProgressLine() {
  thread_.request_stop();
  thread_.join();
  put_line(*display_.terminal, {});
}

void ProgressLine::write_aside(std::string_view text) {
  const std::scoped_lock lock(mutex_);
  put_line(*display_.terminal, {});
  shown_.clear();
  *display_.terminal << text << std::flush;
}

void ProgressLine::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, stop, kTick, [&stop] { return stop.stop_requested(); })) {
    draw(Clock::now());
  }
}

void ProgressLine::draw(Clock::time_point now) {
  const auto state = progress_.state();
  if (!state) return;
  if (state->ordinal != step_) {
    step_ = state->ordinal;
    step_begun_ = now;
  }
  if (now - begun_ < kPatience) return;
  const std::size_t width = display_.width();
  std::string line;
  if (width > 1) {
    // A terminal goes to the next line when the last column is filled.
    const auto taken = std::chrono::floor<std::chrono::milliseconds>(now - step_begun_);
    line = describe_progress(*state, taken, width - 1, display_.language);
  }
  if (line == shown_) return;
  put_line(*display_.terminal, line);
  shown_ = std::move(line);
}

}  // namespace musubi::cli
