#include "cli/model_input.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "cli/output/diagnostics_text.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

constexpr std::string_view kUnreadable = "unreadable-file";

// A person who reads a day of the past should know that it is one.
void remark_date(Session& session, const Input& input) {
  const AsOf& as_of = input.as_of;
  if (session.wants_json() || as_of.origin != DateOrigin::File ||
      as_of.date == session.environment().today) {
    return;
  }
  session.remark(compose({.en = "judged by {}, the as_of of the model; today is {}",
                          .ja = "基準日はモデルの as_of の {} です（今日は {}）"},
                         as_of.date.to_string(), session.environment().today.to_string()));
}

}  // namespace

// A file that cannot be read has no place in a text, but is told in the same form.
ExitCode refuse_file(Session& session, const Text& message) {
  session.complain(message);
  if (session.wants_json()) {
    const Model none;
    ResultJson result(session.verb(), &none, std::nullopt);
    const std::vector<Diagnostic> diagnostics{{.code = kUnreadable,
                                               .severity = Severity::Error,
                                               .where = {},
                                               .message = message,
                                               .notes = {}}};
    result.diagnostics_member("diagnostics", diagnostics);
    session.answer(result.text());
  }
  return ExitCode::Invalid;
}

AsOf choose_date(const Options& options, const Model& model, const Environment& environment) {
  if (options.as_of) return {.date = *options.as_of, .origin = DateOrigin::Option};
  if (model.as_of) return {.date = model.as_of->date, .origin = DateOrigin::File};
  return {.date = environment.today, .origin = DateOrigin::Today};
}

std::expected<LoadedModel, ExitCode> read_models(Session& session) {
  return read_models(session, session.options().models);
}

std::expected<LoadedModel, ExitCode> read_models(Session& session,
                                                 std::span<const std::string> arguments) {
  if (arguments.empty()) {
    return std::unexpected(session.refuse(
        {.en = "needs a model: a file, a folder, or - for standard input",
         .ja = "モデル（ファイル、フォルダー、標準入力を表す -）を指定してください"}));
  }
  const Options& options = session.options();
  auto loaded = load_model(arguments, {.root = options.root.value_or(""),
                                       .planned = options.changes.value_or(""),
                                       .standard_input = &session.in(),
                                       .progress = &session.progress()});
  if (!loaded) return std::unexpected(refuse_file(session, loaded.error().message));
  return *std::move(loaded);
}

std::expected<Input, ExitCode> read_input(Session& session) {
  auto input = read_input(session, session.options().models);
  if (input) remark_date(session, *input);
  return input;
}

std::expected<Input, ExitCode> read_input(Session& session,
                                          std::span<const std::string> arguments) {
  auto loaded = read_models(session, arguments);
  if (!loaded) return std::unexpected(loaded.error());
  const bool is_broken = loaded->diagnostics.has_errors();
  if (is_broken || !session.options().quiet) {
    Page page = session.side_page();
    write_diagnostics(page, loaded->diagnostics, loaded->model.sources, session.language());
    session.print_aside(page);
  }
  if (is_broken) {
    if (session.wants_json()) answer_diagnostics_json(session, *loaded);
    return std::unexpected(ExitCode::Invalid);
  }
  const AsOf as_of = choose_date(session.options(), loaded->model, session.environment());
  return Input{.loaded = *std::move(loaded), .as_of = as_of};
}

void answer_diagnostics_json(Session& session, const LoadedModel& loaded) {
  const Model& model = loaded.model;
  ResultJson result(session.verb(), &model,
                    choose_date(session.options(), model, session.environment()));
  result.diagnostics_member("diagnostics", loaded.diagnostics.all());
  session.answer(result.text());
}

MergedDocument merge_files(const LoadedModel& loaded) {
  const SourceMap& sources = loaded.model.sources;
  std::vector<MergeSource> parts;
  for (std::size_t i = 0; i < sources.file_count(); ++i) {
    auto tree = read_json_tree(sources.text(FileId(i)));
    parts.push_back({.document = tree ? *std::move(tree) : JsonValue::object(),
                     .named = i < loaded.named_files});
  }
  return merge_documents(std::move(parts));
}

unsigned thread_count(const Options& options) {
  if (options.threads > 0) return options.threads;
  return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace musubi::cli
