#include "cli/session.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <ostream>

#include "cli/phrase.h"
#include "cli/progress_line.h"

namespace musubi::cli {
namespace {

void print_lines(Page& page, std::string_view text) {
  while (true) {
    const std::size_t end = text.find('\n');
    page.line(Styled(text.substr(0, end)));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

Session::Session(std::string_view verb, const Options& options, const Environment& environment,
                 std::istream& in, std::ostream& err)
    : verb_(verb), options_(&options), environment_(&environment), in_(&in), err_(&err) {}

Session::~Session() = default;

std::size_t Session::width() const {
  const std::string_view columns = environment_->variable("COLUMNS");
  std::size_t width = 0;
  const auto [end, error] = std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (error == std::errc() && end == columns.data() + columns.size() && width > 0) return width;
  return environment_->terminal_width.value_or(kDefaultPageWidth);
}

bool Session::colour(bool is_terminal) const {
  switch (options_->color) {
    case ColorMode::Always: return true;
    case ColorMode::Never: return false;
    case ColorMode::Auto: break;
  }
  return is_terminal && environment_->variable("NO_COLOR").empty() &&
         environment_->variable("TERM") != "dumb";
}

Page Session::page() const {
  return Page(width(), colour(environment_->out_is_terminal && !options_->output));
}

Page Session::side_page() const { return Page(width(), colour(environment_->err_is_terminal)); }

void Session::remark(const Text& text) {
  if (!options_->quiet) complain(text);
}

void Session::complain(const Text& text) {
  Page page = side_page();
  print_lines(page, "musubi: " + text.in(language()));
  print_aside(page);
}

ExitCode Session::refuse(const Text& text) {
  const std::string name = verb_.empty() ? "musubi" : "musubi " + std::string(verb_);
  Page page = side_page();
  print_lines(page, name + ": " + text.in(language()));
  page.line(Styled(compose_in(
      language(), {.en = "'{} --help' explains more.", .ja = "{} --help で説明を表示します。"},
      name)));
  print_aside(page);
  return ExitCode::Usage;
}

void Session::print_aside(const Page& page) {
  if (progress_line_) {
    progress_line_->write_aside(page.text());
  } else {
    *err_ << page.text();
  }
}

void Session::show_progress() {
  const std::string_view terminal = environment_->variable("TERM");
  if (!environment_->err_is_terminal || options_->quiet || !environment_->err_columns ||
      terminal == "dumb" || !environment_->variable("CI").empty()) {
    return;
  }
  progress_line_ = std::make_unique<ProgressLine>(
      progress_, ProgressDisplay{
                     .terminal = err_, .width = environment_->err_columns, .language = language()});
}

void Session::pour(std::string_view text) {
  if (out_ == nullptr) return answer(text);
  hide_progress();
  has_poured_ = true;
  if (pour_error_ != 0) return;
  errno = 0;
  *out_ << answer_ << text;
  answer_.clear();
  if (!*out_) pour_error_ = errno != 0 ? errno : EIO;
}

void Session::hide_progress() { progress_line_.reset(); }

}  // namespace musubi::cli
