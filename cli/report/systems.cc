// The third section of the report: every system, those with the most serious findings first.
#include <algorithm>

#include "cli/output/inline_figure.h"
#include "cli/output/responsibility_tables.h"
#include "cli/output/responsibility_text.h"
#include "cli/output/system_answer.h"
#include "cli/phrase.h"
#include "cli/report/parts.h"
#include "engine/figures/figures.h"

namespace musubi::cli {
namespace {

void write_full_count(HtmlWriter& html, std::size_t in_full, std::size_t all) {
  if (in_full == all) return;
  const auto line = html.element("p", {{"class", "limit"}});
  write_both(
      html,
      compose({.en = "This page shows {} of {} systems with figure and tables: those with the most "
                     "serious findings. The command \"musubi responsibility --system ID\" shows "
                     "any other.",
               .ja = "このページでは、{1} 件のシステムのうち、指摘事項の重要度の高い {0} 件について"
                     "図と表を示しています。ほかのシステムは musubi responsibility --system ID で"
                     "確認できます。"},
              in_full, all));
}

// The figure in both languages; where it cannot be drawn, why.
void write_figure(HtmlWriter& html, const ReportContent& content, SystemId system) {
  const Figure figure = responsibility_figure(*content.supply, *content.confirmations, system);
  for (const Language language : {Language::En, Language::Ja}) {
    const std::string code = language == Language::Ja ? "ja" : "en";
    const auto frame =
        html.element("div", {{"class", "figure " + code}, {"lang", code}, {"tabindex", "0"}});
    const auto drawn = inline_figure(content.model(), figure, {.language = language},
                                     "s" + std::to_string(system.index()) + "-" + code + "-");
    if (drawn) {
      html.raw(*drawn);
    } else {
      html.leaf("p", drawn.error().in(language));
    }
  }
}

void write_in_full(HtmlWriter& html, const ReportContent& content, SystemId system,
                   const LevelCounts& counts) {
  const SystemMatrix matrix =
      responsibility_matrix(SystemAnswer(*content.supply, *content.confirmations, system));
  const auto frame = html.element(
      "details", {{"class", "system"}, {"data-id", std::string(content.model().id(system))}});
  {
    const auto summary = html.element("summary");
    write_both(html, matrix.title);
    const auto aside = html.element("span", {{"class", "quiet"}});
    write_both(html, compose({.en = "required {}, recommended {}, for information {}",
                              .ja = "必須 {}、推奨 {}、参考 {}"},
                             counts[static_cast<std::size_t>(Severity::Error)],
                             counts[static_cast<std::size_t>(Severity::Warning)],
                             counts[static_cast<std::size_t>(Severity::Note)]));
  }
  const auto body = html.element("div");
  const WriteText write = [](HtmlWriter& to, const Text& text) { write_both(to, text); };
  write_facts(html, matrix, write);
  write_figure(html, content, system);
  write_matrix(html, matrix, write);
}

void write_line(HtmlWriter& html, const ReportContent& content, SystemId system,
                const LevelCounts& counts) {
  const System& record = content.model()[system];
  const SystemAnswer answer(*content.supply, *content.confirmations, system);
  const auto row = html.element("tr");
  {
    const auto name = html.element("th", {{"scope", "row"}});
    write_record(html, content.model(), record.id);
  }
  {
    const auto cell = html.element("td");
    write_record(html, content.model(), content.model()[record.owner.id].id);
  }
  {
    const auto cell = html.element("td");
    write_both(html, Text{.en = form_of_provision(answer, Language::En),
                          .ja = form_of_provision(answer, Language::Ja)});
  }
  html.leaf("td", std::to_string(answer.graph().components().size()), {{"class", "number"}});
  write_level_cells(html, counts);
}

void write_lines(HtmlWriter& html, const ReportContent& content, std::span<const SystemId> systems,
                 const std::vector<LevelCounts>& counts) {
  const std::size_t listed = std::min(systems.size(), content.limits.systems_listed);
  if (listed == 0) return;
  {
    const auto frame = html.element("div", {{"class", "scroll"}, {"tabindex", "0"}});
    const auto table = html.element("table");
    both_leaf(html, "caption", {.en = "The other systems", .ja = "そのほかのシステム"});
    {
      const auto head = html.element("thead");
      const auto row = html.element("tr");
      both_leaf(html, "th", {.en = "system", .ja = "システム"}, {{"scope", "col"}});
      both_leaf(html, "th", {.en = "institution", .ja = "医療機関等"}, {{"scope", "col"}});
      both_leaf(html, "th", {.en = "form of provision", .ja = "提供形態"}, {{"scope", "col"}});
      both_leaf(html, "th", {.en = "components", .ja = "構成要素"},
                {{"scope", "col"}, {"class", "number"}});
      write_level_heads(html);
    }
    const auto body = html.element("tbody");
    for (const SystemId system : systems.first(listed)) {
      write_line(html, content, system, counts[system.index()]);
    }
  }
  if (listed == systems.size()) return;
  const auto line = html.element("p", {{"class", "limit"}});
  write_both(html, compose({.en = "{} more systems are not listed in this page.",
                            .ja = "ほかの {} 件のシステムは、このページには掲載していません。"},
                           systems.size() - listed));
}

}  // namespace

void write_systems(HtmlWriter& html, const ReportContent& content) {
  const auto section =
      html.element("section", {{"id", "systems"}, {"aria-labelledby", "systems-head"}});
  both_leaf(html, "h2", {.en = "Systems", .ja = "システム"},
            {{"id", "systems-head"}, {"tabindex", "-1"}});
  const std::vector<LevelCounts> counts = count_by_system(content);
  const std::vector<SystemId> systems = worst_first(content, counts);
  if (systems.empty()) {
    both_leaf(html, "p", {.en = "No system is on record.", .ja = "システムの記録がありません。"});
    return;
  }
  const std::size_t in_full = std::min(systems.size(), content.limits.systems_in_full);
  write_full_count(html, in_full, systems.size());
  for (const SystemId system : std::span(systems).first(in_full)) {
    write_in_full(html, content, system, counts[system.index()]);
    html.line();
  }
  write_lines(html, content, std::span(systems).subspan(in_full), counts);
}

}  // namespace musubi::cli
