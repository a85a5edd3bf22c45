#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/model_input.h"
#include "cli/output/coverage_text.h"
#include "cli/output/findings_json.h"
#include "cli/output/findings_text.h"
#include "cli/output/model_text.h"
#include "cli/selection.h"
#include "cli/verbs/table.h"
#include "engine/rule_runner.h"
#include "engine/supply_graph.h"

namespace musubi::cli {
namespace {

CheckOptions check_options(const Options& options, const Selection& selection) {
  CheckOptions result;
  // A finding is kept for a system that is asked for wherever that stands in its list.
  const bool needs_all = !options.max_systems || !selection.systems.empty();
  result.facts.max_systems =
      needs_all ? std::numeric_limits<std::size_t>::max() : *options.max_systems;
  result.facts.threads = thread_count(options);
  result.only = options.rules;
  return result;
}

bool is_asked_for(const Finding& finding, const Selection& selection) {
  if (finding.suppressed) return false;
  const bool owes = selection.owes.empty() ||
                    std::ranges::find(selection.owes, finding.owes) != selection.owes.end();
  const bool holds =
      selection.systems.empty() || std::ranges::any_of(finding.systems.first, [&](SystemId system) {
        return std::ranges::find(selection.systems, system) != selection.systems.end();
      });
  return owes && holds;
}

FindingsView view_of(const Model& model, const CheckResult& result, const Selection& selection,
                     const Options& options) {
  FindingsView view{
      .model = &model, .result = &result, .rows = {}, .max_systems = options.max_systems};
  for (std::size_t row = 0; row < result.findings.size(); ++row) {
    if (is_asked_for(result.findings[row], selection)) view.rows.push_back(row);
  }
  return view;
}

void write_text(Page& page, const FindingsView& view, const AsOf& as_of, Language language) {
  write_model_head(page, *view.model, as_of, language);
  page.blank();
  if (view.rows.empty()) {
    page.paragraph(
        Styled(language == Language::Ja ? "指摘事項はありません。" : "No findings.", Style::Good));
  } else {
    write_findings(page, view, language);
  }
  page.blank();
  write_summary(page, view, language);
  write_coverage_summary(page, *view.result, language);
  page.blank();
  write_coverage(page, *view.result, language);
}

ExitCode status_of(const FindingsView& view, const Options& options) {
  if (options.fail_never) return ExitCode::Fine;
  const Severity threshold = options.fail_on.value_or(Severity::Error);
  const bool fails = std::ranges::any_of(
      view.rows, [&](std::size_t row) { return view.result->findings[row].level >= threshold; });
  return fails ? ExitCode::Findings : ExitCode::Fine;
}

ExitCode run(Session& session) {
  const Options& options = session.options();
  if (const auto problem = check_rule_names(options.rules)) return session.refuse(*problem);
  const auto input = read_input(session);
  if (!input) return input.error();
  const SupplyGraph supply(input->model(), input->as_of.date);
  const auto selection = select(supply, options);
  if (!selection) return session.refuse(selection.error());
  const CheckResult result = check_model(supply, check_options(options, *selection));
  const FindingsView view = view_of(input->model(), result, *selection, options);
  if (session.wants_json()) {
    ResultJson json("check", &input->model(), input->as_of);
    write_findings(json, view);
    session.answer(json.text());
  } else {
    Page page = session.page();
    write_text(page, view, input->as_of, session.language());
    session.answer(page.text());
  }
  return status_of(view, options);
}

constexpr auto kOptions =
    std::to_array<Option>({Option::FailOn, Option::Owes, Option::System, Option::Rules,
                           Option::MaxSystems, Option::AsOf, Option::Root, Option::Threads});
constexpr auto kFormats = std::to_array<Format>({Format::Text, Format::Json});

}  // namespace

constinit const Verb kCheckVerb{
    .name = "check",
    .summary = {.en = "what is not on record, who has to act, and what was not modelled",
                .ja = "何の記録がなく誰が対応するのか、何がモデルにないのかを示します"},
    .usage = {.en = "[options] MODEL…", .ja = "[オプション] モデル…"},
    .details =
        {.en = "Evaluates the rules of the catalogue ('musubi rules'). A finding says what is not "
               "on record, who has to act and towards whom, the source, the evidence and the "
               "remedy. Findings that follow from another stand under it.\n"
               "Exits with 1 where there is a finding at or above --fail-on.",
         .ja = "ルール（musubi rules）に照らしてモデルを調べます。指摘事項は、何の記録がないのか、"
               "誰が誰に対して対応するのか、出典、根拠、対処を示します。他の指摘事項に伴うものは、"
               "その下に示します。\n"
               "--fail-on 以上の指摘事項があれば終了状態は 1 です。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
