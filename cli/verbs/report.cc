#include "cli/report/report.h"

#include <array>
#include <limits>

#include "cli/model_input.h"
#include "cli/verbs/table.h"
#include "engine/assessment.h"
#include "engine/rule_runner.h"
#include "engine/supply_graph.h"

namespace musubi::cli {
namespace {

ExitCode run(Session& session) {
  const auto input = read_input(session);
  if (!input) return input.error();
  const SupplyGraph supply(input->model(), input->as_of.date);
  CheckOptions options;
  // The filter by system knows every system of a finding.
  options.facts.max_systems = std::numeric_limits<std::size_t>::max();
  options.facts.threads = thread_count(session.options());
  options.facts.progress = &session.progress();
  const CheckResult result = check_model(supply, options);
  const Confirmations confirmations(supply);
  session.progress().begin(Step::Answer);
  session.answer(report_html({.input = &*input,
                              .supply = &supply,
                              .confirmations = &confirmations,
                              .result = &result,
                              .language = session.language(),
                              .limits = {}}));
  return ExitCode::Fine;
}

constexpr auto kOptions = std::to_array<Option>({Option::AsOf, Option::Root, Option::Threads});
constexpr auto kFormats = std::to_array<Format>({Format::Html});

}  // namespace

constinit const Verb kReportVerb{
    .name = "report",
    .summary = {.en = "a whole model as one page for a browser",
                .ja = "モデル全体を、ブラウザーで見る一つのページにします"},
    .usage = {.en = "[options] -o FILE.html MODEL…", .ja = "[オプション] -o FILE.html モデル…"},
    .details =
        {.en = "The findings with filters, every system with its figure and its matrix of "
               "responsibility, a search over all records, and for each organization, component or "
               "contract what depends on it and why.\n"
               "The page is one file that works without a network and asks nobody for anything. It "
               "is in Japanese and English, light and dark, and opens in the language asked for. "
               "Of a large model it tells the most serious findings and the systems with these; "
               "what is left out is counted in the page.\n"
               "Exits with 0 whatever it found: 'musubi check' is for that.",
         .ja =
             "指摘事項（絞り込みができます）、各システムの図と責任範囲の一覧、すべての記録の検索、"
             "各組織・構成要素・契約に依存しているものとその経路を一つのページにします。\n"
             "ページは一つのファイルで、ネットワークなしで動作し、外部への通信は行いません。日本語"
             "と英語、明るい配色と暗い配色を切り替えられ、指定した言語で開きます。大きなモデルでは"
             "、"
             "重要度の高い指摘事項と、それのあるシステムを掲載し、省いたものの数をページに示します"
             "。\n"
             "指摘事項があっても終了状態は 0 です。終了状態で判断するには musubi check を使用して"
             "ください。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
