#include "model/schema.h"

#include <array>

#include "cli/unknown.h"
#include "cli/verbs/table.h"

namespace musubi::cli {
namespace {

ExitCode run(Session& session) {
  if (!session.options().models.empty()) return session.refuse(takes_no_model());
  session.answer(write_schema());
  return ExitCode::Fine;
}

constexpr auto kFormats = std::to_array<Format>({Format::Json});

}  // namespace

constinit const Verb kSchemaVerb{
    .name = "schema",
    .summary = {.en = "the JSON Schema of model files, for editors",
                .ja = "モデルファイルの JSON Schema を出力します（エディター用）"},
    .usage = {.en = "[-o FILE]", .ja = "[-o ファイル]"},
    .details = {.en = "JSON Schema, draft 2020-12. An editor that is given it completes keys, "
                      "explains them in both languages, and marks mistakes while one types.",
                .ja = "JSON Schema（2020-12）です。エディターに設定すると、キーの補完や日本語・英語"
                      "の説明、入力中の誤りの指摘ができるようになります。"},
    .options = {},
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
