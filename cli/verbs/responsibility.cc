#include <algorithm>
#include <array>
#include <vector>

#include "cli/model_input.h"
#include "cli/output/model_text.h"
#include "cli/output/names.h"
#include "cli/output/responsibility_json.h"
#include "cli/output/responsibility_tables.h"
#include "cli/output/responsibility_text.h"
#include "cli/output/system_answer.h"
#include "cli/phrase.h"
#include "cli/selection.h"
#include "cli/verbs/table.h"
#include "engine/assessment.h"
#include "engine/supply_graph.h"

namespace musubi::cli {
namespace {

// More systems than this are told in one line each, unless they were asked for.
constexpr std::size_t kSystemsInFull = 3;

std::vector<SystemId> systems_of(const Model& model, const Selection& selection) {
  std::vector<SystemId> systems = selection.systems;
  if (systems.empty()) {
    for (std::size_t i = 0; i < model.systems.size(); ++i) systems.emplace_back(i);
  }
  std::ranges::sort(systems, {}, [&](SystemId system) { return model.id(system); });
  const auto twice = std::ranges::unique(systems);
  systems.erase(twice.begin(), twice.end());
  return systems;
}

std::size_t unanswered_components(const SystemAnswer& answer) {
  std::size_t count = 0;
  for (Component c = 0; c < answer.graph().components().size(); ++c) {
    if (answer.graph().relevant(c) && !answer.graph().own(c) &&
        !answer.responsibility().anybody_answers(c))
      ++count;
  }
  return count;
}

void write_overview(Page& page, const SupplyGraph& supply, const Confirmations& confirmations,
                    const std::vector<SystemId>& systems, Language language) {
  const bool japanese = language == Language::Ja;
  const Model& model = supply.model();
  Table table;
  table.columns = {{.head = Styled(japanese ? "システム" : "system", Style::Dim)},
                   {.head = Styled(japanese ? "提供形態" : "form of provision", Style::Dim)},
                   {.head = Styled(japanese ? "構成要素" : "components", Style::Dim),
                    .align = Align::Right,
                    .keeps_width = true},
                   {.head = Styled(japanese ? "責任者なし" : "unanswered", Style::Dim),
                    .align = Align::Right,
                    .keeps_width = true}};
  for (const SystemId system : systems) {
    const SystemAnswer answer(supply, confirmations, system);
    const std::size_t unanswered = unanswered_components(answer);
    table.rows.push_back(
        {label_of(model, model[system].id, language), Styled(form_of_provision(answer, language)),
         Styled(std::to_string(answer.graph().components().size())),
         Styled(std::to_string(unanswered), unanswered > 0 ? Style::Warning : Style::Plain)});
  }
  page.table(table);
  page.blank();
  page.paragraph(Styled(
      japanese ? "「責任者なし」は、医療機関等に対して責任を負う者の記録がない構成要素の数です。"
                 "--system ID で、一つのシステムについて誰が何を管理するかを示します。"
               : "\"unanswered\" counts the components for which nobody on record answers to the "
                 "institution. --system ID says who manages what in one system."));
}

void answer_text(Session& session, const Input& input, const SupplyGraph& supply,
                 const Confirmations& confirmations, const std::vector<SystemId>& systems) {
  const Language language = session.language();
  Page page = session.page();
  write_model_head(page, input.model(), input.as_of, language);
  page.blank();
  const bool in_full = !session.options().systems.empty() || systems.size() <= kSystemsInFull;
  if (systems.empty()) {
    page.paragraph(Styled(language == Language::Ja ? "システムの記録がありません。"
                                                   : "No system is on record."));
  } else if (in_full) {
    bool is_first = true;
    for (const SystemId system : systems) {
      if (!is_first) page.blank();
      is_first = false;
      write_system(page, SystemAnswer(supply, confirmations, system), language);
    }
  } else {
    write_overview(page, supply, confirmations, systems, language);
  }
  session.answer(page.text());
}

void answer_json(Session& session, const Input& input, const SupplyGraph& supply,
                 const Confirmations& confirmations, const std::vector<SystemId>& systems) {
  ResultJson result("responsibility", &input.model(), input.as_of);
  result.body().key("systems");
  result.body().begin_array();
  for (const SystemId system : systems) {
    write_system(result, SystemAnswer(supply, confirmations, system));
  }
  result.body().end_array();
  session.answer(result.text());
}

std::vector<SystemMatrix> matrices(const SupplyGraph& supply, const Confirmations& confirmations,
                                   const std::vector<SystemId>& systems) {
  std::vector<SystemMatrix> result;
  result.reserve(systems.size());
  for (const SystemId system : systems) {
    result.push_back(responsibility_matrix(SystemAnswer(supply, confirmations, system)));
  }
  return result;
}

ExitCode run(Session& session) {
  const auto input = read_input(session);
  if (!input) return input.error();
  const SupplyGraph supply(input->model(), input->as_of.date);
  const auto selection = select(supply, session.options());
  if (!selection) return session.refuse(selection.error());
  const Confirmations confirmations(supply);
  const std::vector<SystemId> systems = systems_of(input->model(), *selection);
  const auto tables = [&] { return matrices(supply, confirmations, systems); };
  const Model& model = input->model();
  switch (session.options().format) {
    case Format::Json: answer_json(session, *input, supply, confirmations, systems); break;
    case Format::Markdown:
      session.answer(responsibility_markdown(model, input->as_of, tables(), session.language()));
      break;
    case Format::Csv:
      session.answer(responsibility_csv(model, tables(), session.language()));
      break;
    case Format::Html:
      session.answer(responsibility_html(model, input->as_of, tables(), session.language()));
      break;
    default: answer_text(session, *input, supply, confirmations, systems); break;
  }
  return ExitCode::Fine;
}

constexpr auto kOptions =
    std::to_array<Option>({Option::System, Option::AsOf, Option::Root, Option::Threads});
constexpr auto kFormats = std::to_array<Format>(
    {Format::Text, Format::Json, Format::Markdown, Format::Csv, Format::Html});

}  // namespace

constinit const Verb kResponsibilityVerb{
    .name = "responsibility",
    .summary = {.en = "who manages the risk of each component, and who answers for it",
                .ja = "各構成要素のリスクを誰が管理し、誰が責任を負うのかを示します"},
    .usage = {.en = "[--system ID] [options] MODEL…", .ja = "[--system ID] [オプション] モデル…"},
    .details =
        {.en = "For each system: its form of provision (2.2.1, 2.2.2 case 1 or 2, 2.2.3), who "
               "manages the risk of each component and by which chain, who does not and why, who "
               "answers to the institution, the contracts, the states of confirmation, and the "
               "table of roles. Of more than three systems, an overview.\n"
               "--format markdown, csv and html are the matrix alone, of all systems asked for: "
               "components, who manages their risk, who answers to the institution, who holds a "
               "contract, the confirmations, and the tables of roles.",
         .ja = "システムごとに、提供形態（2.2.1、2.2.2 のケース 1・2、2.2.3）、各構成要素のリスクを"
               "誰がどの連鎖によって管理するのか、誰がなぜ管理しないのか、医療機関等に対する責任、"
               "契約、確認の状態、役割分担表を示します。システムが四つ以上あるときは一覧を示します"
               "。\n"
               "--format の markdown、csv、html は、指定したすべてのシステムの一覧表です。構成要素"
               "ごとに、リスクを管理する者、医療機関等に対して責任を負う者、契約の当事者、確認の"
               "状態を示し、役割分担表を付けます。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
