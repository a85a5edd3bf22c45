#include "cli/output/dot.h"

#include <algorithm>
#include <string_view>

#include "cli/output/characters.h"
#include "cli/output/dot_graph.h"
#include "cli/output/figure_layers.h"
#include "cli/output/figure_legend.h"
#include "cli/output/figure_looks.h"
#include "cli/output/figure_words.h"
#include "cli/output/styled.h"

namespace musubi::cli {
namespace {

constexpr std::size_t kBoxWidth = 30;  // in columns
constexpr std::size_t kArrowWidth = 32;
constexpr std::size_t kAreaWidth = 50;
/// With more arrows than these their contracts are counted and not named.
constexpr std::size_t kNamedArrows = 30;
constexpr std::size_t kCaptionWidth = 90;

/// Lines that are no wider than `width`, each with the end that says how it is set.
std::string wrapped(const std::vector<std::string>& lines, std::size_t width, std::string_view end,
                    std::string_view begin = {}) {
  std::string label;
  for (const std::string& line : lines) {
    for (const Styled& part : wrap(Styled(line), width)) {
      label += begin;
      label += label_text(part.render(false));
      label += end;
    }
  }
  return label;
}

class DotWriter {
 public:
  DotWriter(const Model& model, const Figure& figure, const FigureLook& look)
      : model_(&model), figure_(&figure), look_(&look), dot_("musubi") {}

  std::string write(const FigureOrigin& origin) {
    write_graph(origin);
    for (const FigureArea& area : figure_->areas) write_area(area);
    for (const FigureBox& box : figure_->boxes) write_box(box);
    for (const FigureArrow& arrow : figure_->arrows) write_arrow(arrow);
    if (figure_->view == FigureView::Dependencies) write_layers(dot_, *figure_, *look_, nodes_);
    if (look_->legend) write_legend(dot_, *figure_, *look_, ends());
    return dot_.text();
  }

 private:
  void write_graph(const FigureOrigin& origin) {
    Agraph_t* const graph = dot_.get();
    set_graph_looks(graph, *figure_);
    set(graph, "musubi", "1");
    set(graph, "musubi_view", word_of(figure_->view));
    set(graph, "musubi_draw", origin.command);
    set(graph, "musubi_model", origin.digest);
    set(graph, "musubi_as_of", origin.as_of);
    std::vector<std::string> lines{figure_->title.in(look_->language)};
    for (const Text& note : figure_->notes) lines.push_back(note.in(look_->language));
    lines.insert(lines.end(), origin.caption.begin(), origin.caption.end());
    set(graph, "label", wrapped(lines, kCaptionWidth, "\\l"));
  }

  void write_area(const FigureArea& area) {
    Agraph_t* const around = area.parent == kNoArea ? dot_.get() : areas_[area.parent];
    Agraph_t* const cluster = dot_.subgraph(around, "cluster " + area.id);
    areas_.push_back(cluster);
    set(cluster, "label", wrapped(lines_of(area, look_->language), kAreaWidth, "\\l"));
    set_looks(cluster, area.kind, *look_);
  }

  void write_box(const FigureBox& box) {
    Agnode_t* const node = dot_.node(box.area == kNoArea ? dot_.get() : areas_[box.area], box.id);
    nodes_.push_back(node);
    std::vector<std::string> lines{box.label.in(look_->language)};
    const std::vector<std::string> more = lines_of(box, look_->language);
    lines.insert(lines.end(), more.begin(), more.end());
    set(node, "label", wrapped(lines, kBoxWidth, "\\n"));
    set_looks(node, box, *look_);
  }

  void write_arrow(const FigureArrow& arrow) {
    Agedge_t* const edge = dot_.edge(nodes_[arrow.from], nodes_[arrow.to], arrow.id);
    const bool is_crowded = figure_->arrows.size() > kNamedArrows;
    const std::vector<std::string> lines = lines_of(*model_, arrow, look_->language, is_crowded);
    if (!lines.empty()) set(edge, "label", wrapped(lines, kArrowWidth, "\\l", " "));
    set_looks(edge, arrow, *look_);
    const bool is_used = arrow.kind == ArrowKind::Uses || arrow.kind == ArrowKind::DependsOn ||
                         arrow.kind == ArrowKind::Placement;
    if (figure_->view == FigureView::Impact && is_used && !has_services_) {
      set(edge, "constraint", "false");
    }
  }

  /// The nodes from which no arrow leads on, so that the legend comes below them. A figure that
  /// runs from left to right has it below anyway.
  [[nodiscard]] std::vector<Agnode_t*> ends() const {
    if (get(dot_.get(), "rankdir") == "LR") return {};
    std::vector<char> leads(nodes_.size());
    for (const FigureArrow& arrow : figure_->arrows) leads[arrow.from] = 1;
    std::vector<Agnode_t*> found;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (leads[i] == 0) found.push_back(nodes_[i]);
    }
    return found;
  }

  const Model* model_;
  const Figure* figure_;
  const FigureLook* look_;
  DotGraph dot_;
  // What gives an impact its order: what runs on what where services are drawn, else who tells
  // whom.
  bool has_services_ = std::ranges::any_of(
      figure_->boxes, [](const FigureBox& box) { return box.kind == BoxKind::Service; });
  std::vector<Agraph_t*> areas_;
  std::vector<Agnode_t*> nodes_;
};

}  // namespace

std::string dot_of(const Model& model, const Figure& figure, const FigureLook& look,
                   const FigureOrigin& origin) {
  return DotWriter(model, figure, look).write(origin);
}

}  // namespace musubi::cli
