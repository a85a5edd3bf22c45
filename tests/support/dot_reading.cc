#include "tests/support/dot_reading.h"

#include <cgraph.h>

#include <doctest/doctest.h>

#include "cli/output/dot_graph.h"

namespace musubi::test {
namespace {

void read_clusters(Agraph_t* within, const std::string& around, DotFigure& figure) {
  for (Agnode_t* node = agfstnode(within); node != nullptr; node = agnxtnode(within, node)) {
    if (!around.empty()) figure.around[agnameof(node)] = around;
  }
  for (Agraph_t* part = agfstsubg(within); part != nullptr; part = agnxtsubg(part)) {
    const std::string name = agnameof(part);
    const bool is_cluster = name.starts_with("cluster ");
    if (is_cluster) figure.clusters[name] = around;
    read_clusters(part, is_cluster ? name : around, figure);
  }
}

}  // namespace

DotFigure read_dot_figure(const std::string& text) {
  const cli::DotGraph dot = cli::read_dot(text);
  REQUIRE(dot.get() != nullptr);
  DotFigure figure;
  for (Agnode_t* node = agfstnode(dot.get()); node != nullptr; node = agnxtnode(dot.get(), node)) {
    const std::string name = agnameof(node);
    if (name.starts_with("layer ") || name.starts_with("legend ")) continue;
    figure.nodes[name] = shown_label(std::string(cli::get(node, "label")));
    for (Agedge_t* edge = agfstout(dot.get(), node); edge != nullptr;
         edge = agnxtout(dot.get(), edge)) {
      const char* const name_of_edge = agnameof(edge);  // null where it has none
      const std::string key = name_of_edge == nullptr ? "" : name_of_edge;
      if (cli::get(edge, "style") == "invis" || key.starts_with("legend ")) continue;
      CHECK(figure.edges.insert(key).second);
    }
  }
  read_clusters(dot.get(), "", figure);
  for (Agsym_t* one = agnxtattr(dot.get(), AGRAPH, nullptr); one != nullptr;
       one = agnxtattr(dot.get(), AGRAPH, one)) {
    figure.graph[one->name] = agxget(dot.get(), one);
  }
  return figure;
}

std::string shown_label(const std::string& label) {
  std::string shown;
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (label.compare(i, 5, "&amp;") == 0) {
      shown += '&';
      i += 4;
    } else if (label[i] != '\\' || i + 1 == label.size()) {
      shown += label[i];
    } else {
      ++i;
      const bool ends_line = label[i] == 'n' || label[i] == 'l' || label[i] == 'r';
      // Anything else that follows a backslash would stand for a name of the graph.
      CHECK_MESSAGE((ends_line || label[i] == '\\'), label);
      shown += ends_line ? '\n' : label[i];
    }
  }
  return shown;
}

std::string unwrapped(const std::string& text) {
  std::string shorter;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') shorter += c;
  }
  return shorter;
}

}  // namespace musubi::test
