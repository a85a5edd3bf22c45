#include <array>
#include <string>

#include "cli/model_input.h"
#include "cli/phrase.h"
#include "cli/verbs/table.h"
#include "model/snapshot.h"
#include "model/version.h"

namespace musubi::cli {
namespace {

ExitCode run(Session& session) {
  if (!session.options().output && session.environment().out_is_terminal) {
    return session.refuse({.en = "a snapshot is nothing to read; name a file for it with -o",
                           .ja =
                               "スナップショットは人が読む形式ではありません。-o で出力先のファイル"
                               "を指定してください"});
  }
  const auto input = read_input(session, session.options().models);
  if (!input) return input.error();
  const std::string snapshot = make_snapshot(input->loaded);
  session.answer(snapshot);
  session.remark(compose(
      {.en = "{:.1f} MB, to be opened by musubi {} on this kind of machine; keep the texts as well",
       .ja = "{:.1f} MB。同じ種類の機械の musubi {} で開けます。元のテキストも保管してください"},
      static_cast<double>(snapshot.size()) / 1e6, version()));
  return ExitCode::Fine;
}

constexpr auto kOptions = std::to_array<Option>({Option::Root});
constexpr auto kFormats = std::to_array<Format>({Format::Text});

}  // namespace

constinit const Verb kPackVerb{
    .name = "pack",
    .summary = {.en = "make a snapshot of a model that every verb opens at once",
                .ja = "すべてのコマンドですぐに開けるモデルのスナップショットを作ります"},
    .usage = {.en = "[options] MODEL… -o FILE", .ja = "[オプション] モデル… -o ファイル"},
    .details =
        {.en = "A snapshot holds a model as it stands in memory, with the texts of its files: name "
               "it wherever a verb takes a MODEL, alone. The answers are the same as from the "
               "texts, places included. It is opened without being read, which pays for large "
               "models that are asked many questions. Only the version of musubi that made it "
               "opens it, and checksums refuse it when it is damaged; they are no protection "
               "against forgery, so open only snapshots that you trust, and exchange the texts.",
         .ja =
             "スナップショットは、モデルをメモリー上の形のまま、各ファイルのテキストとともに保存し"
             "た"
             "ものです。コマンドにモデルを指定する場所で、単独で指定できます。答えは、記載場所も"
             "含めてテキストを読み込んだ場合と同じです。読み込みを省いて開くため、大きなモデルに何"
             "度も問い合わせる場合に適しています。作成した版の musubi でのみ開けます。壊れたものは"
             "チェックサムで検出して開きませんが、改ざんへの対策ではありません。信頼できるものだけ"
             "を開き、他者との受け渡しにはテキストを使ってください。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
