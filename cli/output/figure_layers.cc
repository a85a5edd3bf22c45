#include "cli/output/figure_layers.h"

#include <array>
#include <string>

#include "model/names.h"

namespace musubi::cli {
namespace {

/// What supports others stands between what it looks after and what carries it.
constexpr std::array kOrder{Layer::Application, Layer::Platform, Layer::Support,
                            Layer::Infrastructure, Layer::Network};

/// Keeps `below` under `above`, and draws nothing.
void keep_below(DotGraph& dot, Agnode_t* above, Agnode_t* below) {
  Agedge_t* const edge = dot.edge(above, below, "");
  set(edge, "style", "invis");
  set(edge, "weight", "0");
}

}  // namespace

void write_layers(DotGraph& dot, const Figure& figure, const FigureLook& look,
                  const std::vector<Agnode_t*>& nodes) {
  Agnode_t* begin = nullptr;  // the name of the layer, at its first rank
  std::vector<Agnode_t*> above;
  for (const Layer layer : kOrder) {
    std::vector<Agnode_t*> here;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (figure.boxes[i].layer == layer) here.push_back(nodes[i]);
    }
    if (here.empty()) continue;
    const Phrase name = word_label(RecordKind::Service, "layer", static_cast<unsigned>(layer));
    Agnode_t* const next = dot.node(dot.get(), "layer " + std::string(name.en));
    set(next, "shape", "plaintext");
    set(next, "fontsize", "9");
    set(next, "label", label_text(name.in(look.language)));
    if (begin != nullptr) keep_below(dot, begin, next);
    for (Agnode_t* const node : above) keep_below(dot, node, next);
    for (Agnode_t* const node : here) {
      // One rank below its name at the earliest; what others of the layer run on lies deeper.
      keep_below(dot, next, node);
    }
    begin = next;
    above = std::move(here);
  }
}

}  // namespace musubi::cli
