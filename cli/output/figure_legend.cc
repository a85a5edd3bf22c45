#include "cli/output/figure_legend.h"

#include <set>
#include <string>

#include "cli/output/figure_looks.h"
#include "cli/output/figure_words.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

struct Used {
  std::set<BoxKind> boxes;
  std::set<ArrowKind> arrows;
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
  for (const FigureArrow& arrow : figure.arrows) {
    used.arrows.insert(arrow.kind);
    add_marks(arrow.marks, used);
  }
  return used;
}

}  // namespace

void write_legend(DotGraph& dot, const Figure& figure, const FigureLook& look) {
  const Used used = find_used(figure);
  const Phrase title{"Legend", "凡例"};
  Agraph_t* const cluster = dot.subgraph(dot.get(), "cluster legend");
  set(cluster, "label", title.in(look.language));
  set(cluster, "labeljust", "l");
  set(cluster, "fontsize", "9");
  set(cluster, "penwidth", "0.5");
  Agnode_t* last = nullptr;
  const auto follow = [&](Agnode_t* node) {
    if (last != nullptr) {
      Agedge_t* const edge = dot.edge(last, node, "");
      set(edge, "style", "invis");
    }
    last = node;
  };
  for (const BoxKind kind : used.boxes) {
    FigureBox sample;
    sample.kind = kind;
    Agnode_t* const node = dot.node(cluster, "legend;" + std::string(word_of(kind)));
    set(node, "label", label_text(phrase_of(kind).in(look.language)));
    set(node, "fontsize", "8");
    set_looks(node, sample, look);
    follow(node);
  }
}

}  // namespace musubi::cli
