#include <array>

#include "cli/model_input.h"
#include "cli/output/diagnostics_text.h"
#include "cli/output/model_text.h"
#include "cli/verbs/table.h"

namespace musubi::cli {
namespace {

ExitCode run(Session& session) {
  const auto loaded = read_models(session);
  if (!loaded) return loaded.error();
  const bool is_broken = loaded->diagnostics.has_errors();
  if (session.wants_json()) {
    answer_diagnostics_json(session, *loaded);
  } else {
    Page page = session.page();
    write_diagnostics(page, loaded->diagnostics, loaded->model.sources, session.language());
    if (!is_broken) {
      page.paragraph(Styled(session.language() == Language::Ja ? "モデルは正しい形式です。"
                                                               : "The model is well formed.",
                            Style::Good));
      page.paragraph(Styled(record_counts(loaded->model, session.language())));
    }
    session.answer(page.text());
  }
  return is_broken ? ExitCode::Invalid : ExitCode::Fine;
}

constexpr auto kOptions = std::to_array<Option>({Option::Root, Option::AsOf});
constexpr auto kFormats = std::to_array<Format>({Format::Text, Format::Json});

}  // namespace

constinit const Verb kValidateVerb{
    .name = "validate",
    .summary = {.en = "is the model well formed? All errors, with their places",
                .ja = "モデルの形式を確かめ、すべての誤りを場所とともに示します"},
    .usage = {.en = "[options] MODEL…", .ja = "[オプション] モデル…"},
    .details = {.en = "Every error of every file is reported in one run, the first 100 with the "
                      "line they stand in. Exits with 3 where there is one.",
                .ja =
                    "すべてのファイルのすべての誤りを一度に示します。最初の 100 件には該当する行を"
                    "添えます。誤りがあれば終了状態は 3 です。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
