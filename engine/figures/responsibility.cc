#include <utility>

#include "engine/figures/figures.h"
#include "engine/figures/responsibility_drawing.h"
#include "model/names.h"

namespace musubi {

Figure responsibility_figure(const SupplyGraph& supply, const Confirmations& confirmations,
                             SystemId system) {
  const SystemGraph graph(supply, system);
  ResponsibilityDrawing drawing(supply, confirmations, graph.owner(), FigureView::Responsibility);
  drawing.builder().figure().title =
      filled({.en = "Demarcation of responsibility: {}", .ja = "責任分界：{}"},
             name_of(supply.model(), supply.model()[system].id));
  drawing.add(graph);
  return std::move(drawing).finish();
}

}  // namespace musubi
