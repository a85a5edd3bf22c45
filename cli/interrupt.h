#pragma once

#include <csignal>
#include <iosfwd>
#include <string_view>

// What is taken away when a signal ends the program: the file that is not finished, and the line
// that stands on the terminal. Of the whole process; at most one of each at a time.
namespace musubi::cli {

/// From here on SIGINT, SIGTERM and SIGHUP, where they are not ignored, take these away and then
/// end the program as they would have done.
void leave_nothing_behind();

/// While one lives the thread is not interrupted by these signals; they come afterwards. A thread
/// that is begun meanwhile never is.
class SignalsHeld {
 public:
  SignalsHeld();
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
  SignalsHeld(SignalsHeld&&) = delete;
  SignalsHeld& operator=(SignalsHeld&&) = delete;
  ~SignalsHeld();

 private:
  ::sigset_t before_;
};

/// While one lives, a signal that ends the program removes the file. To be made and ended together
/// with the file, signals held.
class UnfinishedFile {
 public:
  /// `path` outlives it.
  explicit UnfinishedFile(const char* path);
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;
  UnfinishedFile(UnfinishedFile&&) = delete;
  UnfinishedFile& operator=(UnfinishedFile&&) = delete;
  ~UnfinishedFile();
};

/// Writes `line` in the place of the one before it; empty: takes that away. Nothing where the
/// program is being ended. One thread at a time.
void put_line(std::ostream& terminal, std::string_view line);

}  // namespace musubi::cli
