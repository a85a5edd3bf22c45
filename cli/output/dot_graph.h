#pragma once

#include <cgraph.h>
#include <string>
#include <string_view>

// Graphs of Graphviz, owned and with names that are text. For the files that write and read DOT.
namespace musubi::cli {

/// Owns a directed graph of cgraph.
class DotGraph {
 public:
  explicit DotGraph(std::string_view name);
  explicit DotGraph(Agraph_t* graph) : graph_(graph) {}
  DotGraph(const DotGraph&) = delete;
  DotGraph& operator=(const DotGraph&) = delete;
  DotGraph(DotGraph&& other) noexcept : graph_(other.graph_) { other.graph_ = nullptr; }
  DotGraph& operator=(DotGraph&&) = delete;
  ~DotGraph();

  [[nodiscard]] Agraph_t* get() const { return graph_; }

  Agnode_t* node(Agraph_t* within, std::string_view name);
  Agedge_t* edge(Agnode_t* from, Agnode_t* to, std::string_view key);
  Agraph_t* subgraph(Agraph_t* within, std::string_view name);

  /// The text of the graph.
  [[nodiscard]] std::string text() const;

 private:
  Agraph_t* graph_;
};

/// Sets an attribute of a graph, a node or an edge; `value` is written as it is.
void set(void* object, const char* attribute, std::string_view value);
/// The value of an attribute; empty where there is none.
[[nodiscard]] std::string_view get(void* object, const char* attribute);

/// Text as it stands in a label, where "\" and "&" begin something else; lines end with `end`:
/// "\\n" centred, "\\l" to the left.
[[nodiscard]] std::string label_text(std::string_view text);

/// Reads DOT; null where it is none. The caller closes the graph.
[[nodiscard]] Agraph_t* read_graph(const std::string& text);

/// The same, owned. What the library has to say about it is kept to itself.
[[nodiscard]] DotGraph read_dot(const std::string& text);

}  // namespace musubi::cli
