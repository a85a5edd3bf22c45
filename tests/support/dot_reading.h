#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace musubi::test {

/// What a DOT text holds, as the library of Graphviz reads it, without the names of layers at the
/// side, the legend, and edges that are not drawn.
struct DotFigure {
  std::map<std::string, std::string> nodes;     // name, label as it is shown
  std::set<std::string> edges;                  // keys
  std::map<std::string, std::string> clusters;  // name, the one around it ("" none)
  std::map<std::string, std::string> around;    // node, its innermost cluster
  std::map<std::string, std::string> graph;     // the attributes of the whole
};

/// Precondition: it is DOT.
[[nodiscard]] DotFigure read_dot_figure(const std::string& text);

/// A label as it is shown: without the escapes of DOT.
[[nodiscard]] std::string shown_label(const std::string& label);

/// A text without spaces and ends of lines, as wrapping puts these where it likes.
[[nodiscard]] std::string unwrapped(const std::string& text);

}  // namespace musubi::test
