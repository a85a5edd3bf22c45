// The second section of the report: the findings, which the script filters.
#include <algorithm>

#include "cli/output/diagnostics_text.h"
#include "cli/output/evidence_text.h"
#include "cli/output/levels.h"
#include "cli/phrase.h"
#include "cli/report/parts.h"

namespace musubi::cli {
namespace {

constexpr std::size_t kSystemsNamed = 20;

void write_level_filter(HtmlWriter& html, const CheckResult& result) {
  const auto group =
      html.element("div", {{"class", "levels"}, {"role", "group"}, {"aria-labelledby", "levels"}});
  both_leaf(html, "span", {.en = "Level", .ja = "重要度"}, {{"id", "levels"}});
  for (const Severity level : {Severity::Error, Severity::Warning, Severity::Note}) {
    const auto label = html.element("label");
    html.single("input", {{"type", "checkbox"},
                          {"name", "level"},
                          {"value", std::string(word_of(level))},
                          {"checked", ""}});
    html.text(" ");
    write_both(html, level_label(level));
    html.text(" (" + std::to_string(result.counts[static_cast<std::size_t>(level)]) + ")");
  }
}

void write_choice(HtmlWriter& html, const std::string& id, const Phrase& label) {
  const auto group = html.element("div");
  both_leaf(html, "label", label, {{"for", id}});
  const auto choice = html.element("select", {{"id", id}});
}

void write_filters(HtmlWriter& html, const CheckResult& result) {
  const auto frame = html.element("fieldset", {{"class", "scripted-only"}, {"id", "filters"}});
  both_leaf(html, "legend", {.en = "Show only", .ja = "絞り込み"});
  write_level_filter(html, result);
  write_choice(html, "filter-rule", {.en = "Rule", .ja = "ルール"});
  write_choice(html, "filter-owes", {.en = "Has to act", .ja = "対応する者"});
  write_choice(html, "filter-subject", {.en = "About", .ja = "対象"});
  write_choice(html, "filter-system", {.en = "System", .ja = "システム"});
  {
    const auto group = html.element("div");
    both_leaf(html, "label", {.en = "Words", .ja = "語句"}, {{"for", "filter-words"}});
    html.single("input", {{"type", "search"}, {"id", "filter-words"}, {"autocomplete", "off"}});
  }
  both_leaf(html, "button", {.en = "Show all", .ja = "すべて表示"},
            {{"type", "button"}, {"id", "filter-reset"}});
}

// Where a sentence has a word of the format between backquotes, that word is code.
void write_marked(HtmlWriter& html, std::string_view text) {
  bool is_code = false;
  while (true) {
    const std::size_t end = text.find('`');
    const std::string_view part = text.substr(0, end);
    if (is_code && end != std::string_view::npos) {
      html.leaf("code", part);
    } else {
      html.text(is_code ? "`" + std::string(part) : std::string(part));
    }
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
    is_code = !is_code;
  }
}

void write_sentence(HtmlWriter& html, const Text& text) {
  for (const Language language : {Language::En, Language::Ja}) {
    const std::string code = language == Language::Ja ? "ja" : "en";
    const auto span = html.element("span", {{"class", code}, {"lang", code}});
    write_marked(html, text.in(language));
  }
}

class FindingWriter {
 public:
  FindingWriter(HtmlWriter& html, const ReportContent& content, const Finding& finding)
      : html_(html), model_(content.model()), finding_(finding) {}

  void write() {
    const std::string level(word_of(finding_.level));
    const auto card = html_.element("article", {{"class", "finding " + level}});
    write_head(level);
    {
      const auto line = html_.element("p");
      write_sentence(html_, message_of(model_, finding_));
    }
    write_facts();
    write_evidence();
    html_.line();
  }

 private:
  void write_head(const std::string& level) {
    const auto head = html_.element("h3");
    both_leaf(html_, "span", level_label(finding_.level), {{"class", "level " + level}});
    html_.leaf("code", finding_.rule->id);
    const auto sources = html_.element("span", {{"class", "quiet"}});
    write_both(html_, Text{.en = sources_text(finding_.rule->sources, Language::En),
                           .ja = sources_text(finding_.rule->sources, Language::Ja)});
  }

  template <class Write>
  void fact(const Phrase& name, Write write) {
    const auto pair = html_.element("div");
    both_leaf(html_, "dt", name);
    const auto content = html_.element("dd");
    write();
  }

  void write_facts() {
    const auto facts = html_.element("dl", {{"class", "facts"}});
    if (finding_.owes.valid()) {
      fact({.en = "Has to act", .ja = "対応する者"},
           [&] { write_record(html_, model_, finding_.owes); });
    }
    if (finding_.counterparty.valid() && finding_.counterparty != finding_.owes) {
      fact({.en = "Towards", .ja = "相手方"},
           [&] { write_record(html_, model_, finding_.counterparty); });
    }
    if (finding_.systems.count > 0) {
      fact({.en = "Systems", .ja = "システム"}, [&] { write_systems(); });
    }
    fact({.en = "Remedy", .ja = "対処"},
         [&] { write_sentence(html_, remedy_of(model_, finding_)); });
    if (finding_.where.valid()) {
      fact({.en = "Recorded at", .ja = "記載箇所"},
           [&] { html_.leaf("code", place_text(model_.sources, finding_.where)); });
    }
  }

  void write_systems() {
    const auto& systems = finding_.systems.first;
    const std::size_t named = std::min(systems.size(), kSystemsNamed);
    for (std::size_t i = 0; i < named; ++i) {
      if (i > 0) write_both(html_, Phrase{.en = ", ", .ja = "、"});
      write_record(html_, model_, model_[systems[i]].id);
    }
    if (finding_.systems.count == named) return;
    write_both(html_, compose({.en = " and {} more", .ja = "、ほか {} 件"},
                              finding_.systems.count - named));
  }

  void write_evidence() {
    if (finding_.evidence.empty()) return;
    const auto details = html_.element("details");
    both_leaf(html_, "summary", {.en = "Evidence", .ja = "根拠"});
    const auto list = html_.element("ol", {{"class", "chain"}});
    for (const EvidenceStep& step : finding_.evidence) {
      const auto item = html_.element("li");
      write_both(html_, Text{.en = step_text(model_, step, Language::En).render(false),
                             .ja = step_text(model_, step, Language::Ja).render(false)});
    }
  }

  HtmlWriter& html_;
  const Model& model_;
  const Finding& finding_;
};

}  // namespace

void write_findings(HtmlWriter& html, const ReportContent& content) {
  const auto section =
      html.element("section", {{"id", "findings"}, {"aria-labelledby", "findings-head"}});
  both_leaf(html, "h2", {.en = "Findings", .ja = "指摘事項"},
            {{"id", "findings-head"}, {"tabindex", "-1"}});
  const std::vector<std::size_t> rows = open_findings(*content.result);
  if (rows.empty()) {
    both_leaf(html, "p", {.en = "No findings.", .ja = "指摘事項はありません。"});
    return;
  }
  both_leaf(html, "p",
            {.en = "A finding says what is not on record; it does not say that anybody broke a "
                   "law.",
             .ja = "指摘事項は、記録がないことを示すものです。法令に反したことを示すものでは"
                   "ありません。"});
  const std::size_t told = std::min(rows.size(), content.limits.findings);
  if (told < rows.size()) {
    const auto line = html.element("p", {{"class", "limit"}});
    write_both(html, compose({.en = "This page tells the {} most serious of {} findings in full. "
                                    "The command \"musubi check\" tells them all.",
                              .ja = "このページには、{1} 件の指摘事項のうち、重要度の高い {0} 件を"
                                    "掲載しています。すべてを見るには musubi check を使用して"
                                    "ください。"},
                             told, rows.size()));
  }
  write_filters(html, *content.result);
  html.leaf("p", "", {{"class", "count scripted-only"}, {"id", "found"}, {"role", "status"}});
  html.line();
  for (const std::size_t row : std::span(rows).first(told)) {
    FindingWriter(html, content, content.result->findings[row]).write();
  }
}

}  // namespace musubi::cli
