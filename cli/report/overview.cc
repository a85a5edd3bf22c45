// The first section of the report: how much there is, who has to act most, what was looked at.
#include <algorithm>

#include "cli/output/coverage_text.h"
#include "cli/output/findings_summary.h"
#include "cli/output/levels.h"
#include "cli/output/responsibility_matrix.h"
#include "cli/phrase.h"
#include "cli/report/parts.h"

namespace musubi::cli {
namespace {

constexpr std::size_t kWorst = 10;

// A table that scrolls by itself on a narrow screen, with what it is about.
class TableFrame {
 public:
  TableFrame(HtmlWriter& html, const Phrase& caption)
      : frame_(html.element("div", {{"class", "scroll"}, {"tabindex", "0"}})),
        table_(html.element("table")) {
    both_leaf(html, "caption", caption);
  }

 private:
  HtmlElement frame_, table_;
};

void write_card(HtmlWriter& html, std::size_t count, const Phrase& label, std::string_view kind) {
  const auto card = html.element("li", {{"class", std::string(kind)}});
  html.leaf("strong", std::to_string(count));
  write_both(html, label);
}

void write_cards(HtmlWriter& html, const ReportContent& content) {
  const CheckResult& result = *content.result;
  const Model& model = content.model();
  both_leaf(html, "h3", {.en = "Findings", .ja = "指摘事項"});
  {
    const auto list = html.element("ul", {{"class", "cards"}, {"id", "counts"}});
    for (const Severity level : {Severity::Error, Severity::Warning, Severity::Note}) {
      write_card(html, result.counts[static_cast<std::size_t>(level)], level_label(level),
                 word_of(level));
    }
    write_card(html, result.suppressed, {.en = "suppressed", .ja = "抑制"}, "");
  }
  both_leaf(html, "h3", {.en = "What the model holds", .ja = "モデルの内容"});
  const auto list = html.element("ul", {{"class", "cards"}});
  write_card(html, model.systems.size(), {.en = "systems", .ja = "システム"}, "");
  write_card(html, model.organizations.size(), {.en = "organizations", .ja = "組織"}, "");
  write_card(html, model.services.size(), {.en = "components", .ja = "構成要素"}, "");
  write_card(html, model.contracts.size(), {.en = "contracts", .ja = "契約"}, "");
}

// A head that names what stands in the first column, and the levels.
void write_heads(HtmlWriter& html, const Phrase& first) {
  const auto head = html.element("thead");
  const auto row = html.element("tr");
  both_leaf(html, "th", first, {{"scope", "col"}});
  write_level_heads(html);
}

void write_more(HtmlWriter& html, std::size_t left_out) {
  if (left_out == 0) return;
  const auto line = html.element("p", {{"class", "quiet"}});
  write_both(html, compose({.en = "{} more are not listed here.",
                            .ja = "ほかに {} 件あります（ここでは省略）。"},
                           left_out));
}

void write_owners(HtmlWriter& html, const ReportContent& content) {
  const FindingsView view{.model = &content.model(),
                          .result = content.result,
                          .as_of = content.supply->as_of(),
                          .rows = open_findings(*content.result),
                          .suppressed = {},
                          .max_systems = {}};
  const std::vector<OwnerCounts> owners = count_by_owner(view);
  if (owners.empty()) return;
  {
    const TableFrame frame(html, {.en = "Who has to act, the most serious first",
                                  .ja = "対応する者（重要度の高い順）"});
    write_heads(html, {.en = "has to act", .ja = "対応する者"});
    const auto body = html.element("tbody");
    for (const OwnerCounts& owner : std::span(owners).first(std::min(owners.size(), kWorst))) {
      const auto row = html.element("tr");
      {
        const auto name = html.element("th", {{"scope", "row"}});
        const auto link =
            html.element("a", {{"data-go", "findings?owes"},
                               {"data-id", std::string(view.model->text(owner.owner))}});
        write_both(html, label_text(*view.model, owner.owner));
      }
      write_level_cells(html, owner.by_level);
    }
  }
  write_more(html, owners.size() - std::min(owners.size(), kWorst));
}

void write_worst_systems(HtmlWriter& html, const ReportContent& content) {
  const std::vector<LevelCounts> counts = count_by_system(content);
  std::vector<SystemId> systems = worst_first(content, counts);
  std::erase_if(systems, [&](SystemId system) { return counts[system.index()] == LevelCounts{}; });
  if (systems.empty()) return;
  {
    const TableFrame frame(html, {.en = "Systems, the most serious findings first",
                                  .ja = "システム（指摘事項の重要度の高い順）"});
    write_heads(html, {.en = "system", .ja = "システム"});
    const auto body = html.element("tbody");
    for (const SystemId system : std::span(systems).first(std::min(systems.size(), kWorst))) {
      const auto row = html.element("tr");
      {
        const Symbol id = content.model()[system].id;
        const auto name = html.element("th", {{"scope", "row"}});
        const auto link = html.element("a", {{"data-go", "findings?system"},
                                             {"data-id", std::string(content.model().text(id))}});
        write_both(html, label_text(content.model(), id));
      }
      write_level_cells(html, counts[system.index()]);
    }
  }
  write_more(html, systems.size() - std::min(systems.size(), kWorst));
}

void write_coverage_row(HtmlWriter& html, const CoverageEntry& entry) {
  const auto row = html.element("tr");
  html.leaf("th", "FAQ " + std::string(entry.faq), {{"scope", "row"}, {"class", "tight"}});
  both_leaf(html, "td", phrase_of(entry.state),
            {{"class", entry.state == CoverageState::Checked ? "checked" : "missing"}});
  html.leaf("td", entry.subjects > 0 ? std::to_string(entry.subjects) : "–", {{"class", "number"}});
  {
    const auto cell = html.element("td");
    write_both(html, Text{.en = missing_keys(entry, Language::En),
                          .ja = missing_keys(entry, Language::Ja)});
  }
  both_leaf(html, "td", entry.limits);
}

void write_coverage(HtmlWriter& html, const ReportContent& content) {
  both_leaf(html, "h3", {.en = "What was looked at", .ja = "FAQ のどこを見たか"});
  both_leaf(
      html, "p",
      {.en = "What the model does not say was not judged, which does not mean that it is "
             "fine.",
       .ja = "モデルに記載のないことは判定していません。問題がないという意味ではありません。"});
  const TableFrame frame(
      html, {.en = "Coverage by section of the FAQ", .ja = "FAQ の項目ごとの判定状況"});
  {
    const auto head = html.element("thead");
    const auto row = html.element("tr");
    html.leaf("th", "FAQ", {{"scope", "col"}});
    both_leaf(html, "th", {.en = "state", .ja = "状態"}, {{"scope", "col"}});
    both_leaf(html, "th", {.en = "records", .ja = "記録数"},
              {{"scope", "col"}, {"class", "number"}});
    both_leaf(html, "th", {.en = "would have to be modelled", .ja = "記載があれば判定できるもの"},
              {{"scope", "col"}});
    both_leaf(html, "th", {.en = "what no model can decide", .ja = "モデルからは判断できないこと"},
              {{"scope", "col"}});
  }
  const auto body = html.element("tbody");
  for (const CoverageEntry& entry : content.result->coverage) write_coverage_row(html, entry);
}

}  // namespace

void write_overview(HtmlWriter& html, const ReportContent& content) {
  const auto section =
      html.element("section", {{"id", "overview"}, {"aria-labelledby", "overview-head"}});
  both_leaf(html, "h2", {.en = "Overview", .ja = "概要"},
            {{"id", "overview-head"}, {"tabindex", "-1"}});
  write_cards(html, content);
  if (!open_findings(*content.result).empty()) {
    both_leaf(html, "h3", {.en = "Worst first", .ja = "重要度の高いものから"});
  }
  write_owners(html, content);
  write_worst_systems(html, content);
  write_coverage(html, content);
}

}  // namespace musubi::cli
