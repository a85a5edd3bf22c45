#include "cli/output/dot_graph.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace musubi::cli {
namespace {

/// The library takes names and values as `char*` and does not write to them.
char* text_of(std::string& text) { return text.data(); }

int say_nothing(char* /*message*/) { return 0; }

// The library numbers what has a name by where the name lies in memory, and keeps clusters in the
// order of their numbers. Here they are numbered one after the other, so that the order of clusters
// is that in which they were made.
using Number = std::uint64_t;

void* open_numbers(Agraph_t* /*graph*/, Agdisc_t* /*disciplines*/) {
  return std::make_unique<Number>(0).release();
}

/// Names are left to the library's own table, which asks for a number for each new one.
long next_number(void* state, int /*type*/, char* name, IDTYPE* id, int create) {
  if (name != nullptr || create == 0) return 0;
  *id = ++*static_cast<Number*>(state);
  return 1;
}

long take_number(void* /*state*/, int /*type*/, IDTYPE /*id*/) { return 1; }
void free_number(void* /*state*/, int /*type*/, IDTYPE /*id*/) {}
char* name_number(void* /*state*/, int /*type*/, IDTYPE /*id*/) { return nullptr; }
void close_numbers(void* state) {
  const std::unique_ptr<Number> closed(static_cast<Number*>(state));
}
void note_object(void* /*state*/, int /*type*/, void* /*object*/) {}

Agdisc_t* disciplines() {
  static Agiddisc_t numbers{open_numbers, next_number,   take_number, free_number,
                            name_number,  close_numbers, note_object};
  static Agdisc_t all{&AgMemDisc, &numbers, &AgIoDisc};
  return &all;
}

}  // namespace

DotGraph::DotGraph(std::string_view name) : graph_(nullptr) {
  std::string text(name);
  graph_ = agopen(text_of(text), Agdirected, disciplines());
  // Layouts of this process have left defaults that the library gives to every graph.
  for (const int kind : {AGRAPH, AGNODE, AGEDGE}) {
    for (Agsym_t* symbol = agnxtattr(graph_, kind, nullptr); symbol != nullptr;
         symbol = agnxtattr(graph_, kind, symbol)) {
      std::string nothing;
      agattr(graph_, kind, symbol->name, text_of(nothing));
    }
  }
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

Agraph_t* read_graph(const std::string& text) {
  if (text.empty()) return nullptr;
  std::string copy = text;
  std::FILE* const file = fmemopen(copy.data(), copy.size(), "r");
  if (file == nullptr) return nullptr;
  Agraph_t* const graph = agread(file, disciplines());
  std::fclose(file);
  return graph;
}

DotGraph read_dot(const std::string& text) {
  agseterrf(say_nothing);
  return DotGraph(read_graph(text));
}

}  // namespace musubi::cli
