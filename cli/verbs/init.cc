#include <array>
#include <cerrno>
#include <expected>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "cli/examples.h"
#include "cli/output/result_json.h"
#include "cli/output_file.h"
#include "cli/phrase.h"
#include "cli/verbs/table.h"
#include "model/nearest.h"

namespace musubi::cli {
namespace {

namespace fs = std::filesystem;

struct NewFile {
  fs::path path;
  std::string text;
};

std::vector<NewFile> first_model(const fs::path& folder, Language language) {
  const ExampleFile* const file = find_example_file(
      language == Language::Ja ? "init/first.ja.musubi.json" : "init/first.en.musubi.json");
  if (file == nullptr) return {};
  return {{.path = folder / "model.musubi.json", .text = without_announcements(file->text)}};
}

Text unknown_example(const std::string& wanted, const std::vector<Example>& examples) {
  std::vector<std::string_view> names;
  std::string list;
  for (const Example& example : examples) {
    names.push_back(example.name);
    list += "\n  " + example.name;
  }
  if (const auto meant = nearest(wanted, names)) {
    return compose({.en = "there is no example '{}'; did you mean '{}'? There are:{}",
                    .ja = "「{}」という実例はありません。「{}」ではありませんか。実例の一覧：{}"},
                   wanted, *meant, list);
  }
  return compose({.en = "there is no example '{}'. There are:{}",
                  .ja = "「{}」という実例はありません。実例の一覧：{}"},
                 wanted, list);
}

std::expected<std::vector<NewFile>, Text> worked_example(const fs::path& folder,
                                                         const std::string& wanted) {
  const std::vector<Example> examples = worked_examples();
  for (const Example& example : examples) {
    if (example.name != wanted) continue;
    std::vector<NewFile> files;
    for (const ExampleFile* file : example.files) {
      files.push_back(
          {.path = folder / fs::path(file->path).filename(), .text = std::string(file->text)});
    }
    return files;
  }
  return std::unexpected(unknown_example(wanted, examples));
}

// Nothing is written when one of the files is there already.
std::expected<void, Text> write_files(const fs::path& folder, const std::vector<NewFile>& files) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    return std::unexpected(
        compose({.en = "cannot make the folder '{}': {}", .ja = "フォルダー「{}」を作れません：{}"},
                folder.string(), system_error(error.value())));
  }
  for (const NewFile& file : files) {
    if (fs::exists(file.path, error)) {
      return std::unexpected(compose({.en = "'{}' exists already; nothing was written",
                                      .ja = "「{}」は既に存在します。何も書き込んでいません。"},
                                     file.path.string()));
    }
  }
  for (const NewFile& file : files) {
    if (auto written = create_file(file.path.string(), file.text); !written) return written;
  }
  return {};
}

void answer_text(Session& session, const fs::path& folder, const std::vector<NewFile>& files) {
  Page page = session.page();
  const Language language = session.language();
  for (const NewFile& file : files) {
    page.line(Styled(
        compose_in(language, {.en = "wrote {}", .ja = "{} を書き込みました"}, file.path.string())));
  }
  const std::string model = files.size() == 1 ? files.front().path.string() : folder.string();
  page.blank();
  page.paragraph(Styled(language == Language::Ja ? "次に：" : "Next:", Style::Strong));
  page.line(Styled("  musubi check " + model));
  page.line(Styled("  musubi responsibility " + model));
  session.answer(page.text());
}

void answer_json(Session& session, const std::vector<NewFile>& files) {
  ResultJson result("init", nullptr, std::nullopt);
  std::vector<std::string> paths;
  for (const NewFile& file : files) paths.push_back(file.path.string());
  result.body().list_member("written", paths);
  session.answer(result.text());
}

ExitCode run(Session& session) {
  const Options& options = session.options();
  if (options.models.size() > 1) {
    return session.refuse(
        {.en = "takes one folder at most", .ja = "フォルダーは一つだけ指定できます"});
  }
  const fs::path folder = options.models.empty() ? fs::path(".") : fs::path(options.models.front());
  std::vector<NewFile> files;
  if (options.example) {
    auto found = worked_example(folder, *options.example);
    if (!found) return session.refuse(found.error());
    files = *std::move(found);
  } else {
    files = first_model(folder, session.language());
  }
  for (NewFile& file : files) file.path = file.path.lexically_normal();
  if (const auto written = write_files(folder, files); !written) {
    session.complain(written.error());
    return ExitCode::Failure;
  }
  if (session.wants_json()) {
    answer_json(session, files);
  } else {
    answer_text(session, folder, files);
  }
  return ExitCode::Fine;
}

constexpr auto kOptions = std::to_array<Option>({Option::Example});
constexpr auto kFormats = std::to_array<Format>({Format::Text, Format::Json});

}  // namespace

constinit const Verb kInitVerb{
    .name = "init",
    .summary = {.en = "write a commented first model, or one of the worked examples",
                .ja = "コメント付きの最初のモデル、または実例を書き出します"},
    .usage = {.en = "[--example NAME] [DIR]", .ja = "[--example 名前] [フォルダー]"},
    .details = {.en =
                    "The model goes to DIR (this folder unless said). Nothing is ever overwritten. "
                    "A name that is unknown, such as '?', lists the examples.",
                .ja = "モデルは指定したフォルダー（指定がなければ現在のフォルダー）に書き込みます。"
                      "既にあるファイルは上書きしません。存在しない名前（? など）を指定すると、"
                      "実例の一覧を表示します。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
