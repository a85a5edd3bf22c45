#include "cli/output/figure_looks.h"

#include <string>

#include "cli/output/dot_graph.h"

namespace musubi::cli {
namespace {

// Tints and strokes that are told apart by the colour-blind too (after Okabe and Ito), and whose
// greys differ on a black-and-white printer.
constexpr const char* kBlue = "#0072b2";
constexpr const char* kVermilion = "#b34700";
constexpr const char* kGrey = "#595959";

std::string font_list() {
  std::string list;
  for (const char* const family : kFigureFonts) {
    list += family;
    list += ',';
  }
  return list + "sans-serif";
}

struct BoxLook {
  const char* shape;
  const char* style;
  const char* fill;
};

BoxLook look_of(BoxKind kind) {
  switch (kind) {
    case BoxKind::Institution: return {"box", "filled", "#e3eef8"};
    case BoxKind::NetworkOperator: return {"octagon", "filled", "#e6f3ec"};
    case BoxKind::InfrastructureVendor: return {"box3d", "filled", "#f3f0e6"};
    case BoxKind::Provider: return {"box", "filled", "#faf6fb"};
    case BoxKind::Service: return {"box", "rounded,filled", "#ffffff"};
    case BoxKind::System: return {"folder", "filled", "#e3eef8"};
    case BoxKind::Choice: return {"diamond", "filled", "#ffffff"};
    case BoxKind::Hidden: break;
  }
  return {"ellipse", "dashed,filled", "#ffffff"};
}

struct ArrowLook {
  const char* style;
  const char* width;
  const char* head;
  const char* colour;
};

ArrowLook look_of(ArrowKind kind) {
  switch (kind) {
    case ArrowKind::Contract: return {"solid", "2", "normal", "#000000"};
    case ArrowKind::Uses: return {"solid", "0.8", "vee", kGrey};
    case ArrowKind::DependsOn: return {"solid", "0.8", "normal", kGrey};
    case ArrowKind::Placement: return {"dashed", "0.8", "normal", kGrey};
    case ArrowKind::Independent: return {"dashed", "1.8", "normal", kVermilion};
    case ArrowKind::Notice: return {"solid", "1.8", "onormal", kBlue};
    case ArrowKind::Relay: return {"dashed", "1.8", "onormal", kBlue};
    case ArrowKind::Silence: break;
  }
  return {"dotted", "2", "tee", kVermilion};
}

bool is_alarming(const FigureMarks& marks) {
  return marks.has(FigureMark::Unconfirmed) || marks.has(FigureMark::Unknown) ||
         marks.has(FigureMark::Unanswered) || marks.has(FigureMark::Untold);
}

}  // namespace

void set_graph_looks(Agraph_t* graph, const Figure& figure) {
  const std::string fonts = font_list();
  const bool sideways = figure.view == FigureView::Contracts || figure.view == FigureView::Impact;
  set(graph, "rankdir", sideways ? "LR" : "TB");
  set(graph, "newrank", "true");  // ranks hold across areas
  set(graph, "charset", "UTF-8");
  set(graph, "fontname", fonts);
  set(graph, "fontsize", "9");
  set(graph, "labelloc", "b");
  set(graph, "labeljust", "l");
  set(graph, "nodesep", "0.3");
  set(graph, "ranksep", "0.45");
  set(graph, "pad", "0.1");
  set(graph, "bgcolor", "white");
  const auto by_default = [&](int kind, const char* attribute, std::string value) {
    std::string name(attribute);
    agattr(graph, kind, name.data(), value.data());
  };
  by_default(AGNODE, "fontname", fonts);
  by_default(AGNODE, "fontsize", "10");
  by_default(AGNODE, "margin", "0.12,0.06");
  by_default(AGNODE, "height", "0.4");
  by_default(AGEDGE, "fontname", fonts);
  by_default(AGEDGE, "fontsize", "8");
  by_default(AGEDGE, "arrowsize", "0.7");
}

void set_looks(Agraph_t* cluster, AreaKind kind, const FigureLook& look) {
  set(cluster, "labeljust", "l");
  // Arrows come from above: below they do not cross the words.
  set(cluster, "labelloc", kind == AreaKind::Party ? "t" : "b");
  set(cluster, "fontsize", "9");
  set(cluster, "margin", "10");
  const bool responsible = kind == AreaKind::Responsibility;
  set(cluster, "style", kind == AreaKind::Party ? "solid" : "rounded,bold");
  set(cluster, "penwidth", responsible ? "2.2" : "1");
  if (kind == AreaKind::Institution) set(cluster, "penwidth", "2.2");
  set(cluster, "color", look.mono ? "#000000" : responsible ? kBlue : kGrey);
}

void set_looks(Agnode_t* node, const FigureBox& box, const FigureLook& look) {
  const BoxLook parts = look_of(box.kind);
  const bool is_down = box.marks.has(FigureMark::Down);
  std::string style = parts.style;
  if (is_alarming(box.marks)) style += ",dashed";
  set(node, "shape", parts.shape);
  set(node, "style", style);
  set(node, "fillcolor", is_down ? "#404040" : look.mono ? "#ffffff" : parts.fill);
  if (is_down) set(node, "fontcolor", "#ffffff");
  if (box.kind == BoxKind::Institution || box.stands_for > 1) set(node, "peripheries", "2");
  if (box.kind == BoxKind::Choice) set(node, "margin", "0,0");
  // The depth of the box takes of the room for its text.
  if (box.kind == BoxKind::InfrastructureVendor) set(node, "margin", "0.16,0.12");
  if (box.marks.has(FigureMark::Target)) {
    set(node, "penwidth", "3.5");
  } else if (is_alarming(box.marks)) {
    set(node, "penwidth", "1.8");
    if (!look.mono) set(node, "color", kVermilion);
  }
}

void set_looks(Agedge_t* edge, const FigureArrow& arrow, const FigureLook& look) {
  ArrowLook parts = look_of(arrow.kind);
  // What an institution uses under a contract of its own is drawn as that contract.
  if (arrow.kind == ArrowKind::Uses && !arrow.contracts.empty()) {
    parts = look_of(ArrowKind::Contract);
    parts.head = "vee";
  }
  set(edge, "style", parts.style);
  set(edge, "penwidth", arrow.marks.has(FigureMark::Target) ? "3.5" : parts.width);
  set(edge, "arrowhead", parts.head);
  if (!look.mono) {
    set(edge, "color", parts.colour);
    set(edge, "fontcolor", parts.colour);
  }
  // A bar across its start: here one responsibility ends and another begins.
  if (arrow.kind == ArrowKind::Independent) {
    set(edge, "dir", "both");
    set(edge, "arrowtail", "tee");
  }
}

}  // namespace musubi::cli
