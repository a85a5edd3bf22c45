#include "cli/output/html.h"

#include <fmt/format.h>

#include "cli/annex/writers.h"

namespace musubi::cli {
namespace {

// A sheet of A4 with margins for filing. Heads of tables are repeated, rows stay whole, and a page
// begins with a section only where the one before would not fit: no page is left nearly empty.
constexpr std::string_view kStyle = R"css(
@page { size: A4 portrait; margin: 18mm 15mm 16mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1rem; max-width: 186mm; color: #111; background: #fff;
  font: 10pt/1.55 "Noto Sans CJK JP", "Noto Sans JP", "IPAexGothic", "Hiragino Sans", "Yu Gothic",
  Meiryo, sans-serif; }
h1 { font-size: 17pt; text-align: center; margin: 0 0 .2em; letter-spacing: .06em; }
.subtitle { text-align: center; margin: 0 0 1.4em; }
h2 { font-size: 12pt; margin: 1.7em 0 .5em; padding: .15em .5em; border-left: 4pt solid #1d3c63;
  background: #eef2f7; break-after: avoid; }
h3 { font-size: 10.5pt; margin: 1em 0 .35em; break-after: avoid; }
p { margin: .45em 0; orphans: 2; widows: 2; }
ul { margin: .4em 0; padding-left: 1.4em; }
ul.boxes { list-style: none; padding-left: .4em; }
li { margin: .2em 0; break-inside: avoid; }
.lead { break-after: avoid; }
.missing { font-weight: 600; border-left: 3pt double #111; padding-left: .5em; }
table { width: calc(100% - 1pt); border-collapse: collapse; table-layout: fixed; margin: .4em 0 .9em;
  font-size: 8.5pt; line-height: 1.4; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: .6pt solid #555; padding: .3em .45em; vertical-align: top; text-align: left;
  overflow-wrap: anywhere; }
thead th { background: #e3e9f1; font-weight: 600; }
tbody th { background: #f3f5f8; font-weight: 600; }
td.missing { padding-left: .45em; border-left: .6pt solid #555; background: #f6f0df; }
td div + div { margin-top: .2em; }
.box { display: inline-block; width: .85em; height: .85em; border: .8pt solid #111;
  margin-right: .4em; vertical-align: -.08em; }
table.short { break-inside: avoid; }
table.tall td { height: 16mm; vertical-align: middle; }
figure { margin: .6em 0; text-align: center; break-inside: avoid; }
figure svg { max-width: 100%; max-height: 235mm; height: auto; }
section.whole { break-inside: avoid; }
footer { margin-top: 1.6em; padding-top: .6em; border-top: .6pt solid #555; font-size: 8pt;
  break-inside: avoid; overflow-wrap: anywhere; }
@media print {
  body { padding: 0; max-width: none; }
  h2, thead th, tbody th, td.missing { -webkit-print-color-adjust: exact;
    print-color-adjust: exact; }
}
)css";

constexpr std::string_view kWidths[] = {"5",  "10", "15", "20", "25", "30", "35", "40",
                                        "45", "50", "55", "60", "65", "70", "75", "80"};

/// The style, with a class for each width of a column: an attribute may hold no style.
const std::string& style() {
  static const std::string kMade = [] {
    std::string text(kStyle);
    for (const std::string_view width : kWidths) {
      text += fmt::format("col.w{0} {{ width: {0}%; }}\n", width);
    }
    return text;
  }();
  return kMade;
}

class AnnexHtml {
 public:
  AnnexHtml(const AnnexDocument& document, std::string_view figure, Language language)
      : document_(document), figure_(figure), language_(language) {}

  std::string text() {
    html_.leaf("h1", document_.title.in(language_));
    html_.leaf("p", document_.subtitle.in(language_), {{"class", "subtitle"}});
    html_.line();
    write(document_.head);
    std::size_t number = 0;
    for (const AnnexSection& section : document_.sections) write(section, ++number);
    {
      const auto footer = html_.element("footer");
      for (const Text& line : document_.foot) html_.leaf("p", line.in(language_));
    }
    html_.line();
    return html_text(
        {.language = language_,
         .title = document_.title.in(language_) + " – " + document_.subtitle.in(language_),
         .style = style(),
         .script = {},
         .body = html_.html()});
  }

 private:
  void write(const AnnexSection& section, std::size_t number) {
    const auto element = html_.element("section", {{"id", std::string(section.id)},
                                                   {"class", section.stays_whole ? "whole" : ""}});
    html_.leaf("h2", fmt::format("{}. {}", number, section.title.in(language_)));
    html_.line();
    for (std::size_t i = 0; i < section.blocks.size(); ++i) {
      const bool leads = i + 1 < section.blocks.size() && opens(section.blocks[i + 1].kind);
      write(section.blocks[i], leads);
    }
  }

  /// What should not begin a page without the words before it.
  static bool opens(AnnexBlock::Kind kind) {
    return kind == AnnexBlock::Kind::Table || kind == AnnexBlock::Kind::Boxes;
  }

  void write(const AnnexBlock& block, bool leads) {
    switch (block.kind) {
      case AnnexBlock::Kind::Heading: html_.leaf("h3", in_language(block)); break;
      case AnnexBlock::Kind::Missing:
        html_.leaf("p", in_language(block), {{"class", leads ? "missing lead" : "missing"}});
        break;
      case AnnexBlock::Kind::Paragraph:
        html_.leaf("p", in_language(block), {{"class", leads ? "lead" : ""}});
        break;
      case AnnexBlock::Kind::List: write_list(block.texts, false); break;
      case AnnexBlock::Kind::Boxes: write_list(block.texts, true); break;
      case AnnexBlock::Kind::Table: write(block.table); break;
      case AnnexBlock::Kind::Figure: write_figure(); break;
    }
    html_.line();
  }

  [[nodiscard]] const std::string& in_language(const AnnexBlock& block) const {
    return block.texts.front().in(language_);
  }

  void write_figure() {
    if (figure_.empty()) {
      write_list(figure_lines(document_.figure), false);
      return;
    }
    const auto element = html_.element("figure");
    html_.raw(figure_);
  }

  void write_list(const std::vector<Text>& texts, bool boxes) {
    const auto list = html_.element("ul", {{"class", boxes ? "boxes" : ""}});
    for (const Text& text : texts) {
      const auto item = html_.element("li");
      if (boxes) html_.leaf("span", "", {{"class", "box"}});
      html_.text(text.in(language_));
    }
  }

  void write(const AnnexTable& table) {
    const auto element = html_.element("table", {{"class", table.tall            ? "tall"
                                                           : table.heads.empty() ? "short"
                                                                                 : ""}});
    {
      const auto group = html_.element("colgroup");
      for (const unsigned width : table.widths) {
        html_.single("col", {{"class", fmt::format("w{}", width)}});
      }
    }
    html_.line();
    if (!table.heads.empty()) {
      const auto head = html_.element("thead");
      const auto row = html_.element("tr");
      for (const Phrase& cell : table.heads) {
        html_.leaf("th", cell.in(language_), {{"scope", "col"}});
      }
    }
    const auto body = html_.element("tbody");
    for (const auto& row : table.rows) write_row(row);
  }

  void write_row(const std::vector<AnnexCell>& row) {
    {
      const auto element = html_.element("tr");
      for (std::size_t i = 0; i < row.size(); ++i) {
        // A cell without lines has room for a hand.
        const auto cell =
            i == 0 ? html_.element("th", {{"scope", "row"}})
                   : html_.element("td", {{"class", row[i].is_missing ? "missing" : ""}});
        for (const Text& line : row[i].lines) {
          const auto part = html_.element("div");
          if (row[i].boxes) html_.leaf("span", "", {{"class", "box"}});
          html_.text(line.in(language_));
        }
      }
    }
    html_.line();
  }

  const AnnexDocument& document_;
  std::string_view figure_;
  Language language_;
  HtmlWriter html_;
};

}  // namespace

std::string annex_html(const AnnexDocument& document, std::string_view figure, Language language) {
  return AnnexHtml(document, figure, language).text();
}

}  // namespace musubi::cli
