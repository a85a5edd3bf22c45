#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

#include "cli/environment.h"
#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/output/page.h"
#include "model/progress.h"
#include "model/text.h"

namespace musubi::cli {

class ProgressLine;

/// One run of one verb: what was asked, and where the answer goes. The answer is collected here and
/// leaves the program in one piece when the verb is done, but for a long one that goes to standard
/// output; what is said to a person on the way is written at once.
class Session {
 public:
  /// `verb` is empty for a run without one.
  Session(std::string_view verb, const Options& options, const Environment& environment,
          std::istream& in, std::ostream& err);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  Session(Session&&) = delete;
  Session& operator=(Session&&) = delete;
  ~Session();

  [[nodiscard]] std::string_view verb() const { return verb_; }

  [[nodiscard]] const Options& options() const { return *options_; }
  [[nodiscard]] const Environment& environment() const { return *environment_; }
  [[nodiscard]] Language language() const { return options_->language; }
  [[nodiscard]] bool wants_json() const { return options_->format == Format::Json; }
  [[nodiscard]] std::istream& in() { return *in_; }

  /// An empty page for the answer, and one for standard error: as wide as their terminal, in
  /// colour where that is wanted.
  [[nodiscard]] Page page() const;
  [[nodiscard]] Page side_page() const;

  void answer(std::string_view text) { answer_ += text; }
  [[nodiscard]] const std::string& answer() const { return answer_; }
  /// Where a long answer goes while it is made; null: it is collected too. Has to outlive this.
  void pour_to(std::ostream* out) { out_ = out; }
  /// Answers with a part of something long, which does not come back.
  void pour(std::string_view text);
  [[nodiscard]] bool has_poured() const { return has_poured_; }
  /// What the system said (errno) when a part could not be written; 0: all is well.
  [[nodiscard]] int pour_error() const { return pour_error_; }
  /// Takes back what was answered, but for what was poured.
  void discard() { answer_.clear(); }

  /// What long work tells of itself.
  [[nodiscard]] Progress& progress() { return progress_; }
  /// Shows it on standard error where that is a terminal that somebody looks at, until it is
  /// hidden; not with `--quiet`.
  void show_progress();
  void hide_progress();

  /// A remark on standard error; nothing with `--quiet`.
  void remark(const Text& text);
  /// What kept the verb from its work, on standard error.
  void complain(const Text& text);
  /// What is wrong with the command line, and where to read more. Returns the status for it.
  ExitCode refuse(const Text& text);
  /// A whole page on standard error.
  void print_aside(const Page& page);

 private:
  [[nodiscard]] std::size_t width() const;
  [[nodiscard]] bool colour(bool is_terminal) const;

  std::string_view verb_;
  const Options* options_;
  const Environment* environment_;
  std::istream* in_;
  std::ostream* err_;
  std::string answer_;
  std::ostream* out_ = nullptr;
  bool has_poured_ = false;
  int pour_error_ = 0;
  Progress progress_;
  std::unique_ptr<ProgressLine> progress_line_;  // after what it refers to
};

}  // namespace musubi::cli
