#include "engine/path.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "cli/model_input.h"
#include "cli/output/evidence_text.h"
#include "cli/output/model_text.h"
#include "cli/output/names.h"
#include "cli/phrase.h"
#include "cli/unknown.h"
#include "cli/verbs/table.h"
#include "engine/supply_graph.h"

namespace musubi::cli {
namespace {

constexpr std::array kEnds{RecordKind::Organization, RecordKind::Service, RecordKind::System};

std::optional<RecordRef> find_end(const Model& model, const std::string& id) {
  const auto record = model.find(id);
  const bool fits = record && std::ranges::find(kEnds, record->kind) != kEnds.end();
  return fits ? record : std::nullopt;
}

Styled end_label(const Model& model, RecordRef record, Language language) {
  return label_of(model, model.record(record).id, language);
}

void write_left_out(Page& page, const Paths& paths, Language language) {
  if (paths.left_out > 0) {
    page.blank();
    page.paragraph(Styled(compose_in(language,
                                     {.en = "{} more; --max N shows more of them.",
                                      .ja = "ほか {} 件（--max N でさらに示せます）。"},
                                     paths.left_out)));
  }
  if (paths.stopped_counting) {
    page.blank();
    page.paragraph(
        Styled(language == Language::Ja
                   ? "経路が多いため、数えるのを途中でやめました。これより多くの経路があり得ます。"
                   : "There are so many that counting was stopped; there may be more."));
  }
}

void write_paths(Page& page, const Model& model, const PathQuestion& question, const Paths& paths,
                 Language language) {
  const bool japanese = language == Language::Ja;
  Styled head = end_label(model, question.from, language);
  head.add(japanese ? "から" : " to ").add(end_label(model, question.to, language));
  page.paragraph(head.add(japanese ? "まで" : ""), 0, 2);
  if (paths.paths.empty()) {
    page.blank();
    page.paragraph(Styled(japanese ? "経路の記録はありません。" : "No path is on record."));
  }
  std::size_t number = 0;
  for (const Evidence& path : paths.paths) {
    page.blank();
    std::string mark = paths.paths.size() == 1 ? "" : std::to_string(++number) + ". ";
    const std::size_t indent = mark.size();
    for (const Styled& step : chain_text(model, path, language)) {
      page.paragraph(Styled(mark).add(step), mark.empty() ? indent : 0, indent + 2);
      mark.clear();
    }
  }
  write_left_out(page, paths, language);
}

void answer_json(Session& session, const Input& input, const PathQuestion& question,
                 const Paths& paths) {
  const Model& model = input.model();
  ResultJson result("path", &model, input.as_of);
  JsonWriter& json = result.body();
  result.id_member("from", model.record(question.from).id);
  result.id_member("to", model.record(question.to).id);
  json.key("paths");
  json.begin_array();
  for (const Evidence& path : paths.paths) result.evidence(path);
  json.end_array();
  json.key("left_out");
  if (paths.stopped_counting) {
    json.null();
  } else {
    json.value(std::uint64_t{paths.left_out});
  }
  session.answer(result.text());
}

ExitCode run(Session& session) {
  const Options& options = session.options();
  if (!options.from || !options.to) {
    return session.refuse(
        {.en = "needs --from ID and --to ID", .ja = "--from ID と --to ID を指定してください"});
  }
  const auto input = read_input(session);
  if (!input) return input.error();
  const Model& model = input->model();
  PathQuestion question{.from = {}, .to = {}, .max = options.all ? options.max : 1};
  for (const auto& [id, end] :
       {std::pair(&*options.from, &question.from), std::pair(&*options.to, &question.to)}) {
    const auto record = find_end(model, *id);
    if (!record) return session.refuse(unknown_id(model, *id, kEnds));
    *end = *record;
  }
  const SupplyGraph supply(model, input->as_of.date);
  const Paths paths = find_paths(supply, question);
  if (session.wants_json()) {
    answer_json(session, *input, question, paths);
  } else {
    Page page = session.page();
    write_model_head(page, model, input->as_of, session.language());
    page.blank();
    write_paths(page, model, question, paths, session.language());
    session.answer(page.text());
  }
  return ExitCode::Fine;
}

constexpr auto kOptions = std::to_array<Option>(
    {Option::From, Option::To, Option::All, Option::Max, Option::AsOf, Option::Root});
constexpr auto kFormats = std::to_array<Format>({Format::Text, Format::Json});

}  // namespace

constinit const Verb kPathVerb{
    .name = "path",
    .summary = {.en = "how one depends on another, with the contracts on the way",
                .ja = "ある者がどのように他に依存しているかを、途中の契約とともに示します"},
    .usage = {.en = "--from ID --to ID [options] MODEL…",
              .ja = "--from ID --to ID [オプション] モデル…"},
    .details =
        {.en = "Prints one of the shortest chains of dependencies from an organization, a service "
               "or a system to another, and the contracts that lead to each step. With --all all "
               "chains that meet nothing twice. That there is none is an answer too.",
         .ja =
             "組織、構成要素、システムから別のものへの、依存関係の最も短い連鎖の一つを、それぞれに"
             "至る契約とともに示します。--all では、同じものを二度通らないすべての連鎖を示します。"
             "連鎖がないことも答えの一つです。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
