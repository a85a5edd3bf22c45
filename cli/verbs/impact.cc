#include "engine/impact.h"

#include <algorithm>
#include <array>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "cli/model_input.h"
#include "cli/output/impact_json.h"
#include "cli/output/impact_text.h"
#include "cli/output/model_text.h"
#include "cli/selection.h"
#include "cli/unknown.h"
#include "cli/verbs/table.h"
#include "engine/impact_part.h"
#include "engine/recorded_changes.h"
#include "engine/supply_graph.h"

namespace musubi::cli {
namespace {

constexpr std::array kTargets{RecordKind::Service, RecordKind::Contract, RecordKind::Organization};

std::expected<std::vector<RecordRef>, Text> find_targets(const Model& model,
                                                         const std::vector<std::string>& ids) {
  std::vector<RecordRef> targets;
  for (const std::string& id : ids) {
    const auto record = model.find(id);
    if (!record || std::ranges::find(kTargets, record->kind) == kTargets.end()) {
      return std::unexpected(unknown_id(model, id, kTargets));
    }
    targets.push_back(*record);
  }
  std::ranges::sort(targets, {}, [&](RecordRef r) { return model.text(model.record(r).id); });
  const auto twice = std::ranges::unique(targets);
  targets.erase(twice.begin(), twice.end());
  return targets;
}

/// A change to look at; `id` is empty unless it is on record.
struct Asked {
  ChangeQuestion question;
  std::string_view id;
};

/// Takes only those of the systems of a question that were asked for.
void restrict_to(const std::vector<SystemId>& systems, ChangeQuestion& question) {
  if (!question.systems) {
    question.systems = systems;
    return;
  }
  std::erase_if(*question.systems, [&](SystemId system) {
    return std::ranges::find(systems, system) == systems.end();
  });
}

/// What the records of the model ask, the next to take effect first.
std::vector<Asked> recorded_questions(const Model& model) {
  std::vector<Asked> asked;
  for (const Change& change : model.changes) {
    asked.push_back({question_of(change), model.text(change.id)});
  }
  std::ranges::sort(asked, {}, [](const Asked& one) {
    return std::tuple(!one.question.on.has_value(), one.question.on, one.id);
  });
  return asked;
}

std::expected<std::vector<Asked>, Text> find_questions(const SupplyGraph& supply,
                                                       const Options& options) {
  const Model& model = supply.model();
  std::vector<Asked> asked;
  if (!options.targets.empty()) {
    const auto targets = find_targets(model, options.targets);
    if (!targets) return std::unexpected(targets.error());
    asked.push_back({{.targets = *targets,
                      .kind = options.kind.value_or(ChangeKind::ServiceChange),
                      .systems = {},
                      .on = options.on},
                     {}});
  } else if (options.changes) {
    for (const Change& change : model.planned) asked.push_back({question_of(change), {}});
  } else {
    asked = recorded_questions(model);
    if (asked.empty()) {
      return std::unexpected(Text{
          .en = "needs --target ID, what changes, or --changes FILE: no change is on record in the "
                "model",
          .ja = "--target ID で変わるものを指定するか、--changes FILE "
                "を指定してください（モデルに変更の記録はありません）"});
    }
  }
  const auto selection = select(supply, options);
  if (!selection) return std::unexpected(selection.error());
  if (!selection->systems.empty()) {
    for (Asked& one : asked) restrict_to(selection->systems, one.question);
  }
  return asked;
}

/// Options that say what a single change is.
std::optional<Text> conflict(const Options& options) {
  if (!options.targets.empty() && options.changes) {
    return Text{.en = "--target and --changes exclude each other",
                .ja = "--target と --changes は同時に指定できません"};
  }
  if (options.targets.empty() && (options.kind || options.on)) {
    return Text{.en = "--kind and --on need --target ID, what changes",
                .ja = "--kind と --on は --target ID と合わせて指定してください"};
  }
  return std::nullopt;
}

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

ExitCode run(Session& session) {
  const Options& options = session.options();
  if (const auto problem = conflict(options)) return session.refuse(*problem);
  const auto input = read_input(session);
  if (!input) return input.error();
  const SupplyGraph supply(input->model(), input->as_of.date);
  const auto asked = find_questions(supply, options);
  if (!asked) return session.refuse(asked.error());
  const auto reader = find_reader(supply, options.recipient);
  if (!reader) return session.refuse(reader.error());
  const ImpactFinder finder(supply);
  std::vector<Answer> answers;
  bool complete = true;
  for (const Asked& one : *asked) {
    ImpactPart part{one.question, finder.find(one.question)};
    if (*reader) part = part_of(**reader, supply, part.question, part.impact);
    complete = complete && !is_incomplete(part.impact);
    answers.push_back({std::move(part), one.id, *reader ? &**reader : nullptr});
  }
  session.answer(session.wants_json() ? json_of(session, supply, input->as_of, answers)
                                      : text_of(session, supply, input->as_of, answers));
  return options.exit_status && !complete ? ExitCode::Findings : ExitCode::Fine;
}

constexpr auto kOptions = std::to_array<Option>({Option::Target, Option::Kind, Option::On,
                                                 Option::Changes, Option::System, Option::For,
                                                 Option::ExitStatus, Option::AsOf, Option::Root});
constexpr auto kFormats = std::to_array<Format>({Format::Text, Format::Json});

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
