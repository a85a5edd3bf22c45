#include "cli/output/dot_graph.h"

#include <cstdio>
#include <cstdlib>

namespace musubi::cli {
namespace {

/// The library takes names and values as `char*` and does not write to them.
char* text_of(std::string& text) { return text.data(); }

int say_nothing(char* /*message*/) { return 0; }

// The library numbers nodes, edges and subgraphs by the addresses of their names, and goes through
// them in the order of these numbers: what it writes would change from run to run. Here they are
// numbered in the order in which they are made.
struct Numbers {
  IDTYPE last = 0;
};

void* open_numbers(Agraph_t* /*graph*/, Agdisc_t* /*discipline*/) { return new Numbers; }
void close_numbers(void* state) { delete static_cast<Numbers*>(state); }

// Names are left to the library's own table, which asks for a number for each.
long next_number(void* state, int /*kind*/, char* name, IDTYPE* id, int creates) {
  if (name != nullptr || creates == 0) return 0;
  *id = ++static_cast<Numbers*>(state)->last;
  return 1;
}

long take_no_number(void* /*state*/, int /*kind*/, IDTYPE /*id*/) { return 0; }
void keep_number(void* /*state*/, int /*kind*/, IDTYPE /*id*/) {}
char* no_name(void* /*state*/, int /*kind*/, IDTYPE /*id*/) { return nullptr; }
void forget_object(void* /*state*/, int /*kind*/, void* /*object*/) {}

// Reads from a text in memory, of which `at` was read.
struct Source {
  std::string_view text;
  std::size_t at = 0;
};

int read_source(void* channel, char* buffer, int size) {
  auto& source = *static_cast<Source*>(channel);
  const std::size_t read = source.text.copy(buffer, static_cast<std::size_t>(size), source.at);
  source.at += read;
  return static_cast<int>(read);
}

// The tables of functions that the library asks for; it writes to none of them.
struct Discipline {
  Agiddisc_t ids{.open = open_numbers,
                 .map = next_number,
                 .alloc = take_no_number,
                 .free = keep_number,
                 .print = no_name,
                 .close = close_numbers,
                 .idregister = forget_object};
  Agiodisc_t source{.afread = read_source, .putstr = AgIoDisc.putstr, .flush = AgIoDisc.flush};
  Agdisc_t writing{.mem = &AgMemDisc, .id = &ids, .io = &AgIoDisc};
  Agdisc_t reading{.mem = &AgMemDisc, .id = &ids, .io = &source};
};

Discipline& discipline() {
  static Discipline one;
  return one;
}

}  // namespace

DotGraph::DotGraph(std::string_view name) : graph_(nullptr) {
  std::string text(name);
  graph_ = agopen(text_of(text), Agdirected, &discipline().writing);
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
  Source source{.text = text};
  return agread(&source, &discipline().reading);
}

DotGraph read_dot(const std::string& text) {
  agseterrf(say_nothing);
  return DotGraph(read_graph(text));
}

}  // namespace musubi::cli
