#include "cli/app.h"

#include <algorithm>
#include <cerrno>
#include <expected>
#include <optional>
#include <ostream>
#include <utility>
#include <vector>

#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/output_file.h"
#include "cli/phrase.h"
#include "cli/session.h"
#include "cli/verbs.h"
#include "model/nearest.h"
#include "model/source.h"
#include "model/version.h"

namespace musubi::cli {
namespace {

struct Streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

int number(ExitCode code) { return static_cast<int>(code); }

bool goes_to_stdout(const Options& options) {
  return !options.output || *options.output == "-" || *options.output == "/dev/stdout";
}

// Hands the answer over in one piece, to the file that was asked for or to `out`.
ExitCode deliver(Session& session, std::ostream& out) {
  session.progress().begin(Step::Answer);
  const std::string& answer = session.answer();
  if (!goes_to_stdout(session.options())) {
    if (const auto written = write_file(*session.options().output, answer); !written) {
      session.complain(written.error());
      return ExitCode::Failure;
    }
    return ExitCode::Fine;
  }
  session.hide_progress();
  errno = 0;
  out.write(answer.data(), static_cast<std::streamsize>(answer.size()));
  out.flush();
  if (out) return ExitCode::Fine;
  // A reader that has seen enough, as `head`, is no failure to tell a person about.
  const int problem = session.pour_error() != 0 ? session.pour_error() : errno;
  if (problem != EPIPE) {
    session.complain(
        compose({.en = "cannot write the answer: {}", .ja = "答えを出力できません：{}"},
                system_error(problem)));
  }
  return ExitCode::Failure;
}

ExitCode answer_with(Session& session, const Page& page, Streams streams) {
  session.answer(page.text());
  return deliver(session, streams.out);
}

// Where the verb stands: the first argument that is neither an option nor the value of one.
std::optional<std::size_t> verb_position(std::span<const std::string> args) {
  const auto takes_value = [](const std::string& arg) {
    return std::ranges::any_of(common_options(), [&](Option option) {
      const OptionSpec& spec = spec_of(option);
      if (spec.value.empty()) return false;
      return arg == "--" + std::string(spec.name) ||
             (spec.letter != '\0' && arg == std::string("-") + spec.letter);
    });
  };
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (!args[i].starts_with('-') || args[i] == "-") return i;
    if (takes_value(args[i])) ++i;
  }
  return std::nullopt;
}

Text unknown_verb(const std::string& name) {
  std::vector<std::string_view> known;
  for (const Verb* verb : verbs()) known.push_back(verb->name);
  if (const auto meant = nearest(name, known)) {
    return compose({.en = "unknown verb '{}'; did you mean '{}'?",
                    .ja = "「{}」というコマンドはありません。「{}」ではありませんか"},
                   name, *meant);
  }
  return compose({.en = "unknown verb '{}'", .ja = "「{}」というコマンドはありません"}, name);
}

ExitCode run_without_verb(std::span<const std::string> args, const Environment& environment,
                          Streams streams, Language language) {
  // --version is no option of a verb, so it is taken out before the others are read.
  std::vector<std::string> rest(args.begin(), args.end());
  const bool asks_version = std::erase(rest, "--version") > 0;
  constexpr Format kFormats[] = {Format::Text};
  const auto options = read_options(rest, common_options(), kFormats, language);
  const Options plain{.language = language};
  Session session("", options ? *options : plain, environment, streams.in, streams.err);
  if (!options) return session.refuse(options.error());
  Page page = session.page();
  if (asks_version) {
    page.line(Styled("musubi " + std::string(version())));
    return answer_with(session, page, streams);
  }
  write_program_help(page, options->language);
  if (options->help) return answer_with(session, page, streams);
  session.print_aside(page);
  return ExitCode::Usage;
}

// A disk error in a text of a snapshot shows only when that text is quoted.
ExitCode work(const Verb& verb, Session& session) {
  try {
    return verb.run(session);
  } catch (const DamagedText&) {
    session.discard();
    session.complain({.en =
                          "the text of a file in the snapshot is damaged; make the snapshot again "
                          "with musubi pack",
                      .ja = "スナップショットに含まれるファイルのテキストが壊れています。musubi "
                            "packで作り直してください"});
    return ExitCode::Invalid;
  }
}

ExitCode run_verb(const Verb& verb, std::span<const std::string> args,
                  const Environment& environment, Streams streams, Language language) {
  std::vector<Option> accepted(verb.options.begin(), verb.options.end());
  accepted.insert(accepted.end(), common_options().begin(), common_options().end());
  const auto options = read_options(args, accepted, verb.formats, language);
  const Options plain{.language = language};
  Session session(verb.name, options ? *options : plain, environment, streams.in, streams.err);
  if (!options) return session.refuse(options.error());
  if (options->help) {
    Page page = session.page();
    write_verb_help(page, verb, options->language);
    return answer_with(session, page, streams);
  }
  session.show_progress();
  if (goes_to_stdout(*options)) session.pour_to(&streams.out);
  const ExitCode code = work(verb, session);
  // A verb that has nothing to say must not empty the file that -o names.
  const bool is_silent =
      session.answer().empty() && !session.has_poured() && code != ExitCode::Fine;
  if (code == ExitCode::Usage || is_silent) return code;
  const ExitCode delivered = deliver(session, streams.out);
  return delivered == ExitCode::Fine ? code : delivered;
}

}  // namespace

int run(std::span<const std::string> args, const Environment& environment, std::istream& in,
        std::ostream& out, std::ostream& err) {
  const Streams streams{.in = in, .out = out, .err = err};
  const Language language = choose_language(args, environment);
  const auto position = verb_position(args);
  if (!position) return number(run_without_verb(args, environment, streams, language));

  const std::string& name = args[*position];
  const Verb* const verb = find_verb(name);
  if (verb == nullptr) {
    const Options plain{.language = language};
    return number(Session("", plain, environment, in, err).refuse(unknown_verb(name)));
  }
  std::vector<std::string> rest(args.begin(), args.end());
  rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(*position));
  return number(run_verb(*verb, rest, environment, streams, language));
}

}  // namespace musubi::cli
