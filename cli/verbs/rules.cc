#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/examples.h"
#include "cli/output/findings_text.h"
#include "cli/output/levels.h"
#include "cli/output/markdown.h"
#include "cli/output/result_json.h"
#include "cli/phrase.h"
#include "cli/rule_example.h"
#include "cli/unknown.h"
#include "cli/verbs/table.h"
#include "engine/rule.h"
#include "model/guideline.h"

namespace musubi::cli {
namespace {

struct RuleExamples {
  const ExampleFile* bad = nullptr;
  const ExampleFile* good = nullptr;
};

RuleExamples examples_of(const Rule& rule) {
  const std::string folder = "rules/" + std::string(rule.id);
  return {.bad = find_example_file(folder + "/bad.json"),
          .good = find_example_file(folder + "/good.json")};
}

Styled levels_of(const Rule& rule, Language language) {
  Styled text;
  for (const Modality modality : rule.modalities) {
    const Severity level = level_of(modality);
    if (!text.empty()) text.add(language == Language::Ja ? "・" : ", ");
    text.add(level_label(level).in(language), level_style(level));
  }
  return text;
}

void write_list(Page& page, Language language) {
  std::optional<RuleGroup> group;
  for (const Rule* rule : all_rules()) {
    if (group != rule->group) {
      if (group) page.blank();
      group = rule->group;
      const std::string name(group_name(rule->group));
      Styled heading(name + "/*", Style::Strong);
      if (language == Language::Ja) {
        heading.add("　").add(group_label(rule->group).ja, Style::Dim);
      }
      page.paragraph(heading);
    }
    Styled line(rule->id, Style::Name);
    line.add("  ").add(levels_of(*rule, language)).add("  ");
    page.paragraph(line.add(sources_text(rule->sources, language), Style::Dim), 2, 4);
    page.paragraph(Styled(rule->summary.in(language)), 6);
  }
  page.blank();
  page.paragraph(Styled(
      compose_in(language,
                 {.en = "{} rules. 'musubi rules --explain NAME' explains one.",
                  .ja = "ルールは {} 件です。musubi rules --explain 名前 で個別に説明します。"},
                 all_rules().size())));
}

constexpr auto kHeads = std::to_array<Phrase>({
    {.en = "rule", .ja = "ルール"},
    {.en = "group", .ja = "グループ"},
    {.en = "source", .ja = "出典"},
    {.en = "level", .ja = "重要度"},
    {.en = "fires when", .ja = "検出する条件"},
});

// What the rules say of themselves is Markdown.
std::string markdown(Language language) {
  std::vector<std::string> heads;
  for (const Phrase& head : kHeads) heads.emplace_back(head.in(language));
  std::string text = markdown_head(heads);
  for (const Rule* rule : all_rules()) {
    text += markdown_row(std::to_array<std::string>(
        {markdown_code(rule->id), std::string(group_name(rule->group)),
         sources_text(rule->sources, language), levels_of(*rule, language).render(false),
         std::string(rule->fires_when.in(language))}));
  }
  return text;
}

void section(Page& page, const Phrase& heading, std::string_view text, Language language) {
  page.blank();
  page.paragraph(Styled(heading.in(language), Style::Strong));
  page.paragraph(Styled(text), 2);
}

void write_example(Page& page, const Phrase& heading, const ExampleFile* file, Language language) {
  if (file == nullptr) return;
  page.blank();
  page.paragraph(Styled(heading.in(language), Style::Strong)
                     .add("  ")
                     .add("examples/" + std::string(file->path), Style::Dim));
  for (const std::string& paragraph : head_paragraphs(file->text, language)) {
    page.paragraph(Styled(paragraph), 2);
  }
  page.blank();
  std::string_view rest = without_head(file->text);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    page.line(Styled("  ").add(rest.substr(0, end), Style::Dim));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
}

void write_findings_of(Page& page, const Rule& rule, const ExampleFile* file, Language language) {
  if (file == nullptr) return;
  page.blank();
  constexpr Phrase kHeading{.en = "What 'musubi check' says of it",
                            .ja = "この例に対する musubi check の表示"};
  page.paragraph(Styled(kHeading.in(language), Style::Strong));
  const RuleExample example(rule, *file);
  write_findings(page, example.view(), language);
}

// The editions whose text has the statement. Of the guideline for providers none is known to lack
// one.
std::string editions_text(const Rule& rule, Language language) {
  if (!rule.mhlw_since.empty()) {
    return compose_in(language,
                      {.en = "The guideline for medical institutions (MHLW) from edition {} on.",
                       .ja = "医療機関等向けのガイドライン（厚生労働省）第{}版以降。"},
                      rule.mhlw_since);
  }
  std::string list;
  for (const Edition& edition : editions(GuidelineKind::Provider).entries) {
    if (!list.empty()) list += language == Language::Ja ? "、" : ", ";
    list += edition.id;
    if (edition.second_hand)
      list += language == Language::Ja ? "（二次資料による）" : " (at second hand)";
  }
  return compose_in(language,
                    {.en = "The guideline for providers: {}. The FAQ explains the first.",
                     .ja = "事業者向けのガイドライン：{}。FAQ は初版を説明したものです。"},
                    list);
}

void write_explanation(Page& page, const Rule& rule, Language language) {
  page.paragraph(Styled(rule.id, Style::Strong)
                     .add("  ")
                     .add(levels_of(rule, language))
                     .add("  ")
                     .add(sources_text(rule.sources, language), Style::Dim));
  page.paragraph(Styled(rule.summary.in(language)), 2);
  section(page, {.en = "It fires when", .ja = "検出する条件"}, rule.fires_when.in(language),
          language);
  section(page, {.en = "Why it matters", .ja = "なぜ重要か"}, rule.rationale.in(language),
          language);
  section(page, {.en = "Editions it holds for", .ja = "対象の版"}, editions_text(rule, language),
          language);
  const RuleExamples examples = examples_of(rule);
  write_example(page, {.en = "A model in which it fires", .ja = "検出される例"}, examples.bad,
                language);
  write_findings_of(page, rule, examples.bad, language);
  write_example(page, {.en = "A model in which it does not", .ja = "検出されない例"}, examples.good,
                language);
}

// The ids are those of the example, so that the head of the result does not name them.
void write_example_findings(JsonWriter& json, const Rule& rule, const ExampleFile& file) {
  const RuleExample example(rule, file);
  const FindingsView& view = example.view();
  json.key("findings");
  json.begin_array();
  for (const std::size_t row : view.rows) {
    const Finding& finding = view.result->findings[row];
    json.begin_object();
    json.member("level", word_of(finding.level));
    json.member_or_null("subject", view.model->text(finding.subject));
    json.member_or_null("owes", view.model->text(finding.owes));
    json.member_or_null("counterparty", view.model->text(finding.counterparty));
    json.member("message", message_of(*view.model, finding));
    json.member("remedy", remedy_of(*view.model, finding));
    json.end_object();
  }
  json.end_array();
}

void write_rule(JsonWriter& json, const Rule& rule, bool in_full) {
  json.begin_object();
  json.member("id", rule.id);
  json.member("group", group_name(rule.group));
  json.list_member("sources", rule.sources);
  json.key("modalities");
  json.begin_array();
  for (const Modality modality : rule.modalities) json.value(word_of(modality));
  json.end_array();
  json.key("levels");
  json.begin_array();
  for (const Modality modality : rule.modalities) json.value(word_of(level_of(modality)));
  json.end_array();
  json.member("summary", rule.summary);
  json.member("fires_when", rule.fires_when);
  json.member("rationale", rule.rationale);
  json.key("editions");
  json.begin_object();
  json.member_or_null("provider_since", rule.mhlw_since.empty() ? "1.0" : "");
  json.member_or_null("mhlw_since", rule.mhlw_since);
  json.end_object();
  if (in_full) {
    const RuleExamples examples = examples_of(rule);
    json.key("examples");
    json.begin_object();
    if (examples.bad != nullptr) {
      json.member("bad", examples.bad->text);
      write_example_findings(json, rule, *examples.bad);
    }
    if (examples.good != nullptr) json.member("good", examples.good->text);
    json.end_object();
  }
  json.end_object();
}

void answer_json(Session& session, std::span<const Rule* const> rules, bool in_full) {
  ResultJson result("rules", nullptr, std::nullopt);
  JsonWriter& json = result.body();
  json.key("rules");
  json.begin_array();
  for (const Rule* rule : rules) write_rule(json, *rule, in_full);
  json.end_array();
  session.answer(result.text());
}

ExitCode explain(Session& session, const std::string& name) {
  const Rule* const rule = find_rule(name);
  if (rule == nullptr) return session.refuse(unknown_rule(name));
  if (session.wants_json()) {
    answer_json(session, std::span(&rule, 1), true);
    return ExitCode::Fine;
  }
  Page page = session.page();
  write_explanation(page, *rule, session.language());
  session.answer(page.text());
  return ExitCode::Fine;
}

ExitCode run(Session& session) {
  const Options& options = session.options();
  if (!options.models.empty()) return session.refuse(takes_no_model());
  if (options.explain) return explain(session, *options.explain);
  if (session.wants_json()) {
    answer_json(session, all_rules(), false);
  } else if (options.format == Format::Markdown) {
    session.answer(markdown(session.language()));
  } else {
    Page page = session.page();
    write_list(page, session.language());
    session.answer(page.text());
  }
  return ExitCode::Fine;
}

constexpr auto kOptions = std::to_array<Option>({Option::Explain});
constexpr auto kFormats = std::to_array<Format>({Format::Text, Format::Json, Format::Markdown});

}  // namespace

constinit const Verb kRulesVerb{
    .name = "rules",
    .summary = {.en = "the catalogue of rules, and what one of them means",
                .ja = "ルールの一覧と、個々のルールの説明を表示します"},
    .usage = {.en = "[options]\n--explain NAME", .ja = "[オプション]\n--explain 名前"},
    .details = {.en = "A rule turns a sentence of the FAQ into findings: what is not on record, "
                      "who has to act, and how to mend it. --explain shows the source, why it "
                      "matters, a model in which the rule fires with what 'musubi check' says of "
                      "it, and one in which it does not.",
                .ja = "ルールは FAQ の一文を指摘事項にするものです。何の記録がないのか、誰が対応"
                      "するのか、どう直すのかを示します。--explain では、出典、なぜ重要か、検出"
                      "される例とそれに対する musubi check の表示、検出されない例を示します。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
