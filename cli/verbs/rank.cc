#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "cli/model_input.h"
#include "cli/output/csv.h"
#include "cli/output/model_text.h"
#include "cli/output/names.h"
#include "cli/phrase.h"
#include "cli/verbs/table.h"
#include "engine/concentration.h"
#include "engine/supply_graph.h"

namespace musubi::cli {
namespace {

/// The rows that are shown, in the order of the ranking, and what they are part of.
struct Ranking {
  const Options* options = nullptr;
  const Model* model = nullptr;
  Concentrations counts;  // of which the rows are cut
  std::size_t row_count = 0;

  [[nodiscard]] bool of_services() const { return options->of == ConcentrationOf::Services; }
  [[nodiscard]] bool is_outage() const { return options->kind == ChangeKind::Outage; }
  [[nodiscard]] Symbol id(const Concentration& row) const {
    return of_services() ? model->services[row.row].id : model->organizations[row.row].id;
  }
};

/// What the ranking goes by. Counts are far below 2^53, so nothing is lost.
template <class Counts>
double measure(const Counts& counts, RankBy by) {
  switch (by) {
    case RankBy::Systems: return static_cast<double>(counts.systems);
    case RankBy::Weight: return counts.weight;
    case RankBy::Institutions: break;
  }
  return static_cast<double>(counts.institutions);
}

double share(const Ranking& ranking, const Concentration& row) {
  const double whole = measure(ranking.counts, ranking.options->by);
  return whole > 0 ? measure(row, ranking.options->by) / whole : 0;
}

std::string_view word_of(RankBy by) {
  switch (by) {
    case RankBy::Systems: return "systems";
    case RankBy::Weight: return "weight";
    case RankBy::Institutions: break;
  }
  return "institutions";
}

/// The most first; among equals in byte order of ids.
Ranking find_ranking(const SupplyGraph& supply, const Options& options, Progress* progress) {
  Ranking ranking{.options = &options, .model = &supply.model(), .counts = {}};
  ranking.counts =
      ConcentrationFinder(supply).find({.of = options.of,
                                        .kind = options.kind.value_or(ChangeKind::ServiceChange),
                                        .threads = thread_count(options),
                                        .progress = progress});
  auto& rows = ranking.counts.rows;
  ranking.row_count = rows.size();
  std::ranges::stable_sort(
      rows, [](double a, double b) { return a > b; },
      [&](const Concentration& row) { return measure(row, options.by); });
  if (options.top && *options.top < rows.size()) rows.resize(*options.top);
  return ranking;
}

void answer_json(Session& session, const Input& input, const Ranking& ranking) {
  ResultJson result("rank", &input.model(), input.as_of);
  JsonWriter& json = result.body();
  json.member("by", word_of(ranking.options->by));
  json.member("of", ranking.of_services() ? "services" : "organizations");
  json.member("kind", ranking.is_outage() ? "outage" : "service_change");
  json.key("whole");
  json.begin_object();
  json.member("institutions", ranking.counts.institutions);
  json.member("systems", ranking.counts.systems);
  json.member("weight", ranking.counts.weight);
  json.end_object();
  json.member("row_count", std::uint64_t{ranking.row_count});
  json.key("rows");
  json.begin_array();
  for (const Concentration& row : ranking.counts.rows) {
    json.begin_object();
    result.id_member("id", ranking.id(row));
    json.member("institutions", row.institutions);
    json.member("systems", row.systems);
    json.member("weight", row.weight);
    json.member("share", std::round(share(ranking, row) * 1e6) / 1e6);
    json.member("single_point_for", row.single_point_for);
    json.end_object();
  }
  json.end_array();
  session.answer(result.text());
}

constexpr Phrase kService{.en = "service", .ja = "構成要素"};
constexpr Phrase kOrganization{.en = "organization", .ja = "組織"};
constexpr Phrase kInstitutions{.en = "institutions", .ja = "医療機関等"};
constexpr Phrase kSystems{.en = "systems", .ja = "システム"};
constexpr Phrase kWeight{.en = "weight", .ja = "規模"};
constexpr Phrase kShare{.en = "share", .ja = "割合"};
constexpr Phrase kSinglePoint{.en = "single point for", .ja = "単一障害点"};

std::string share_text(const Ranking& ranking, const Concentration& row) {
  return fmt::format("{:.1f}%", 100 * share(ranking, row));
}

void answer_csv(Session& session, const Ranking& ranking) {
  const Language language = session.language();
  constexpr Phrase kName{.en = "name", .ja = "名称"};
  CsvWriter csv;
  std::vector<std::string> heads;
  for (const Phrase& head : {ranking.of_services() ? kService : kOrganization, kName, kInstitutions,
                             kSystems, kWeight, kShare, kSinglePoint}) {
    heads.emplace_back(head.in(language));
  }
  csv.row(heads);
  for (const Concentration& row : ranking.counts.rows) {
    const Symbol id = ranking.id(row);
    csv.row(std::vector<std::string>{std::string(ranking.model->text(id)),
                                     name_of(*ranking.model, id).in(language),
                                     std::to_string(row.institutions), std::to_string(row.systems),
                                     fmt::format("{}", row.weight), share_text(ranking, row),
                                     std::to_string(row.single_point_for)});
  }
  session.answer(csv.text());
}

Table table_of(const Ranking& ranking, Language language) {
  // Where nobody has a weight of its own, weights say what the number of institutions says.
  const bool has_weights =
      ranking.counts.weight != static_cast<double>(ranking.counts.institutions);
  Table table;
  const Phrase& subject = ranking.of_services() ? kService : kOrganization;
  table.columns.push_back({.head = Styled(subject.in(language), Style::Dim)});
  const auto add_number = [&](const Phrase& head) {
    table.columns.push_back({.head = Styled(head.in(language), Style::Dim),
                             .align = Align::Right,
                             .keeps_width = true});
  };
  add_number(kInstitutions);
  add_number(kSystems);
  if (has_weights) add_number(kWeight);
  add_number(kShare);
  add_number(kSinglePoint);
  for (const Concentration& row : ranking.counts.rows) {
    auto& cells = table.rows.emplace_back();
    cells.push_back(label_of(*ranking.model, ranking.id(row), language));
    cells.emplace_back(std::to_string(row.institutions));
    cells.emplace_back(std::to_string(row.systems));
    if (has_weights) cells.emplace_back(fmt::format("{}", row.weight));
    cells.emplace_back(share_text(ranking, row));
    cells.emplace_back(std::to_string(row.single_point_for),
                       row.single_point_for > 0 ? Style::Warning : Style::Plain);
  }
  return table;
}

/// What is counted, and of what the shares are.
std::string heading_text(const Ranking& ranking, Language language) {
  constexpr Phrase kChange{
      .en =
          "For each {}: the systems that a change of it affects, and the institutions that own "
          "them, facility by facility.",
      .ja =
          "{}ごとに、その変更の影響を受けるシステムと、そのシステムをもつ医療機関等の数（施設"
          "ごと）を示します。"};
  constexpr Phrase kOutage{
      .en =
          "For each {}: the systems that go down when it alone goes down, redundancy taken into "
          "account, and the institutions that own them, facility by facility.",
      .ja =
          "{}ごとに、それだけが停止したとき冗長化を考慮しても停止するシステムと、そのシステムを"
          "もつ医療機関等の数（施設ごと）を示します。"};
  return compose_in(language, ranking.is_outage() ? kOutage : kChange,
                    ranking.of_services() ? kService : kOrganization);
}

std::string whole_text(const Ranking& ranking, Language language) {
  switch (ranking.options->by) {
    case RankBy::Systems:
      return compose_in(language,
                        {.en = "Shares are of all {} systems.",
                         .ja = "割合は、すべてのシステム（{} 件）に対するものです。"},
                        ranking.counts.systems);
    case RankBy::Weight:
      return compose_in(language,
                        {.en = "Shares are of the weight of all institutions that own a system, "
                               "{}.",
                         .ja = "割合は、システムをもつすべての医療機関等の規模の合計（{}）に対する"
                               "ものです。"},
                        ranking.counts.weight);
    case RankBy::Institutions: break;
  }
  return compose_in(language,
                    {.en = "Shares are of all {} institutions that own a system.",
                     .ja = "割合は、システムをもつすべての医療機関等（{} 件）に対するものです。"},
                    ranking.counts.institutions);
}

void answer_text(Session& session, const Input& input, const Ranking& ranking) {
  const Language language = session.language();
  Page page = session.page();
  write_model_head(page, input.model(), input.as_of, language);
  page.blank();
  if (ranking.row_count == 0) {
    constexpr Phrase kNoService{.en = "No service is on record.",
                                .ja = "構成要素の記録がありません。"};
    constexpr Phrase kNoOrganization{.en = "No organization that supplies anything is on record.",
                                     .ja = "何かを提供する組織の記録がありません。"};
    page.paragraph(Styled((ranking.of_services() ? kNoService : kNoOrganization).in(language)));
    session.answer(page.text());
    return;
  }
  page.paragraph(Styled(heading_text(ranking, language) + (language == Language::Ja ? "" : " ") +
                        whole_text(ranking, language)));
  page.blank();
  page.table(table_of(ranking, language));
  page.blank();
  constexpr Phrase kMeaning{
      .en =
          "\"single point for\" counts the institutions with a system that goes down when this "
          "alone goes down.",
      .ja = "「単一障害点」は、それだけが停止すると停止するシステムをもつ医療機関等の数です。"};
  page.paragraph(Styled(kMeaning.in(language)));
  if (ranking.counts.rows.size() < ranking.row_count) {
    page.paragraph(
        Styled(compose_in(language,
                          {.en = "The first {} of {}; --top all shows all.",
                           .ja = "{1} 件のうち上位 {0} 件です。--top all ですべてを示します。"},
                          ranking.counts.rows.size(), ranking.row_count)));
  }
  session.answer(page.text());
}

ExitCode run(Session& session) {
  const Options& options = session.options();
  const ChangeKind kind = options.kind.value_or(ChangeKind::ServiceChange);
  if (kind != ChangeKind::ServiceChange && kind != ChangeKind::Outage) {
    return session.refuse(
        {.en = "rank counts for --kind service-change and --kind outage only",
         .ja = "rank の --kind に指定できるのは service-change と outage だけです"});
  }
  const auto input = read_input(session);
  if (!input) return input.error();
  const SupplyGraph supply(input->model(), input->as_of.date);
  const Ranking ranking = find_ranking(supply, options, &session.progress());
  switch (options.format) {
    case Format::Json: answer_json(session, *input, ranking); break;
    case Format::Csv: answer_csv(session, ranking); break;
    default: answer_text(session, *input, ranking); break;
  }
  return ExitCode::Fine;
}

constexpr auto kOptions = std::to_array<Option>({Option::By, Option::Of, Option::Kind, Option::Top,
                                                 Option::AsOf, Option::Root, Option::Threads});
constexpr auto kFormats = std::to_array<Format>({Format::Text, Format::Json, Format::Csv});

}  // namespace

constinit const Verb kRankVerb{
    .name = "rank",
    .summary = {.en = "how much hangs on each service or organization, and the single points of "
                      "failure",
                .ja = "構成要素・組織ごとに、どれだけの医療機関等が依存しているか、単一障害点はどこ"
                      "かを示します"},
    .usage = {.en = "[--by MEASURE] [--of WHAT] [--kind KIND] [--top N] [options] MODEL…",
              .ja = "[--by 尺度] [--of 対象] [--kind 種別] [--top N] [オプション] モデル…"},
    .details =
        {.en = "Counts for each service, or with --of organizations for each organization, the "
               "systems that a change of it affects, the institutions that own them, and their "
               "weight: as impact would, of all at once. With --kind outage it counts what goes "
               "down when this alone goes down; what goes on running on redundancy does not count. "
               "Other kinds are for impact. \"single point for\" is the number of institutions for "
               "which an outage of this alone takes a system down, whatever the kind. The counts "
               "are exact, circles and placements included.",
         .ja =
             "構成要素ごと（--of organizations では組織ごと）に、その変更の影響を受けるシステム、"
             "そのシステムをもつ医療機関等、その規模の合計を数えます。一つずつ impact で調べるのと"
             "同じ結果を、まとめて求めます。--kind outage "
             "では、それだけが停止したときに停止するもの"
             "を数え、冗長化により稼働し続けるものは数えません。その他の種別は impact で調べます。"
             "「単一障害点」は、種別によらず、それだけが停止すると停止するシステムをもつ医療機関等"
             "の"
             "数です。循環やシステム固有の配置も含めて、正確な数を示します。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
