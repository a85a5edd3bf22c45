#include "engine/impact.h"

#include <algorithm>
#include <array>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/asked_changes.h"
#include "cli/letter_answer.h"
#include "cli/model_input.h"
#include "cli/output/impact_csv.h"
#include "cli/output/impact_json.h"
#include "cli/output/impact_markdown.h"
#include "cli/output/impact_text.h"
#include "cli/output/model_text.h"
#include "cli/phrase.h"
#include "cli/unknown.h"
#include "cli/verbs/table.h"
#include "engine/impact_part.h"
#include "engine/supply_graph.h"

namespace musubi::cli {
namespace {

bool is_incomplete(const Impact& impact) {
  return std::ranges::any_of(impact.organizations,
                             [](const AffectedOrganization& row) { return !row.told || row.late; });
}

struct Answer {
  ImpactPart part;
  std::string_view id;
  const Viewpoint* reader = nullptr;
};

ImpactView view_of(const SupplyGraph& supply, const Answer& answer) {
  return {&supply, &answer.part.question, &answer.part.impact, answer.id, answer.reader};
}

/// The party that the answer is for; nothing where it is for whoever asks.
std::expected<std::optional<Viewpoint>, Text> find_reader(const SupplyGraph& supply,
                                                          const std::optional<std::string>& id) {
  if (!id) return std::nullopt;
  constexpr std::array kParties{RecordKind::Organization};
  const auto record = supply.model().find(*id);
  if (!record || record->kind != RecordKind::Organization) {
    return std::unexpected(unknown_id(supply.model(), *id, kParties));
  }
  return Viewpoint(supply, supply.party(OrganizationId(record->index)));
}

std::string json_of(const Session& session, const SupplyGraph& supply, const AsOf& as_of,
                    const std::vector<Answer>& answers) {
  ResultJson result("impact", &supply.model(), as_of);
  if (!session.options().targets.empty()) {
    write_impact(result, view_of(supply, answers.front()));
    return result.text();
  }
  result.body().key("changes");
  result.body().begin_array();
  for (const Answer& answer : answers) {
    result.body().begin_object();
    result.body().member_or_null("id", std::string(answer.id));
    write_impact(result, view_of(supply, answer));
    result.body().end_object();
  }
  result.body().end_array();
  return result.text();
}

std::string text_of(const Session& session, const SupplyGraph& supply, const AsOf& as_of,
                    const std::vector<Answer>& answers) {
  Page page = session.page();
  write_model_head(page, supply.model(), as_of, session.language());
  for (const Answer& answer : answers) {
    page.blank();
    write_impact(page, view_of(supply, answer), session.language());
  }
  return page.text();
}

std::string markdown_of(const Session& session, const std::vector<ImpactView>& views) {
  std::string text;
  for (const ImpactView& view : views) {
    if (!text.empty()) text += "\n---\n\n";
    text += impact_markdown(view, session.language());
  }
  return text;
}

std::string answer_text(const Session& session, const SupplyGraph& supply, const AsOf& as_of,
                        const std::vector<Answer>& answers) {
  std::vector<ImpactView> views;
  for (const Answer& answer : answers) views.push_back(view_of(supply, answer));
  switch (session.options().format) {
    case Format::Json: return json_of(session, supply, as_of, answers);
    case Format::Markdown: return markdown_of(session, views);
    case Format::Csv: return impact_csv(views, session.language());
    default: return text_of(session, supply, as_of, answers);
  }
}

/// A letter is about one change, and to one party.
std::optional<Text> letter_conflict(const Options& options, std::size_t changes) {
  if (options.wareki && !options.letter) {
    return Text{.en = "--wareki needs --letter ORG, to whom to write",
                .ja = "--wareki は --letter ORG と合わせて指定してください"};
  }
  if (!options.letter) return std::nullopt;
  if (options.recipient) {
    return Text{.en = "--letter and --for exclude each other",
                .ja = "--letter と --for は同時に指定できません"};
  }
  if (changes == 1) return std::nullopt;
  return compose({.en = "--letter is about one change, and these are {}; name one with --target",
                  .ja = "--letter "
                        "は一つの変更についての書面です（変更が {} 件あります）。--target "
                        "で一つ指定してください"},
                 changes);
}

ExitCode run(Session& session) {
  const Options& options = session.options();
  const auto input = read_input(session);
  if (!input) return input.error();
  const SupplyGraph supply(input->model(), input->as_of.date);
  const auto asked = find_asked_changes(supply, options);
  if (!asked) return session.refuse(asked.error());
  const auto reader = find_reader(supply, options.recipient);
  if (!reader) return session.refuse(reader.error());
  const ImpactFinder finder(supply);
  std::vector<Answer> answers;
  bool complete = true;
  for (const AskedChange& one : *asked) {
    ImpactPart part{one.question, finder.find(one.question)};
    if (*reader) part = part_of(**reader, supply, part.question, part.impact);
    complete = complete && !is_incomplete(part.impact);
    answers.push_back({std::move(part), one.id, *reader ? &**reader : nullptr});
  }
  if (const auto problem = letter_conflict(options, answers.size())) {
    return session.refuse(*problem);
  }
  if (options.letter) {
    return answer_letter(session, view_of(supply, answers.front()), finder, input->as_of);
  }
  session.answer(answer_text(session, supply, input->as_of, answers));
  return options.exit_status && !complete ? ExitCode::Findings : ExitCode::Fine;
}

constexpr auto kOptions = std::to_array<Option>(
    {Option::Target, Option::Kind, Option::On, Option::Changes, Option::System, Option::For,
     Option::ExitStatus, Option::Letter, Option::Wareki, Option::AsOf, Option::Root});
constexpr auto kFormats =
    std::to_array<Format>({Format::Text, Format::Json, Format::Markdown, Format::Csv});

}  // namespace

constinit const Verb kImpactVerb{
    .name = "impact",
    .summary = {.en = "whom a change affects, who is told of it when, and what has to be done",
                .ja = "変更が誰に影響し、誰にいつ通知され、何を行う必要があるのかを示します"},
    .usage = {.en = "[--target ID | --changes FILE] [options] MODEL…",
              .ja = "[--target ID | --changes ファイル] [オプション] モデル…"},
    .details =
        {.en = "Prints a plan: who is affected by a change of a service, a contract or an "
               "organization, who is told of it by which route and how long before, who never is "
               "and which clause is missing, what has to be agreed again, looked at again or "
               "confirmed, in that order. With --kind outage it says what goes on running on "
               "redundancy, with --kind incident after how many hours each learns of it. Without "
               "--target and --changes it looks at every change on record in the model. --for ORG "
               "leaves out what that organization may not see: contracts between others, and who "
               "supplies whom further down.",
         .ja =
             "構成要素、契約、組織の変更について、影響を受ける者、誰がどの経路で何日前までに通知を"
             "受けるのか、通知されない者と足りない定め、再合意形成・見直し・確認の順序を、計画とし"
             "て示します。--kind outage では冗長化により稼働し続けるものを、--kind incident では何"
             "時間後に伝わるのかを示します。--target も --changes も指定しない場合は、モデルに記録"
             "されたすべての変更を検討します。--for ORG "
             "を指定すると、他者間の契約や、その組織が知り"
             "得ない下流の事業者を除いて示します。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
