#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/model_input.h"
#include "cli/output/diagnostics_text.h"
#include "cli/output_file.h"
#include "cli/phrase.h"
#include "cli/verbs/table.h"
#include "model/canonical.h"
#include "model/json_tree.h"

namespace musubi::cli {
namespace {

// A file and its canonical form.
struct Formatted {
  std::string path;
  std::string text;
  bool changes = false;
  bool has_comments = false;
};

// One file of a larger model names records of the others, which is no fault of its form.
bool is_fault_of_form(const Diagnostic& diagnostic) {
  constexpr auto kOfOtherFiles = std::to_array<std::string_view>(
      {"unknown-reference", "include-not-found", "include-outside"});
  return diagnostic.severity == Severity::Error &&
         std::ranges::find(kOfOtherFiles, diagnostic.code) == kOfOtherFiles.end();
}

ExitCode refuse_model(Session& session, const LoadedModel& loaded) {
  Page page = session.side_page();
  write_diagnostics(page, loaded.diagnostics, loaded.model.sources, session.language());
  session.print_aside(page);
  if (session.wants_json()) answer_diagnostics_json(session, loaded);
  return ExitCode::Invalid;
}

// The files that one argument names, each in canonical form.
std::expected<std::vector<Formatted>, ExitCode> format_argument(Session& session,
                                                                const std::string& argument) {
  const auto loaded = read_models(session, std::span(&argument, 1));
  if (!loaded) return std::unexpected(loaded.error());
  if (loaded->from_snapshot) {
    return std::unexpected(session.refuse(compose(
        {.en = "'{}' is a snapshot; format the files that it was made of, or write it as one "
               "text with --merge",
         .ja = "「{}」はスナップショットです。元のファイルを整形するか、--merge で一つのテキスト"
               "として出力してください"},
        argument)));
  }
  if (std::ranges::any_of(loaded->diagnostics.all(), is_fault_of_form)) {
    return std::unexpected(refuse_model(session, *loaded));
  }
  std::vector<Formatted> files;
  const SourceMap& sources = loaded->model.sources;
  for (std::size_t i = 0; i < loaded->named_files; ++i) {
    const std::string_view text = sources.text(FileId(i));
    auto tree = read_json_tree(text);
    if (!tree) continue;
    Formatted& file = files.emplace_back();
    file.path = sources.path(FileId(i));
    file.text = write_canonical(*std::move(tree));
    file.changes = file.text != text;
    file.has_comments = has_comments(text);
  }
  return files;
}

void answer_list(Session& session, const std::vector<Formatted>& files) {
  if (session.wants_json()) {
    ResultJson result("fmt", nullptr, std::nullopt);
    JsonWriter& json = result.body();
    json.key("formatted");
    json.begin_array();
    for (const Formatted& file : files) {
      json.begin_object();
      json.member("file", std::string_view(file.path));
      json.member("changed", file.changes);
      json.end_object();
    }
    json.end_array();
    session.answer(result.text());
    return;
  }
  Page page = session.page();
  for (const Formatted& file : files) {
    if (file.changes) page.line(Styled(file.path));
  }
  session.answer(page.text());
}

ExitCode write_back(Session& session, const std::vector<Formatted>& files) {
  for (const Formatted& file : files) {
    if (!file.has_comments || session.options().drop_comments) continue;
    session.complain(
        compose({.en = "'{}' has comments, which would be lost; nothing was written. "
                       "--drop-comments writes it without them",
                 .ja = "「{}」にはコメントがあり、失われるため、何も書き込んでいません。"
                       "--drop-comments を指定すると、コメントなしで書き込みます。"},
                file.path));
    return ExitCode::Usage;
  }
  for (const Formatted& file : files) {
    if (!file.changes) continue;
    if (const auto written = write_file(file.path, file.text); !written) {
      session.complain(written.error());
      return ExitCode::Failure;
    }
  }
  answer_list(session, files);
  return ExitCode::Fine;
}

ExitCode print(Session& session, const std::vector<Formatted>& files) {
  if (files.size() != 1) {
    return session.refuse({.en = "prints one file; several need -w, --check or --merge",
                           .ja = "出力できるのは一つのファイルです。複数の場合は -w、--check、"
                                 "--merge のいずれかを指定してください"});
  }
  if (files.front().has_comments) {
    session.remark(
        compose({.en = "the comments of '{}' are left out", .ja = "「{}」のコメントは出力しません"},
                files.front().path));
  }
  session.answer(files.front().text);
  return ExitCode::Fine;
}

ExitCode merge(Session& session) {
  const auto loaded = read_models(session);
  if (!loaded) return loaded.error();
  if (loaded->diagnostics.has_errors()) return refuse_model(session, *loaded);
  const SourceMap& sources = loaded->model.sources;
  MergedDocument merged = merge_files(*loaded);
  for (const LeftOut& left_out : merged.left_out) {
    session.remark(compose({.en = "{} of '{}' is left out: an earlier file says otherwise",
                            .ja = "「{1}」の {0} は、先のファイルと異なるため出力しません"},
                           left_out.key, sources.path(FileId(left_out.source))));
  }
  session.answer(write_canonical(std::move(merged.document)));
  return ExitCode::Fine;
}

std::optional<Text> conflict(const Options& options) {
  if (options.merge && (options.write || options.check)) {
    return Text{.en = "--merge goes with neither -w nor --check",
                .ja = "--merge は -w や --check と併用できません"};
  }
  if (options.write && options.check) {
    return Text{.en = "-w and --check exclude each other", .ja = "-w と --check は併用できません"};
  }
  if (options.drop_comments && !options.write) {
    return Text{.en = "--drop-comments goes with -w", .ja = "--drop-comments は -w と指定します"};
  }
  if (options.write && std::ranges::find(options.models, "-") != options.models.end()) {
    return Text{.en = "standard input cannot be written back to",
                .ja = "標準入力には書き戻せません"};
  }
  return std::nullopt;
}

ExitCode run(Session& session) {
  const Options& options = session.options();
  if (const auto problem = conflict(options)) return session.refuse(*problem);
  if (options.merge || options.models.empty()) return merge(session);
  std::vector<Formatted> files;
  for (const std::string& argument : options.models) {
    auto formatted = format_argument(session, argument);
    if (!formatted) return formatted.error();
    std::ranges::move(*formatted, std::back_inserter(files));
  }
  if (options.write) return write_back(session, files);
  if (!options.check) return print(session, files);
  answer_list(session, files);
  return std::ranges::any_of(files, &Formatted::changes) ? ExitCode::Findings : ExitCode::Fine;
}

constexpr auto kOptions = std::to_array<Option>(
    {Option::Check, Option::Write, Option::DropComments, Option::Merge, Option::Root});
constexpr auto kFormats = std::to_array<Format>({Format::Text, Format::Json});

}  // namespace

constinit const Verb kFmtVerb{
    .name = "fmt",
    .summary = {.en = "the canonical form of model files, or several as one document",
                .ja = "モデルファイルを標準形に整え、または一つにまとめます"},
    .usage = {.en = "[--check] [-w] [--drop-comments] FILE…\n--merge MODEL…",
              .ja = "[--check] [-w] [--drop-comments] ファイル…\n--merge モデル…"},
    .details =
        {.en = "Keeps the order of records, one record a line where it fits, and every key, the "
               "user's own (x-…) too. Without an option it prints the result; -w writes it back, "
               "and names what it changed.\n"
               "The canonical form has no comments: -w refuses a file with comments unless "
               "--drop-comments is given.",
         .ja = "記録の順序とすべてのキー（利用者独自の x-… を含む）を保ち、一行に収まる記録は一行に"
               "します。オプションがなければ結果を出力し、-w で書き戻して、変更したファイルを挙げ"
               "ます。\n"
               "標準形にはコメントがありません。コメントのあるファイルは、--drop-comments を指定し"
               "なければ -w で書き換えません。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
