#include "cli/interrupt.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <ctime>
#include <ostream>
#include <unistd.h>

namespace musubi::cli {
namespace {

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};
constexpr std::string_view kErase = "\r\x1B[K";

// What the handler looks at. Only what needs no lock may be used there.
std::atomic<const char*> unfinished = nullptr;
std::atomic<bool> line_stands = false;
std::atomic<bool> is_drawing = false;
std::atomic<bool> is_ending = false;
static_assert(std::atomic<const char*>::is_always_lock_free &&
              std::atomic<bool>::is_always_lock_free);

// Whoever draws holds signals, so this is not the thread that draws, and it will soon be done; but
// not where somebody has stopped the terminal's output.
void wait_for_drawing() {
  constexpr ::timespec kMoment{.tv_sec = 0, .tv_nsec = 1'000'000};
  for (int i = 0; i < 100 && is_drawing; ++i) ::nanosleep(&kMoment, nullptr);
}

}  // namespace

// Calls nothing but what POSIX lists as safe in a handler.
extern "C" {
static void end_by_signal(int number) {
  is_ending = true;
  wait_for_drawing();
  if (line_stands) {
    // There is nobody left to tell that it cannot be written.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, kErase.data(), kErase.size());
  }
  if (const char* const file = unfinished) static_cast<void>(::unlink(file));
  struct ::sigaction as_before{};
  as_before.sa_handler = SIG_DFL;  // NOLINT(cppcoreguidelines-pro-type-union-access)
  static_cast<void>(::sigaction(number, &as_before, nullptr));
  static_cast<void>(::raise(number));  // comes when the handler has returned
}
}

namespace {

::sigset_t signal_set() {
  ::sigset_t set;
  ::sigemptyset(&set);
  for (const int number : kSignals) ::sigaddset(&set, number);
  return set;
}

}  // namespace

void leave_nothing_behind() {
  struct ::sigaction action{};
  action.sa_handler = end_by_signal;  // NOLINT(cppcoreguidelines-pro-type-union-access)
  action.sa_mask = signal_set();
  for (const int number : kSignals) {
    struct ::sigaction before{};
    // Whoever started the program may want it to go on, as nohup does.
    if (::sigaction(number, nullptr, &before) != 0 || before.sa_handler == SIG_IGN) continue;
    static_cast<void>(::sigaction(number, &action, nullptr));
  }
}

SignalsHeld::SignalsHeld() : before_() {
  const ::sigset_t set = signal_set();
  static_cast<void>(::pthread_sigmask(SIG_BLOCK, &set, &before_));
}

SignalsHeld::~SignalsHeld() {
  static_cast<void>(::pthread_sigmask(SIG_SETMASK, &before_, nullptr));
}

UnfinishedFile::UnfinishedFile(const char* path) { unfinished = path; }
UnfinishedFile::~UnfinishedFile() { unfinished = nullptr; }

void put_line(std::ostream& terminal, std::string_view line) {
  const SignalsHeld held;
  is_drawing = true;
  if (!is_ending && (line_stands || !line.empty())) {
    terminal << kErase << line << std::flush;
    line_stands = !line.empty();
  }
  is_drawing = false;
}

}  // namespace musubi::cli
