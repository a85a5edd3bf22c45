#include "cli/output/markdown.h"

#include "cli/annex/words.h"
#include "cli/annex/writers.h"
#include "cli/output/figure_words.h"

namespace musubi::cli {
namespace {

class AnnexMarkdown {
 public:
  AnnexMarkdown(const AnnexDocument& document, Language language)
      : document_(document), language_(language) {}

  std::string text() {
    put("# " + in_language(document_.title));
    put(in_language(document_.subtitle));
    put(table_text(document_.head));
    std::size_t number = 0;
    for (const AnnexSection& section : document_.sections) {
      put("## " + std::to_string(++number) + ". " + markdown_text(section.title.in(language_)));
      for (const AnnexBlock& block : section.blocks) put(block_text(block));
    }
    put("---");
    for (const Text& line : document_.foot) put(in_language(line));
    return std::move(text_);
  }

 private:
  void put(const std::string& block) {
    if (!text_.empty()) text_ += '\n';
    text_ += block + "\n";
  }

  [[nodiscard]] std::string in_language(const Text& text) const {
    return markdown_text(text.in(language_));
  }

  [[nodiscard]] std::string list_text(const std::vector<Text>& texts, std::string_view mark) const {
    std::string block;
    for (const Text& text : texts) {
      if (!block.empty()) block += '\n';
      block += mark;
      block += in_language(text);
    }
    return block;
  }

  [[nodiscard]] std::string cell_text(const AnnexCell& cell) const {
    std::string text;
    for (const Text& line : cell.lines) {
      if (!text.empty()) text += "<br>";
      if (cell.boxes) text += "□ ";
      text += in_language(line);
    }
    return text;
  }

  [[nodiscard]] std::string table_text(const AnnexTable& table) const {
    std::vector<std::string> heads;
    for (const Phrase& head : table.heads) heads.push_back(markdown_text(head.in(language_)));
    // GFM has no table without a head.
    heads.resize(table.widths.size());
    std::string block = markdown_head(heads);
    for (const auto& row : table.rows) {
      std::vector<std::string> cells;
      for (const AnnexCell& cell : row) cells.push_back(cell_text(cell));
      block += markdown_row(cells);
    }
    if (block.ends_with('\n')) block.pop_back();
    return block;
  }

  [[nodiscard]] std::string block_text(const AnnexBlock& block) const {
    switch (block.kind) {
      case AnnexBlock::Kind::Missing: return "**" + in_language(block.texts.front()) + "**";
      case AnnexBlock::Kind::Heading: return "### " + in_language(block.texts.front());
      case AnnexBlock::Kind::List: return list_text(block.texts, "- ");
      case AnnexBlock::Kind::Boxes: return list_text(block.texts, "- [ ] ");
      case AnnexBlock::Kind::Table: return table_text(block.table);
      case AnnexBlock::Kind::Figure: return list_text(figure_lines(document_.figure), "- ");
      case AnnexBlock::Kind::Paragraph: break;
    }
    return in_language(block.texts.front());
  }

  const AnnexDocument& document_;
  Language language_;
  std::string text_;
};

Text with_lines(Text text, const std::vector<Text>& lines) {
  for (const Text& line : lines) {
    text = compose({.en = "{0}; {1}", .ja = "{0}、{1}"}, text, line);
  }
  return text;
}

}  // namespace

std::vector<Text> figure_lines(const Figure& figure) {
  std::vector<Text> all;
  for (const FigureBox& box : figure.boxes) {
    std::vector<Text> lines;
    for (const FigureLine& line : box.lines) lines.push_back(line.text);
    all.push_back(with_lines(
        compose({.en = "{0}: {1}", .ja = "{0}：{1}"}, phrase_of(box.kind), box.label), lines));
  }
  for (const FigureArrow& arrow : figure.arrows) {
    all.push_back(with_lines(
        compose({.en = "{0} → {1} ({2})", .ja = "{0} → {1}（{2}）"}, figure.boxes[arrow.from].label,
                figure.boxes[arrow.to].label, phrase_of(arrow.kind)),
        arrow.lines));
  }
  all.insert(all.end(), figure.notes.begin(), figure.notes.end());
  return all;
}

std::string annex_markdown(const AnnexDocument& document, Language language) {
  return AnnexMarkdown(document, language).text();
}

}  // namespace musubi::cli
