#include "cli/output/figure_legend.h"

#include <set>
#include <string>
#include <string_view>

#include "cli/output/figure_looks.h"
#include "cli/output/figure_words.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

struct Used {
  std::set<BoxKind> boxes;
  std::set<ArrowKind> arrows;
  bool uses_under_contract = false;  // which looks like a contract
  std::set<FigureMark> marks;
};

void add_marks(const FigureMarks& marks, Used& used) {
  for (std::size_t i = 0; i < kFigureMarkCount; ++i) {
    const auto mark = static_cast<FigureMark>(i);
    if (marks.has(mark)) used.marks.insert(mark);
  }
}

Used find_used(const Figure& figure) {
  Used used;
  for (const FigureBox& box : figure.boxes) {
    used.boxes.insert(box.kind);
    add_marks(box.marks, used);
  }
  for (const FigureArea& area : figure.areas) add_marks(area.marks, used);
  for (const FigureArrow& arrow : figure.arrows) {
    const bool under_contract = arrow.kind == ArrowKind::Uses && !arrow.contracts.empty();
    if (under_contract) used.uses_under_contract = true;
    if (!under_contract) used.arrows.insert(arrow.kind);
    add_marks(arrow.marks, used);
  }
  return used;
}

constexpr std::size_t kBoxesInARow = 4;
constexpr std::size_t kArrowsInARow = 3;
constexpr std::size_t kArrowsInAColumn = 6;

/// Rows of samples within a frame, one below the other. In a figure that runs from left to right
/// rows are columns, and arrows, which have to lie, lead from one to the next.
class Legend {
 public:
  Legend(DotGraph& dot, const FigureLook& look, bool sideways)
      : dot_(&dot),
        look_(&look),
        sideways_(sideways),
        cluster_(dot.subgraph(dot.get(), "cluster legend")) {
    const Phrase title{"Legend", "凡例"};
    set(cluster_, "label", title.in(look.language));
    set(cluster_, "labeljust", "l");
    set(cluster_, "labelloc", "t");
    set(cluster_, "fontsize", "9");
    set(cluster_, "penwidth", "0.5");
    set(cluster_, "style", "solid");
    set(cluster_, "margin", "8");
  }

  void write(const Used& used) {
    std::size_t count = 0;
    for (const BoxKind kind : used.boxes) {
      if (count++ % kBoxesInARow == 0) begin_row();
      add_box(kind);
    }
    count = 0;
    const auto begin_arrow = [&] {
      if (count++ % (sideways_ ? kArrowsInAColumn : kArrowsInARow) == 0) begin_row();
    };
    for (const ArrowKind kind : used.arrows) {
      begin_arrow();
      FigureArrow sample;
      sample.kind = kind;
      add_arrow(sample, word_of(kind), phrase_of(kind));
    }
    if (used.uses_under_contract) {
      begin_arrow();
      FigureArrow sample;
      sample.kind = ArrowKind::Uses;
      sample.contracts.emplace_back(0);
      add_arrow(sample, "uses under contract", {"uses under a contract", "契約に基づく利用"});
    }
    if (!used.marks.empty()) add_marks(used.marks);
  }

  /// The first of its nodes.
  [[nodiscard]] Agnode_t* top() const { return top_; }

 private:
  void begin_row() {
    row_ = dot_->subgraph(cluster_, "legend row " + std::to_string(rows_++));
    set(row_, "rank", "same");
    above_ = first_;
    first_ = nullptr;
    last_ = nullptr;
  }

  void link(Agnode_t* from, Agnode_t* to) { hide(dot_->edge(from, to, "")); }

  static void hide(Agedge_t* edge) { set(edge, "style", "invis"); }

  Agnode_t* add_node(const std::string& name) {
    Agnode_t* const node = dot_->node(row_, "legend " + name);
    if (last_ != nullptr) link(last_, node);
    if (first_ == nullptr) {
      first_ = node;
      if (above_ != nullptr) link(above_, node);
      if (top_ == nullptr) top_ = node;
    }
    last_ = node;
    return node;
  }

  void add_box(BoxKind kind) {
    FigureBox sample;
    sample.kind = kind;
    Agnode_t* const node = add_node(std::string(word_of(kind)));
    set(node, "label", label_text(phrase_of(kind).in(look_->language)));
    set(node, "fontsize", "8");
    set_looks(node, sample, *look_);
  }

  Agnode_t* add_end(const std::string& name) {
    Agnode_t* const node = add_node(name);
    set(node, "shape", "point");
    set(node, "width", "0.02");
    set(node, "height", "0.02");
    return node;
  }

  void add_arrow(const FigureArrow& sample, std::string_view word, const Phrase& meaning) {
    const std::string name(word);
    Agnode_t* const from = add_end(name + " from");
    Agraph_t* const row = row_;
    Agnode_t* const last = last_;
    if (sideways_) row_ = cluster_;
    last_ = nullptr;
    Agnode_t* const to = add_end(name + " to");
    row_ = row;
    if (sideways_) last_ = last;
    Agedge_t* const edge = dot_->edge(from, to, "legend " + name);
    set(edge, "label", label_text(meaning.in(look_->language)));
    set_looks(edge, sample, *look_);
  }

  void add_marks(const std::set<FigureMark>& marks) {
    begin_row();
    Agnode_t* const node = add_node("signs");
    std::string label;
    for (const FigureMark mark : marks) {
      label += sign_of(mark);
      label += " " + label_text(phrase_of(mark).in(look_->language)) + "\\l";
    }
    set(node, "shape", "plaintext");
    set(node, "fontsize", "8");
    set(node, "label", label);
  }

  DotGraph* dot_;
  const FigureLook* look_;
  bool sideways_;
  Agraph_t* cluster_;
  Agraph_t* row_ = nullptr;
  std::size_t rows_ = 0;
  Agnode_t *top_ = nullptr, *above_ = nullptr, *first_ = nullptr, *last_ = nullptr;
};

}  // namespace

void write_legend(DotGraph& dot, const Figure& figure, const FigureLook& look,
                  const std::vector<Agnode_t*>& ends) {
  Legend legend(dot, look, get(dot.get(), "rankdir") == "LR");
  legend.write(find_used(figure));
  for (Agnode_t* const end : ends) {
    Agedge_t* const edge = dot.edge(end, legend.top(), "");
    set(edge, "style", "invis");
    set(edge, "weight", "0");
  }
}

}  // namespace musubi::cli
