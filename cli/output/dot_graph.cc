#include "cli/output/dot_graph.h"

#include <cstdio>
#include <cstdlib>

namespace musubi::cli {
namespace {

/// The library takes names and values as `char*` and does not write to them.
char* text_of(std::string& text) { return text.data(); }

int say_nothing(char* /*message*/) { return 0; }

}  // namespace

DotGraph::DotGraph(std::string_view name) : graph_(nullptr) {
  std::string text(name);
  graph_ = agopen(text_of(text), Agdirected, nullptr);
}

DotGraph::~DotGraph() {
  if (graph_ != nullptr) agclose(graph_);
}

Agnode_t* DotGraph::node(Agraph_t* within, std::string_view name) {
  std::string text(name);
  return agnode(within, text_of(text), 1);
}

Agedge_t* DotGraph::edge(Agnode_t* from, Agnode_t* to, std::string_view key) {
  std::string text(key);
  return agedge(graph_, from, to, text_of(text), 1);
}

Agraph_t* DotGraph::subgraph(Agraph_t* within, std::string_view name) {
  std::string text(name);
  return agsubg(within, text_of(text), 1);
}

std::string DotGraph::text() const {
  char* data = nullptr;
  std::size_t size = 0;
  std::FILE* const file = open_memstream(&data, &size);
  if (file == nullptr) return {};
  agwrite(graph_, file);
  std::fclose(file);
  std::string text(data, size);
  std::free(data);
  return text;
}

void set(void* object, const char* attribute, std::string_view value) {
  std::string name(attribute);
  std::string text(value);
  std::string nothing;
  agsafeset(object, text_of(name), text_of(text), text_of(nothing));
}

std::string_view get(void* object, const char* attribute) {
  std::string name(attribute);
  const char* const value = agget(object, text_of(name));
  return value == nullptr ? std::string_view() : std::string_view(value);
}

std::string label_text(std::string_view text) {
  std::string label;
  for (const char c : text) {
    if (c == '\\') {
      label += "\\\\";
    } else if (c == '&') {
      label += "&amp;";
    } else {
      label += c;
    }
  }
  return label;
}

DotGraph read_dot(const std::string& text) {
  agseterrf(say_nothing);
  return DotGraph(agmemread(text.c_str()));
}

}  // namespace musubi::cli
