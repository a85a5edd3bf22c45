#include "engine/impact.h"

#include <algorithm>
#include <array>
#include <expected>
#include <string>
#include <vector>

#include "cli/letter_answer.h"
#include "cli/model_input.h"
#include "cli/output/impact_csv.h"
#include "cli/output/impact_json.h"
#include "cli/output/impact_markdown.h"
#include "cli/output/impact_text.h"
#include "cli/output/model_text.h"
#include "cli/selection.h"
#include "cli/unknown.h"
#include "cli/verbs/table.h"
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

bool is_incomplete(const Impact& impact) {
  return std::ranges::any_of(impact.organizations,
                             [](const AffectedOrganization& row) { return !row.told || row.late; });
}

ExitCode run(Session& session) {
  const Options& options = session.options();
  if (options.targets.empty()) {
    return session.refuse({.en = "needs --target ID, what changes",
                           .ja = "--target ID で、変わるものを指定してください"});
  }
  if (options.wareki && !options.letter) {
    return session.refuse({.en = "--wareki needs --letter ORG, to whom to write",
                           .ja = "--wareki は --letter ORG と合わせて指定してください"});
  }
  const auto input = read_input(session);
  if (!input) return input.error();
  const Model& model = input->model();
  const SupplyGraph supply(model, input->as_of.date);
  const auto targets = find_targets(model, options.targets);
  if (!targets) return session.refuse(targets.error());
  const auto selection = select(supply, options);
  if (!selection) return session.refuse(selection.error());
  ChangeQuestion question{
      .targets = *targets, .kind = options.kind, .systems = {}, .on = options.on};
  if (!selection->systems.empty()) question.systems = selection->systems;
  const ImpactFinder finder(supply);
  const Impact impact = finder.find(question);
  const ImpactView view{&supply, &question, &impact};
  if (options.letter) return answer_letter(session, view, finder, input->as_of);
  if (session.wants_json()) {
    ResultJson result("impact", &model, input->as_of);
    write_impact(result, view);
    session.answer(result.text());
  } else if (options.format == Format::Markdown) {
    session.answer(impact_markdown(view, session.language()));
  } else if (options.format == Format::Csv) {
    session.answer(impact_csv(std::array{view}, session.language()));
  } else {
    Page page = session.page();
    write_model_head(page, model, input->as_of, session.language());
    page.blank();
    write_impact(page, view, session.language());
    session.answer(page.text());
  }
  return options.exit_status && is_incomplete(impact) ? ExitCode::Findings : ExitCode::Fine;
}

constexpr auto kOptions = std::to_array<Option>({Option::Target, Option::Kind, Option::On,
                                                 Option::System, Option::ExitStatus, Option::Letter,
                                                 Option::Wareki, Option::AsOf, Option::Root});
constexpr auto kFormats =
    std::to_array<Format>({Format::Text, Format::Json, Format::Markdown, Format::Csv});

}  // namespace

constinit const Verb kImpactVerb{
    .name = "impact",
    .summary = {.en = "whom a change affects, who is told of it when, and what has to be done",
                .ja = "変更が誰に影響し、誰にいつ通知され、何を行う必要があるのかを示します"},
    .usage = {.en = "--target ID [options] MODEL…", .ja = "--target ID [オプション] モデル…"},
    .details =
        {.en = "Prints a plan: who is affected by a change of a service, a contract or an "
               "organization, who is told of it by which route and how long before, who never is "
               "and which clause is missing, what has to be agreed again, looked at again or "
               "confirmed, in that order. With --kind outage it says what goes on running on "
               "redundancy, with --kind incident after how many hours each learns of it.",
         .ja =
             "構成要素、契約、組織の変更について、影響を受ける者、誰がどの経路で何日前までに通知を"
             "受けるのか、通知されない者と足りない定め、再合意形成・見直し・確認の順序を、計画とし"
             "て示します。--kind outage では冗長化により稼働し続けるものを、--kind incident では何"
             "時間後に伝わるのかを示します。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
