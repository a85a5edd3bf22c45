// Figures in every format: read back by others, with names that would like to be more than names.
#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <boost/property_tree/json_parser.hpp>
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <doctest/doctest.h>

#include "tests/support/dot_reading.h"
#include "tests/support/folder.h"
#include "tests/support/json_value.h"
#include "tests/support/program.h"

namespace {

namespace pt = boost::property_tree;
using musubi::test::Folder;
using musubi::test::JsonValue;
using musubi::test::read_dot_figure;
using musubi::test::run_program;
using musubi::test::unwrapped;

using Args = std::vector<std::string>;

const std::string kRegion = "examples/regional-network";
const std::string kCase1 = "examples/faq/2.1-2.2.2-case-1.musubi.json";
const std::string kUnknown = "examples/faq/2.1-2.2.3-unknown.musubi.json";
const std::string kRedundancy = "examples/patterns/redundancy.musubi.json";

/// Every view, on something small.
const std::array<Args, 7> kFigures{
    Args{"--view", "contracts", kCase1},
    Args{"--view", "dependencies", kRedundancy},
    Args{"--view", "responsibility", "--system", "hospital-emr", kUnknown},
    Args{"--view", "responsibility", "--system", "hospital-emr", kCase1},
    Args{"--view", "impact", "--target", "iaas-b", kUnknown},
    Args{"--view", "impact", "--target", "iaas-b", "--kind", "outage", kRedundancy},
    Args{"--view", "agreement", "--customer", "hospital", "--supplier", "vendor-a", kCase1},
};

std::string draw(const Args& figure, const std::string& format, const std::string& language) {
  Args args{"draw", "--format", format, "--lang", language};
  args.insert(args.end(), figure.begin(), figure.end());
  const auto outcome = run_program(args);
  REQUIRE_MESSAGE(outcome.status == 0, outcome.err);
  return outcome.out;
}

pt::ptree read_json(const std::string& text) {
  std::istringstream in(text);
  pt::ptree tree;
  pt::read_json(in, tree);
  return tree;
}

pt::ptree read_xml(const std::string& text) {
  std::istringstream in(text);
  pt::ptree tree;
  pt::read_xml(in, tree);
  return tree;
}

/// The texts of the elements with this name, one after the other.
void collect(const pt::ptree& tree, const std::string& element, std::string& texts) {
  for (const auto& [name, child] : tree) {
    if (name == element) texts += child.data();
    collect(child, element, texts);
  }
}

bool has_element(const pt::ptree& tree, const std::string& element) {
  return std::ranges::any_of(tree, [&](const auto& child) {
    return child.first == element || has_element(child.second, element);
  });
}

std::size_t count_of(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    ++count;
  }
  return count;
}

// Names that mean something to a reader of one format or another.
const std::vector<std::string> kHostileNames = {
    R"(say "hello" \ 'there')",
    R"(\N \G \E \T \H \L \l \n \\)",
    "<b>bold</b>",
    "<<table><tr><td>x</td></tr></table>>",
    "&amp; &lt; &#38; &nbsp; &",
    R"(</script><img src=x onerror=alert(1)>)",
    "{a|b|{c}} [d] (e) e[\"f\"] -->|g| end",
    "%% comment; subgraph x; #quot; #35;",
    "]]> --> <!-- <?xml ?>",
    "=cmd|' /C calc'!A0",
    "\xE2\x80\xAEright to left\xE2\x80\xAC \xE2\x80\x8F",
    "病院「結び」＆＜＞　全角",
};

/// A hospital with a system on a service, each with the name.
std::string hostile_model(const Folder& folder, const std::string& name) {
  JsonValue model{JsonValue::Object{{"musubi", 1}, {"as_of", "2026-11-22"}, {"name", name}}};
  model.append(
      "organizations",
      JsonValue::Object{{"id", "h"}, {"kind", "medical_institution"}, {"name", name + " h"}});
  model.append("organizations",
               JsonValue::Object{{"id", "v"}, {"kind", "provider"}, {"name", name + " v"}});
  model.append(
      "services",
      JsonValue::Object{
          {"id", "s"}, {"provider", "v"}, {"layer", "application"}, {"name", name + " s"}});
  model.append(
      "systems",
      JsonValue::Object{
          {"id", "y"}, {"owner", "h"}, {"uses", JsonValue::Array{"s"}}, {"name", name + " y"}});
  model.append("contracts", JsonValue::Object{{"id", "k"},
                                              {"customer", "h"},
                                              {"supplier", "v"},
                                              {"covers", JsonValue::Array{"s"}},
                                              {"name", name + " k"}});
  const std::string path = (folder / "model.musubi.json").string();
  std::ofstream(path, std::ios::binary) << write(model);
  return path;
}

Args hostile_figure(const std::string& path) {
  return {"--view", "responsibility", "--system", "y", "--legend", path};
}

/// Signs that turn the direction of text, which could make a name look like another, are drawn by
/// their numbers.
std::string with_turns_shown(std::string text) {
  const std::array<std::pair<const char*, const char*>, 3> turns{
      {{"\xE2\x80\xAE", "\\u202e"}, {"\xE2\x80\xAC", "\\u202c"}, {"\xE2\x80\x8F", "\\u200f"}}};
  for (const auto& [turn, shown] : turns) {
    for (std::size_t at = text.find(turn); at != std::string::npos; at = text.find(turn)) {
      text.replace(at, 3, shown);
    }
  }
  return text;
}

bool shows(const std::string& text, const std::string& name) {
  return unwrapped(with_turns_shown(text)).find(unwrapped(with_turns_shown(name))) !=
         std::string::npos;
}

void check_dot(const Args& figure, const std::string& name) {
  const auto dot = read_dot_figure(draw(figure, "dot", "en"));
  REQUIRE(dot.nodes.contains("service:s"));
  CHECK(shows(dot.nodes.at("service:s"), name + " s"));
  CHECK(shows(dot.nodes.at("organization:h"), name + " h"));
  CHECK(dot.edges == std::set<std::string>{"uses:organization:h;service:s"});
  CHECK(shows(musubi::test::shown_label(dot.graph.at("label")), name + " y"));
}

void check_svg(const Args& figure, const std::string& name) {
  const std::string svg = draw(figure, "svg", "en");
  const pt::ptree tree = read_xml(svg);
  for (const char* const element : {"script", "img", "b", "table", "a", "foreignObject"}) {
    CHECK_FALSE(has_element(tree, element));
  }
  std::string texts;
  collect(tree, "text", texts);
  CHECK(shows(texts, name + " s"));
  CHECK(shows(texts, name + " h"));
}

void check_graphml(const Args& figure, const std::string& name) {
  const pt::ptree tree = read_xml(draw(figure, "graphml", "en"));
  std::map<std::string, std::string> labels;
  std::size_t edges = 0;
  for (const auto& [element, child] : tree.get_child("graphml.graph")) {
    if (element == "edge") ++edges;
    if (element != "node") continue;
    for (const auto& [part, data] : child) {
      if (part == "data" && data.get<std::string>("<xmlattr>.key") == "label") {
        labels[child.get<std::string>("<xmlattr>.id")] = data.data();
      }
    }
  }
  CHECK(edges == 1);
  CHECK(labels.size() == 2);
  CHECK(unwrapped(labels["service:s"]) == unwrapped(name + " s"));
}

void check_json(const Args& figure, const std::string& name) {
  const pt::ptree tree = read_json(draw(figure, "json", "en"));
  Args labels;
  for (const auto& [key, box] : tree.get_child("boxes")) {
    labels.push_back(box.get<std::string>("label.en"));
  }
  CHECK(labels == Args{name + " h", name + " s"});
}

/// The text of a Mermaid label: entities are written "#NUMBER;" or "#NAME;" there.
std::string mermaid_text(const std::string& written) {
  std::string text;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const std::size_t end = written.find(';', i);
    const bool is_entity = written[i] == '#' && end != std::string::npos && i + 1 < written.size();
    if (!is_entity) {
      text += written[i];
      continue;
    }
    const std::string entity = written.substr(i + 1, end - i - 1);
    REQUIRE(entity.find_first_not_of("0123456789") == std::string::npos);
    text += static_cast<char>(std::stoi(entity));
    i = end;
  }
  return text;
}

void check_mermaid(const Args& figure, const std::string& name) {
  const std::string text = draw(figure, "mermaid", "en");
  std::istringstream lines(text);
  std::size_t boxes = 0;
  std::size_t arrows = 0;
  bool found = false;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find_first_not_of(' ');
    const bool is_box = first != std::string::npos && line[first] == 'n' && line.ends_with(")");
    if (line.starts_with("%%") || line.starts_with("flowchart")) continue;
    if (line.find("-->") != std::string::npos) {
      ++arrows;
      continue;
    }
    // Nothing of a name stands as it is but letters: no tags but line ends, no quotes inside.
    CHECK(count_of(line, "<") == count_of(line, "<br/>"));
    CHECK(count_of(line, "\"") <= 2);
    if (is_box) ++boxes;
    const std::size_t begin = line.find('"');
    if (begin == std::string::npos) continue;
    found = found || shows(mermaid_text(line.substr(begin)), name + " s");
  }
  CHECK(found);
  CHECK(arrows == 1);
}

TEST_SUITE("cli/draw") {
  TEST_CASE("DOT holds the boxes, arrows and areas of the figure and nothing else") {
    for (const Args& figure : kFigures) {
      CAPTURE(figure.at(1));
      const auto dot = read_dot_figure(draw(figure, "dot", "en"));
      const pt::ptree json = read_json(draw(figure, "json", "en"));
      std::set<std::string> nodes;
      for (const auto& [id, label] : dot.nodes) nodes.insert(id);
      std::set<std::string> boxes;
      for (const auto& [key, box] : json.get_child("boxes")) {
        const std::string id = box.get<std::string>("id");
        boxes.insert(id);
        const std::string area = box.get<std::string>("area");
        const auto around = dot.around.find(id);
        CHECK((around == dot.around.end() ? "null" : around->second) ==
              (area == "null" ? area : "cluster " + area));
        if (box.get<std::string>("kind") != "any_of") {
          CHECK(shows(dot.nodes.at(id), box.get<std::string>("label.en")));
        }
      }
      CHECK(nodes == boxes);
      std::set<std::string> arrows;
      for (const auto& [key, arrow] : json.get_child("arrows")) {
        arrows.insert(arrow.get<std::string>("id"));
      }
      CHECK(dot.edges == arrows);
      std::map<std::string, std::string> areas;
      for (const auto& [key, area] : json.get_child("areas")) {
        const std::string within = area.get<std::string>("within");
        areas["cluster " + area.get<std::string>("id")] =
            within == "null" ? "" : "cluster " + within;
      }
      CHECK(dot.clusters == areas);
    }
  }

  TEST_CASE("two runs give the same bytes in every format") {
    for (const Args& figure : kFigures) {
      for (const char* const format : {"dot", "mermaid", "graphml", "json", "svg"}) {
        CAPTURE(format);
        CHECK(draw(figure, format, "ja") == draw(figure, format, "ja"));
      }
    }
    for (const char* const format : {"png", "pdf"}) {
      const std::string picture = draw(kFigures[2], format, "ja");
      CHECK(picture.starts_with(format == std::string("png") ? "\x89PNG" : "%PDF"));
      CHECK(picture == draw(kFigures[2], format, "ja"));
    }
  }

  TEST_CASE("hostile names are text in every format") {
    const Folder folder;
    for (const std::string& name : kHostileNames) {
      CAPTURE(name);
      const Args figure = hostile_figure(hostile_model(folder, name));
      check_dot(figure, name);
      check_svg(figure, name);
      check_graphml(figure, name);
      check_json(figure, name);
      check_mermaid(figure, name);
    }
  }

  TEST_CASE("ends of lines and control characters in a name break nothing") {
    const Folder folder;
    for (const char* const name : {"a\nb\r\nc", "a\tb", "a\x01\x1b[31m\x7f b", "\xC2\x9F"}) {
      const Args figure = hostile_figure(hostile_model(folder, name));
      const auto dot = read_dot_figure(draw(figure, "dot", "en"));
      CHECK(dot.edges.size() == 1);
      for (const char* const format : {"svg", "graphml"}) {
        const std::string text = draw(figure, format, "en");
        CHECK(has_element(read_xml(text), format));
        const bool plain = std::ranges::none_of(text, [](char c) {
          return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
        });
        CHECK(plain);
      }
      CHECK(read_json(draw(figure, "json", "en")).get_child("boxes").size() == 2);
      CHECK(draw(figure, "mermaid", "en").find('\x1b') == std::string::npos);
    }
  }

  TEST_CASE("a name of 10,000 characters is drawn whole") {
    const Folder folder;
    std::string name;
    for (int i = 0; i < 2500; ++i) name += "結び<&";
    const Args figure = hostile_figure(hostile_model(folder, name));
    check_dot(figure, name);
    check_svg(figure, name);
    check_graphml(figure, name);
    check_json(figure, name);
  }

  TEST_CASE("a figure shows no more boxes than asked for, and counts the others") {
    for (const char* const most : {"1", "5", "20"}) {
      const pt::ptree json = read_json(
          draw({"--view", "dependencies", "--focus", "kumoi-iaas", "--max-nodes", most, kRegion},
               "json", "en"));
      int shown = 0;
      int hidden = 0;
      for (const auto& [key, box] : json.get_child("boxes")) {
        const std::string kind = box.get<std::string>("kind");
        if (kind == "hidden" || kind == "not_shown") {
          hidden += box.get<int>("stands_for");
        } else if (kind != "any_of") {
          ++shown;
        }
      }
      CHECK(shown == std::stoi(most));
      CHECK(json.get<int>("not_shown") > 0);
      CHECK(hidden > 0);
    }
  }
}

}  // namespace
