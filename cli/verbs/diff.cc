#include <algorithm>
#include <array>
#include <expected>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "cli/model_input.h"
#include "cli/output/diff_json.h"
#include "cli/output/diff_markdown.h"
#include "cli/output/diff_text.h"
#include "cli/phrase.h"
#include "cli/selection.h"
#include "cli/verbs/table.h"
#include "engine/model_changes.h"
#include "engine/rule_runner.h"
#include "engine/supply_graph.h"
#include "model/model_diff.h"

namespace musubi::cli {
namespace {

CheckOptions check_options(Session& session) {
  const Options& options = session.options();
  CheckOptions result;
  result.facts.max_systems = options.max_systems.value_or(std::numeric_limits<std::size_t>::max());
  result.facts.threads = thread_count(options);
  result.facts.progress = &session.progress();
  result.only = options.rules;
  return result;
}

std::optional<Text> check_arguments(const Options& options) {
  if (options.models.size() != 2) {
    return Text{
        .en = "needs two models, the old one and the new one, each a file or a folder",
        .ja = "旧モデルと新モデルを一つずつ（それぞれファイルかフォルダー）指定してください"};
  }
  if (options.models[0] == "-" && options.models[1] == "-") {
    return Text{.en = "only one of the two can come from standard input",
                .ja = "標準入力から読み込めるのは、どちらか一方だけです"};
  }
  return check_rule_names(options.rules);
}

// Says besides which of the two it is.
std::expected<Input, ExitCode> read_side(Session& session, const std::string& argument,
                                         const Phrase& which) {
  auto input = read_input(session, std::span(&argument, 1));
  if (!input) {
    session.complain(compose({.en = "{}, '{}', cannot be used", .ja = "{}「{}」を使用できません"},
                             which, argument));
  }
  return input;
}

// A model at its date with what the rules say of it.
struct Judged {
  Judged(const Input& input, Session& session)
      : supply(input.model(), input.as_of.date),
        result(check_model(supply, check_options(session))),
        side{.supply = &supply, .as_of = input.as_of, .findings = {}} {
    side.findings.model = &input.model();
    side.findings.result = &result;
    side.findings.as_of = input.as_of.date;
    side.findings.rows.resize(result.findings.size());
    std::iota(side.findings.rows.begin(), side.findings.rows.end(), std::size_t{0});
    side.findings.max_systems = session.options().max_systems;
  }

  SupplyGraph supply;
  CheckResult result;
  DiffSide side;
};

void answer(Session& session, const DiffView& view) {
  switch (session.options().format) {
    case Format::Json: {
      ResultJson json("diff", &view.after.supply->model(), view.after.as_of);
      write_diff(json, view);
      return session.answer(json.text());
    }
    case Format::Markdown: return session.answer(diff_markdown(view, session.language()));
    default: break;
  }
  Page page = session.page();
  write_diff(page, view, session.language());
  session.answer(page.text());
}

ExitCode run(Session& session) {
  const Options& options = session.options();
  if (const auto problem = check_arguments(options)) return session.refuse(*problem);
  const auto before =
      read_side(session, options.models[0], {.en = "the old model", .ja = "旧モデル"});
  if (!before) return before.error();
  const auto after =
      read_side(session, options.models[1], {.en = "the new model", .ja = "新モデル"});
  if (!after) return after.error();
  const ModelDiff diff =
      diff_documents(merge_files(before->loaded).document, merge_files(after->loaded).document);
  const Judged old_model(*before, session);
  const Judged new_model(*after, session);
  DiffView view{.before = old_model.side,
                .after = new_model.side,
                .diff = &diff,
                .changes = model_changes(diff, old_model.supply, new_model.supply),
                .impact = {},
                .findings = compare_findings(old_model.result, before->model(), new_model.result,
                                             after->model(), diff.renames)};
  view.impact = find_impact(view.changes, diff.renames, old_model.supply, new_model.supply);
  answer(session, view);
  return options.exit_status && !view.empty() ? ExitCode::Findings : ExitCode::Fine;
}

constexpr auto kOptions =
    std::to_array<Option>({Option::ExitStatus, Option::Rules, Option::MaxSystems, Option::AsOf,
                           Option::Root, Option::Threads});
constexpr auto kFormats = std::to_array<Format>({Format::Text, Format::Json, Format::Markdown});

}  // namespace

constinit const Verb kDiffVerb{
    .name = "diff",
    .summary = {.en = "what differs between two models, whom that affects, and which findings it "
                      "brings and settles",
                .ja = "二つのモデルの差と、その影響を受ける者、新たに生じる指摘事項となくなる指摘"
                      "事項を示します"},
    .usage = {.en = "[options] OLD NEW", .ja = "[オプション] 旧モデル 新モデル"},
    .details =
        {.en = "Compares record by record, by id, in whatever order and files they stand; a record "
               "that has another id and is otherwise the same is renamed. Confirmations and the "
               "like without an id are the same where they are about the same. What contracts take "
               "in from terms that changed is listed at the contracts.\n"
               "Another provider, dependency or place of a service is a change of the service, "
               "another content or period of a contract a change of the contract; a service or "
               "contract that is gone, or a contract that is not in force any more, has ended. "
               "Whom all of this affects is asked of the old model for what goes, of the new one "
               "for what comes, and of both for what changes; of several answers for one "
               "organization the worst is shown.\n"
               "Each model is judged by its own date, both by that of --as-of where it is given. "
               "--format markdown is a comment for a merge request.",
         .ja = "記録を ID で対応付けて比べます。並び順やファイルの分け方は差として扱いません。ID "
               "だけが異なる記録は「ID の変更」とします。ID のない確認などの記録は、対象が同じもの"
               "を同じ記録とみなします。約款等の変更により契約の内容が変わるときは、その契約の欄に"
               "示します。\n"
               "構成要素の提供者、依存先、所在地などの違いは「サービスの変更」、契約の内容や期間の"
               "違いは「契約の変更」、構成要素や契約がなくなること、契約が効力を失うことは「終了」"
               "です。その影響は、なくなるものは旧モデル、加わるものは新モデル、変わるものは両方に"
               "ついて調べ、一つの組織に複数の結果があるときは最も悪いものを示します。\n"
               "判断の基準日はモデルごとに定め、--as-of を指定すると両方ともその日とします。"
               "--format markdown は、マージリクエストのコメント向けの形式です。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
