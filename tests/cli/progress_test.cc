#include <chrono>
#include <csignal>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <doctest/doctest.h>

#include "cli/interrupt.h"
#include "cli/output/characters.h"
#include "cli/output_file.h"
#include "cli/progress_line.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

using namespace std::chrono_literals;
using namespace musubi;
using namespace musubi::cli;

namespace {

// The signal that ended a child process in which `work` ran, or 0.
template <class Work>
int signal_after(Work work) {
  const ::pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    work();
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

}  // namespace

TEST_SUITE("cli/progress") {
  TEST_CASE("a step is told with its share and the time that is left, in both languages") {
    const Progress::State state{.ordinal = 1, .step = Step::Systems, .done = 430, .total = 1000};
    CHECK(describe_progress(state, 9s, 200, Language::En) ==
          "musubi: looking at the systems 43 % (about 12 s left in this step)");
    CHECK(describe_progress(state, 9s, 200, Language::Ja) ==
          "musubi: システムを調べています 43 %（この段階の残り 約 12 秒）");
    CHECK(describe_progress(state, 150s, 200, Language::En).contains("about 3 min 19 s left"));
    CHECK(describe_progress(state, 3h, 200, Language::Ja).contains("約 3 時間 58 分"));
  }

  TEST_CASE("what is not known is not told: the share, and the time at the beginning of a step") {
    const auto told = [](std::uint64_t done, std::uint64_t total, std::chrono::milliseconds taken) {
      return describe_progress({1, Step::Reading, done, total}, taken, 200, Language::En);
    };
    CHECK(told(5, 0, 9s) == "musubi: reading the model");
    CHECK(told(0, 10, 9s) == "musubi: reading the model 0 %");
    CHECK(told(5, 10, 100ms) == "musubi: reading the model 50 %");
    CHECK(told(10, 10, 9s) == "musubi: reading the model 100 %");
    CHECK(describe_progress({1, Step::Rules, 5, 10}, 9s, 200, Language::En) ==
          "musubi: evaluating the rules 50 %");
    CHECK(told(11, 10, 9s) == "musubi: reading the model 100 %");
  }

  TEST_CASE("it never takes more columns than there are, and gives up the least important first") {
    const Progress::State state{.ordinal = 1, .step = Step::Systems, .done = 430, .total = 1000};
    for (const Language language : {Language::En, Language::Ja}) {
      const std::string whole = describe_progress(state, 9s, 200, language);
      for (std::size_t width = 0; width <= display_width(whole); ++width) {
        const std::string line = describe_progress(state, 9s, width, language);
        CHECK(display_width(line) <= width);
        CHECK(line == valid_utf8(line));
        CHECK(whole.starts_with(line));
      }
    }
    CHECK(describe_progress(state, 9s, 40, Language::En) == "musubi: looking at the systems 43 %");
    CHECK(describe_progress(state, 9s, 32, Language::En) == "musubi: looking at the systems");
    CHECK(describe_progress(state, 9s, 16, Language::Ja) == "musubi: システム");
  }

  TEST_CASE("a step begun again starts from nothing") {
    Progress progress;
    CHECK_FALSE(progress.state().has_value());
    progress.begin(Step::Systems, 10);
    progress.add(4);
    progress.begin(Step::Systems, 20);
    const auto state = progress.state();
    REQUIRE(state.has_value());
    CHECK(state->ordinal == 2);
    CHECK(state->done == 0);
    CHECK(state->total == 20);
  }

  TEST_CASE("two threads count into the same step") {
    Progress progress;
    progress.begin(Step::Systems, 2000);
    {
      const auto work = [&progress] {
        for (int i = 0; i < 1000; ++i) progress.add(1);
      };
      const std::jthread first(work);
      const std::jthread second(work);
    }
    CHECK(progress.state()->done == 2000);
  }

  TEST_CASE("a line is shown after a second, gives way to what is said, and is gone in the end") {
    std::ostringstream terminal;
    Progress progress;
    progress.begin(Step::Reading);
    {
      ProgressLine line(progress, {&terminal, [] { return std::size_t{80}; }, Language::En});
      line.write_aside("before\n");
      std::this_thread::sleep_for(2500ms);
      line.write_aside("after\n");
    }
    CHECK(terminal.str() == "before\n\r\x1B[Kmusubi: reading the model\r\x1B[Kafter\n");
  }

  TEST_CASE("quick work shows nothing on a terminal either") {
    auto environment = musubi::test::plain_environment();
    environment.err_is_terminal = true;
    environment.err_columns = [] { return std::size_t{80}; };
    const auto outcome = musubi::test::run_program(
        {"check", "--format", "json", "examples/regional-network"}, environment, "");
    CHECK(outcome.err.empty());
  }

  TEST_CASE("a signal removes the file that is not finished and ends the program as ever") {
    const musubi::test::Folder folder;
    const std::string path = folder / "unfinished";
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
      CHECK(signal_after([&] {
              leave_nothing_behind();
              static_cast<void>(create_file(path, "half"));
              const UnfinishedFile unfinished(path.c_str());
              static_cast<void>(::raise(number));
            }) == number);
      CHECK(folder.size() == 0);
    }
  }

  TEST_CASE("a signal leaves a finished file alone") {
    const musubi::test::Folder folder;
    CHECK(signal_after([&] {
            leave_nothing_behind();
            static_cast<void>(write_file(folder / "replaced", "whole"));
            static_cast<void>(create_file(folder / "created", "whole"));
            static_cast<void>(::raise(SIGINT));
          }) == SIGINT);
    CHECK(folder.size() == 2);
  }

  TEST_CASE("a signal that is held comes afterwards") {
    const musubi::test::Folder folder;
    CHECK(signal_after([&] {
            leave_nothing_behind();
            const SignalsHeld held;
            static_cast<void>(::raise(SIGTERM));
            static_cast<void>(create_file(folder / "created", "whole"));
          }) == SIGTERM);
    CHECK(folder.size() == 1);
  }

  TEST_CASE("a signal that whoever started the program wants ignored is ignored") {
    CHECK(signal_after([] {
            static_cast<void>(std::signal(SIGHUP, SIG_IGN));
            leave_nothing_behind();
            static_cast<void>(::raise(SIGHUP));
          }) == 0);
  }
}
