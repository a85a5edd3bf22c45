#include "cli/output/figure_difference.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "cli/output/dot_graph.h"

namespace musubi::cli {
namespace {

/// The attributes of one part of a figure.
using Attributes = std::map<std::string, std::string, std::less<>>;
/// By what it is (a graph, a node, an edge, as the library numbers them) and its name.
using Parts = std::map<std::pair<int, std::string>, Attributes>;

/// What a layout writes into a graph, and what says where a figure comes from.
bool is_content(std::string_view attribute) {
  static const std::set<std::string_view> kOthers{
      "pos",    "bb",    "lp",       "lheight",      "lwidth",      "width",
      "height", "rects", "vertices", "musubi_model", "musubi_draw", "xdotversion"};
  return !kOthers.contains(attribute) && !attribute.starts_with('_');
}

class FigureReader {
 public:
  explicit FigureReader(const std::string& text) : dot_(read_dot(text)) {}

  Parts read() {
    Agraph_t* const graph = dot_.get();
    if (graph == nullptr) return {};
    read_attributes(graph, AGRAPH, parts_[{AGRAPH, ""}]);
    read_clusters(graph);
    for (Agnode_t* node = agfstnode(graph); node != nullptr; node = agnxtnode(graph, node)) {
      read_attributes(node, AGNODE, parts_[{AGNODE, name_of(node)}]);
      for (Agedge_t* edge = agfstout(graph, node); edge != nullptr; edge = agnxtout(graph, edge)) {
        Attributes& attributes = parts_[{AGEDGE, edge_name(edge)}];
        read_attributes(edge, AGEDGE, attributes);
        add_word(attributes["ends"], ends_of(edge));
      }
    }
    return std::move(parts_);
  }

 private:
  static std::string name_of(void* object) {
    const char* const name = agnameof(object);
    return name == nullptr ? std::string() : std::string(name);
  }

  /// The key of an edge is the id of its arrow; one without is called by its ends.
  static std::string edge_name(Agedge_t* edge) {
    const std::string key = name_of(edge);
    return key.empty() ? ends_of(edge) : key;
  }
  static std::string ends_of(Agedge_t* edge) {
    return name_of(agtail(edge)) + " -> " + name_of(aghead(edge));
  }

  /// Of several parts of one name all are told.
  static void add_word(std::string& words, const std::string& word) {
    words += (words.empty() ? "" : " ") + word;
  }

  void read_attributes(void* object, int kind, Attributes& attributes) {
    for (Agsym_t* symbol = agnxtattr(dot_.get(), kind, nullptr); symbol != nullptr;
         symbol = agnxtattr(dot_.get(), kind, symbol)) {
      const char* const value = agxget(object, symbol);
      const bool is_set = value != nullptr && *value != '\0';
      if (is_set && is_content(symbol->name)) attributes[symbol->name] = value;
    }
  }

  void read_clusters(Agraph_t* around) {
    for (Agraph_t* inner = agfstsubg(around); inner != nullptr; inner = agnxtsubg(inner)) {
      Attributes& attributes = parts_[{AGRAPH, name_of(inner)}];
      read_attributes(inner, AGRAPH, attributes);
      add_word(attributes["within"], name_of(around));
      std::string& members = attributes["nodes"];
      std::set<std::string> names;
      for (Agnode_t* node = agfstnode(inner); node != nullptr; node = agnxtnode(inner, node)) {
        names.insert(name_of(node));
      }
      for (const std::string& name : names) add_word(members, name);
      read_clusters(inner);
    }
  }

  DotGraph dot_;
  Parts parts_;
};

using What = FigureDifference::What;

void compare(const std::string& part, const Attributes& stored, const Attributes& current,
             std::vector<FigureDifference>& found) {
  std::set<std::string> names;
  for (const auto& [name, value] : stored) names.insert(name);
  for (const auto& [name, value] : current) names.insert(name);
  const auto value_in = [](const Attributes& attributes, const std::string& name) {
    const auto entry = attributes.find(name);
    return entry == attributes.end() ? std::string() : entry->second;
  };
  for (const std::string& name : names) {
    std::string before = value_in(stored, name);
    std::string after = value_in(current, name);
    if (before == after) continue;
    found.push_back({What::Changed, part, name, std::move(before), std::move(after)});
  }
}

}  // namespace

std::vector<FigureDifference> compare_figures(const std::string& stored,
                                              const std::string& current) {
  const Parts before = FigureReader(stored).read();
  const Parts after = FigureReader(current).read();
  std::vector<FigureDifference> found;
  for (const auto& [part, attributes] : before) {
    const auto now = after.find(part);
    if (now == after.end()) {
      found.push_back({.what = What::Extra, .part = part.second});
    } else {
      compare(part.second, attributes, now->second, found);
    }
  }
  for (const auto& [part, attributes] : after) {
    if (!before.contains(part)) found.push_back({.what = What::Missing, .part = part.second});
  }
  std::ranges::stable_sort(found, {}, &FigureDifference::part);
  return found;
}

}  // namespace musubi::cli
