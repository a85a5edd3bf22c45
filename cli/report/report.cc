#include "cli/report/report.h"

#include "cli/output/digest.h"
#include "cli/output/html.h"
#include "cli/output/model_text.h"
#include "cli/output/names.h"
#include "cli/phrase.h"
#include "cli/report/assets.h"
#include "cli/report/parts.h"

namespace musubi::cli {
namespace {

constexpr Phrase kReport{.en = "Report", .ja = "レポート"};

Text title_of(const Model& model) {
  if (model.name.empty()) {
    return {.en = std::string(kReport.en), .ja = std::string(kReport.ja)};
  }
  return compose({.en = "Report: {}", .ja = "レポート：{}"}, model.name);
}

void write_place(HtmlWriter& html, const std::string& section, const Phrase& label) {
  const auto item = html.element("li");
  both_leaf(html, "a", label, {{"href", "#" + section}});
}

void write_choice(HtmlWriter& html, const std::string& value, const Text& label, bool chosen) {
  std::vector<HtmlAttribute> attributes{
      {"value", value}, {"data-en", label.en}, {"data-ja", label.ja}};
  if (chosen) attributes.push_back({"selected", ""});
  const auto choice = html.element("option", attributes);
  html.text(label.en);
}

void write_switches(HtmlWriter& html, Language language) {
  const auto switches = html.element("div", {{"class", "switches scripted-only"}});
  {
    const auto label = html.element("label");
    html.text("言語 / Language ");
    const auto choice = html.element("select", {{"id", "language"}});
    write_choice(html, "ja", {.en = "日本語", .ja = "日本語"}, language == Language::Ja);
    write_choice(html, "en", {.en = "English", .ja = "English"}, language == Language::En);
  }
  const auto label = html.element("label");
  write_both(html, Phrase{.en = "Colours ", .ja = "配色 "});
  const auto choice = html.element("select", {{"id", "theme"}});
  write_choice(html, "", {.en = "as the device", .ja = "端末に合わせる"}, true);
  write_choice(html, "light", {.en = "light", .ja = "明るい"}, false);
  write_choice(html, "dark", {.en = "dark", .ja = "暗い"}, false);
}

void write_bar(HtmlWriter& html, Language language) {
  const auto bar = html.element("div", {{"class", "bar"}});
  const auto inner = html.element("div");
  {
    const auto navigation = html.element("nav", {{"aria-labelledby", "places"}});
    both_leaf(html, "span", {.en = "Sections", .ja = "目次"}, {{"id", "places"}, {"hidden", ""}});
    const auto list = html.element("ul");
    write_place(html, "overview", {.en = "Overview", .ja = "概要"});
    write_place(html, "findings", {.en = "Findings", .ja = "指摘事項"});
    write_place(html, "systems", {.en = "Systems", .ja = "システム"});
    const auto item = html.element("li", {{"class", "scripted-only"}});
    both_leaf(html, "a", {.en = "Search", .ja = "検索"}, {{"href", "#record"}});
  }
  write_switches(html, language);
}

void write_header(HtmlWriter& html, const ReportContent& content) {
  const auto header = html.element("header", {{"class", "page-head"}});
  {
    const auto head = html.element("h1");
    write_both(html, title_of(content.model()));
  }
  const auto line = html.element("p", {{"class", "meta"}});
  write_both(html, Text{.en = date_text(content.input->as_of, Language::En),
                        .ja = date_text(content.input->as_of, Language::Ja)});
  html.single("br");
  html.leaf("code", digest_of(content.model().sources));
}

void write_footer(HtmlWriter& html) {
  const auto footer = html.element("footer", {{"class", "page-foot"}});
  both_leaf(html, "p",
            {.en = "Made by musubi from records. It says what is on record at the date above, and "
                   "is no legal advice. The page works without a network and asks nobody for "
                   "anything.",
             .ja = "musubi が記録から作成しました。上記の基準日における記録の内容を示すもので、"
                   "法的な助言ではありません。このページはネットワークなしで動作し、外部への通信は"
                   "行いません。"},
            {{"class", "quiet"}});
}

}  // namespace

void write_explorer(HtmlWriter& html, const ReportContent& content) {
  const auto section = html.element(
      "section",
      {{"id", "record"}, {"aria-labelledby", "record-head"}, {"class", "scripted-only"}});
  both_leaf(html, "h2", {.en = "Search", .ja = "検索"},
            {{"id", "record-head"}, {"tabindex", "-1"}});
  {
    const auto form = html.element("div", {{"role", "search"}, {"class", "search"}});
    both_leaf(html, "label",
              {.en = "Organizations, components, systems, contracts and all other records, by name "
                     "or id",
               .ja = "組織、構成要素、システム、契約などの記録を、名称または ID で検索"},
              {{"for", "search"}});
    html.single("input", {{"type", "search"}, {"id", "search"}, {"autocomplete", "off"}});
  }
  if (searched_records(content.model()).size() > content.limits.records) {
    const auto line = html.element("p", {{"class", "limit"}});
    write_both(html, compose({.en = "The search knows the first {} records; organizations and "
                                    "components come first.",
                              .ja = "検索できるのは最初の {} 件の記録です（組織、構成要素の順）。"},
                             content.limits.records));
  }
  const auto frame = html.element("div", {{"class", "explore"}});
  {
    const auto found = html.element("div");
    html.leaf("p", "", {{"id", "hits"}, {"role", "status"}, {"class", "quiet"}});
    html.leaf("ul", "", {{"class", "results"}, {"id", "results"}});
  }
  html.leaf("div", "", {{"id", "panel"}});
}

std::string report_html(const ReportContent& content) {
  HtmlWriter html;
  both_leaf(html, "a", {.en = "Skip to the content", .ja = "本文へ移動"},
            {{"class", "skip"}, {"href", "#main"}});
  write_header(html, content);
  html.line();
  write_bar(html, content.language);
  html.line();
  {
    const auto main = html.element("main", {{"id", "main"}, {"tabindex", "-1"}});
    html.line();
    write_overview(html, content);
    html.line();
    write_findings(html, content);
    html.line();
    write_systems(html, content);
    html.line();
    write_explorer(html, content);
    html.line();
  }
  write_footer(html);
  html.line();
  {
    const auto data = html.element("script", {{"type", "application/json"}, {"id", "data"}});
    html.raw(html_json(report_data(content)));
  }
  html.line();
  return html_text({.language = content.language,
                    .title = title_of(content.model()).in(content.language),
                    .style = report_style(),
                    .script = report_script(),
                    .body = html.html()});
}

}  // namespace musubi::cli
