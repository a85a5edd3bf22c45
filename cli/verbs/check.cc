#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/baseline.h"
#include "cli/model_input.h"
#include "cli/output/coverage_text.h"
#include "cli/output/findings_csv.h"
#include "cli/output/findings_json.h"
#include "cli/output/findings_summary.h"
#include "cli/output/findings_text.h"
#include "cli/output/github.h"
#include "cli/output/junit.h"
#include "cli/output/model_text.h"
#include "cli/output/repairs_out.h"
#include "cli/output/sarif.h"
#include "cli/selection.h"
#include "cli/verbs/table.h"
#include "engine/rule_runner.h"
#include "engine/supply_graph.h"

namespace musubi::cli {
namespace {

CheckOptions check_options(Session& session, const Selection& selection) {
  const Options& options = session.options();
  CheckOptions result;
  // A finding is kept for a system that is asked for wherever that stands in its list.
  const bool needs_all = !options.max_systems || !selection.systems.empty();
  result.facts.max_systems =
      needs_all ? std::numeric_limits<std::size_t>::max() : *options.max_systems;
  result.facts.threads = thread_count(options);
  result.facts.progress = &session.progress();
  result.only = options.rules;
  return result;
}

bool is_asked_for(const Finding& finding, const Selection& selection) {
  const bool owes = selection.owes.empty() ||
                    std::ranges::find(selection.owes, finding.owes) != selection.owes.end();
  const bool holds =
      selection.systems.empty() || std::ranges::any_of(finding.systems.first, [&](SystemId system) {
        return std::ranges::find(selection.systems, system) != selection.systems.end();
      });
  return owes && holds;
}

FindingsView view_of(const SupplyGraph& supply, const CheckResult& result,
                     const Selection& selection, const Options& options) {
  FindingsView view{.model = &supply.model(),
                    .result = &result,
                    .as_of = supply.as_of(),
                    .rows = {},
                    .suppressed = {},
                    .max_systems = options.max_systems,
                    .shows_suppressed = options.show_suppressed};
  for (std::size_t row = 0; row < result.findings.size(); ++row) {
    const Finding& finding = result.findings[row];
    if (!is_asked_for(finding, selection)) continue;
    if (!finding.suppressed) {
      view.rows.push_back(row);
    } else if (view.shows_suppressed) {
      view.suppressed.push_back(row);
    }
  }
  return view;
}

Asked asked_of(const Model& model, const Selection& selection, const Options& options) {
  Asked asked{.rules = options.rules, .owes = {}, .systems = {}};
  for (const Symbol id : selection.owes) asked.owes.emplace_back(model.text(id));
  for (const SystemId id : selection.systems) asked.systems.emplace_back(model.id(id));
  return asked;
}

// A person may take what was never compared for new.
void remark_partial(Session& session, const Baseline& baseline, const Asked& asked) {
  if (baseline.asked.everything() || asks_the_same(baseline.asked, asked)) return;
  session.remark({.en = "the baseline was saved with --rules, --owes or --system: what it was not "
                        "asked about counts as new",
                  .ja = "比較元は --rules、--owes、--system で対象を絞った結果です。その対象に"
                        "含まれないものは新規として扱います"});
}

// All but the last part is poured.
void write_text(Session& session, Page& page, const FindingsView& view, const AsOf& as_of) {
  const Language language = session.language();
  write_model_head(page, *view.model, as_of, language);
  page.blank();
  if (view.rows.empty()) {
    page.paragraph(
        Styled(language == Language::Ja ? "指摘事項はありません。" : "No findings.", Style::Good));
  } else {
    pour_findings(page, view, language, thread_count(session.options()),
                  [&](std::string_view part) { session.pour(part); });
  }
  write_suppressed(page, view, language);
  write_gone(page, view, language);
  page.blank();
  write_summary(page, view, language);
  write_coverage_summary(page, *view.result, language);
  page.blank();
  write_coverage(page, *view.result, language);
}

// What the result is about, where that is not everything.
void write_asked(ResultJson& result, const Selection& selection, const Options& options) {
  if (selection.owes.empty() && selection.systems.empty() && options.rules.empty()) return;
  JsonWriter& json = result.body();
  json.key("asked");
  json.begin_object();
  json.list_member("rules", options.rules);
  result.ids_member("owes", selection.owes);
  result.ids_member("systems", selection.systems);
  json.end_object();
}

// The findings asked for from --fail-on on: those that a set of repairs is to close.
std::vector<std::size_t> rows_to_close(const FindingsView& view, Severity level) {
  std::vector<std::size_t> rows = view.rows;
  std::erase_if(rows, [&](std::size_t row) { return view.result->findings[row].level < level; });
  return rows;
}

void answer_repairs(Session& session, const Input& input, const SupplyGraph& supply,
                    const FindingsView& view, const Selection& selection) {
  const Options& options = session.options();
  const Severity level =
      options.fail_never ? Severity::Note : options.fail_on.value_or(Severity::Error);
  const Repairs repairs =
      find_repairs(merge_files(input.loaded).document, supply, *view.result,
                   check_options(session, selection), rows_to_close(view, level));
  if (session.wants_json()) {
    ResultJson json("check", view.model, input.as_of);
    write_asked(json, selection, options);
    write_findings(json, view);
    write_repairs(json, view, repairs);
    session.answer(json.text());
    return;
  }
  Page page = session.page();
  write_model_head(page, *view.model, input.as_of, session.language());
  page.blank();
  write_repairs(page, view, repairs, level, session.language());
  page.blank();
  write_summary(page, view, session.language());
  session.answer(page.text());
}

ExitCode status_of(const FindingsView& view, const Options& options) {
  if (options.fail_never) return ExitCode::Fine;
  const Severity threshold = options.fail_on.value_or(Severity::Error);
  const bool fails = std::ranges::any_of(view.rows, [&](std::size_t row) {
    const bool counts = !options.fail_on_new || view.state_of(row) == BaselineState::New;
    return counts && view.result->findings[row].level >= threshold;
  });
  return fails ? ExitCode::Findings : ExitCode::Fine;
}

std::string answer_text(Session& session, const FindingsView& view, const AsOf& as_of,
                        const Selection& selection) {
  const Language language = session.language();
  session.progress().begin(Step::Answer);
  switch (session.options().format) {
    case Format::Json: {
      ResultJson json("check", view.model, as_of);
      write_asked(json, selection, session.options());
      write_findings(
          json, view, [&](std::string_view part) { session.pour(part); },
          thread_count(session.options()));
      return json.text();
    }
    case Format::Sarif: return sarif_text(view, language);
    case Format::Csv: return findings_csv(view, language);
    case Format::Junit: return junit_text(view, session.options().fail_on_new, language);
    case Format::Github: return github_text(view, language);
    default: break;
  }
  Page page = session.page();
  write_text(session, page, view, as_of);
  return page.take();
}

std::optional<Text> check_arguments(const Options& options) {
  if (options.fail_on_new && !options.baseline) {
    return Text{.en = "--fail-on-new needs --baseline FILE",
                .ja = "--fail-on-new には --baseline FILE が必要です"};
  }
  if (options.repairs && options.format != Format::Text && options.format != Format::Json) {
    return Text{.en = "--repairs comes as text or JSON only",
                .ja = "--repairs の形式は text か json だけです"};
  }
  return check_rule_names(options.rules);
}

ExitCode run(Session& session) {
  const Options& options = session.options();
  if (const auto problem = check_arguments(options)) return session.refuse(*problem);
  std::optional<Baseline> baseline;
  if (options.baseline) {
    auto saved = read_baseline(*options.baseline);
    if (!saved) return refuse_file(session, saved.error());
    baseline = *std::move(saved);
  }
  const auto input = read_input(session);
  if (!input) return input.error();
  const SupplyGraph supply(input->model(), input->as_of.date);
  const auto selection = select(supply, options);
  if (!selection) return session.refuse(selection.error());
  const CheckResult result = check_model(supply, check_options(session, *selection));
  FindingsView view = view_of(supply, result, *selection, options);
  Comparison comparison;
  if (baseline) {
    remark_partial(session, *baseline, asked_of(input->model(), *selection, options));
    comparison = compare_with(*baseline, view, *selection, options.rules.empty());
    view.comparison = &comparison;
  }
  if (options.repairs) {
    answer_repairs(session, *input, supply, view, *selection);
  } else {
    session.answer(answer_text(session, view, input->as_of, *selection));
  }
  return status_of(view, options);
}

constexpr auto kOptions = std::to_array<Option>(
    {Option::FailOn, Option::Baseline, Option::FailOnNew, Option::ShowSuppressed, Option::Repairs,
     Option::Owes, Option::System, Option::Rules, Option::MaxSystems, Option::AsOf, Option::Root,
     Option::Threads});
constexpr auto kFormats = std::to_array<Format>(
    {Format::Text, Format::Json, Format::Sarif, Format::Csv, Format::Junit, Format::Github});

}  // namespace

constinit const Verb kCheckVerb{
    .name = "check",
    .summary = {.en = "what is not on record, who has to act, and what was not modelled",
                .ja = "何の記録がなく誰が対応するのか、何がモデルにないのかを示します"},
    .usage = {.en = "[options] MODEL…", .ja = "[オプション] モデル…"},
    .details =
        {.en =
             "Evaluates the rules of the catalogue ('musubi rules'). A finding says what is not "
             "on record, who has to act and towards whom, the source, the evidence and the "
             "remedy. Findings that follow from another stand under it.\n"
             "With --baseline each finding is new or unchanged, and those of the saved result "
             "that are not there any more are listed as gone. Findings are the same where rule, "
             "subject, who has to act and the counterparty are; suppressed ones are not "
             "compared. With --rules, --owes or --system only what this run was asked about can "
             "be gone.\n"
             "--format sarif is SARIF 2.1.0, csv a table for spreadsheets, junit a report for test "
             "runners (with --fail-on-new only new findings fail in it), github annotations of "
             "GitHub Actions; all in the language asked for.\n"
             "Exits with 1 where there is a finding at or above --fail-on; with --fail-on-new, a "
             "new one.",
         .ja = "ルール（musubi rules）に照らしてモデルを調べます。指摘事項は、何の記録がないのか、"
               "誰が誰に対して対応するのか、出典、根拠、対処を示します。他の指摘事項に伴うものは、"
               "その下に示します。\n"
               "--baseline を指定すると、各指摘事項が新規か継続かを示し、保存した結果にあって今回は"
               "なくなったものを列挙します。ルール・対象・対応する者・相手方が同じものを同じ指摘事"
               "項とみなします。抑制した指摘事項は比べません。--rules、--owes、--system で絞った"
               "ときは、今回の対象に含まれるものだけを「なくなった」と判断します。\n"
               "--format の sarif は SARIF 2.1.0、csv は表計算ソフト用の表、junit はテスト結果の"
               "形式（--fail-on-new では新規のものだけが失敗になります）、github は GitHub Actions "
               "の注釈です。いずれも指定した言語で出力します。\n"
               "--fail-on 以上の指摘事項があれば終了状態は 1 です。--fail-on-new では、新規の"
               "ものだけを数えます。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
