#include "cli/output/graphml.h"

#include <string_view>

#include <fmt/format.h>

#include "cli/output/figure_words.h"
#include "cli/output/xml.h"

namespace musubi::cli {
namespace {

struct Key {
  std::string_view id, of;
};

constexpr Key kKeys[] = {{"kind", "node"},     {"label", "node"}, {"text", "node"},
                         {"marks", "node"},    {"area", "node"},  {"stands_for", "node"},
                         {"relation", "edge"}, {"note", "edge"}};

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    if (!text.empty()) text += '\n';
    text += line;
  }
  return text;
}

std::string marks_of(const FigureMarks& marks) {
  std::string words;
  for (std::size_t i = 0; i < kFigureMarkCount; ++i) {
    const auto mark = static_cast<FigureMark>(i);
    if (!marks.has(mark)) continue;
    if (!words.empty()) words += ' ';
    words += word_of(mark);
  }
  return words;
}

class GraphmlWriter {
 public:
  GraphmlWriter(const Model& model, const Figure& figure, Language language)
      : model_(&model), figure_(&figure), language_(language) {}

  std::string write(const FigureOrigin& origin) {
    text_ =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    text_ += "  <desc>" + xml_text(figure_->title.in(language_));
    for (const std::string& line : origin.caption) text_ += "\n" + xml_text(line);
    text_ += "</desc>\n";
    for (const auto& [id, of] : kKeys) {
      text_ += fmt::format("  <key id=\"{0}\" for=\"{1}\" attr.name=\"{0}\" attr.type=\"{2}\"/>\n",
                           id, of, id == "stands_for" ? "int" : "string");
    }
    text_ += "  <graph id=\"musubi\" edgedefault=\"directed\">\n";
    for (const FigureBox& box : figure_->boxes) write_box(box);
    for (const FigureArrow& arrow : figure_->arrows) write_arrow(arrow);
    text_ += "  </graph>\n</graphml>\n";
    return std::move(text_);
  }

 private:
  void data(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    text_ += fmt::format("      <data key=\"{}\">{}</data>\n", key, xml_text(value));
  }

  void write_box(const FigureBox& box) {
    text_ += fmt::format("    <node id=\"{}\">\n", xml_attribute(box.id));
    data("kind", word_of(box.kind));
    data("label", box.label.in(language_));
    data("text", joined(lines_of(box, language_)));
    data("marks", marks_of(box.marks));
    data("area", box.area == kNoArea ? "" : figure_->areas[box.area].id);
    data("stands_for", std::to_string(box.stands_for));
    text_ += "    </node>\n";
  }

  void write_arrow(const FigureArrow& arrow) {
    text_ += fmt::format("    <edge id=\"{}\" source=\"{}\" target=\"{}\">\n",
                         xml_attribute(arrow.id), xml_attribute(figure_->boxes[arrow.from].id),
                         xml_attribute(figure_->boxes[arrow.to].id));
    data("relation", word_of(arrow.kind));
    data("note", joined(lines_of(*model_, arrow, language_)));
    text_ += "    </edge>\n";
  }

  const Model* model_;
  const Figure* figure_;
  Language language_;
  std::string text_;
};

}  // namespace

std::string graphml_of(const Model& model, const Figure& figure, Language language,
                       const FigureOrigin& origin) {
  return GraphmlWriter(model, figure, language).write(origin);
}

}  // namespace musubi::cli
